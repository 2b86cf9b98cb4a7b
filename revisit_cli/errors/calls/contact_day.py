"""Refusals of contacts on days on which they cannot have taken place."""

from revisit_cli.errors import Forbidden, UsageRefused


class ContactTooEarly(Forbidden):
    """A firm is said to have been contacted before it was served."""

    sentence = (
        "{firm}在台账上最早的办理日期是 {first}，不能有 {on} 的回访：最早可以是 {first}。"
        "日期写错的请改正；台账日期有误的，请单位更正台账。"
    )


class ContactAhead(UsageRefused):
    """A contact is put on record before it took place."""

    sentence = "{at} 还没有到：回访做过了才能记，最晚可以写现在（{now}）。"
