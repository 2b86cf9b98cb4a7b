"""Refusals about doubts and deciding on them."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class DoubtUnknown(NotFound):
    """No doubt has that number."""

    sentence = "没有 {doubt} 号存疑。见：revisit recheck doubts"


class DoubtDecisionIncomplete(UsageRefused):
    """A decision lacks a name or its grounds."""

    asks = ("decided_by", "grounds")
    sentence = "认定与否要写明依据和决定的人：--evidence 依据 --decided-by 姓名。"


class DoubtDecidedBefore(Forbidden):
    """The doubt has been decided on already."""

    sentence = "{doubt} 号存疑 {decided_by}已于 {day} 定为“{state}”。"


class DoubtOwnRecord(Forbidden):
    """The clerk who made a record may not decide on a doubt about it."""

    sentence = "{doubt} 号存疑是 {name}自己记的，不能由本人决定。请另请一位：--decided-by 姓名。"
