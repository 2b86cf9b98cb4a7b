"""Refusals about the call list of a month as a whole."""

from revisit_cli.errors import Forbidden


class ListLocked(Forbidden):
    """The month's list is frozen already."""

    sentence = "{month} 的回访名单已于 {at} 锁定，共 {size} 户，未作改动。"


class ListNotLocked(Forbidden):
    """A list that is open cannot be opened."""

    sentence = "{month} 的回访名单没有锁定，未作改动。锁定：revisit calls lock {month}"


class ListInUse(Forbidden):
    """Something was done on the frozen list that its N belongs to."""

    sentence = "{month} 的回访名单不能解锁，未作改动：{why}。锁定后才来的企业自动补入，不必解锁。"
