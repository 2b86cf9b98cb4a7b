"""Refusals about undoing acts."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class NothingToTakeBack(NotFound):
    """The user has no act that can be undone, or none at that place of the list."""

    sentence = "{by}没有这样一项可撤销的操作。运行 revisit undo --list 查看。"


class ActUnknown(NotFound):
    """The log has no event of that number."""

    sentence = "记录簿里没有第 {event} 号。运行 revisit audit log 查看。"


class UndoUnclear(UsageRefused):
    """Both a place in the list and an event of the log were given."""

    sentence = "请只写一样：清单里的第几项，或 --event 记录簿里的号。"


class ActStays(Forbidden):
    """Acts of that kind cannot be undone, or this one can no longer."""

    sentence = "记录簿第 {event} 号（{what}）不能撤销：{why}。"


class ActReliedOn(Forbidden):
    """Later acts depend on it; the newest of them is named, which must be undone first."""

    sentence = "记录簿第 {event} 号（{what}）已有后来的操作依着它：第 {later} 号，{at} {by} {later_what}。要撤，请从最新的撤起：revisit undo --event {later}"


class ActReliedOnForGood(Forbidden):
    """A later act that cannot be undone depends on it."""

    sentence = (
        "记录簿第 {event} 号（{what}）已有后来的操作依着它：第 {later} 号，{at} {by} {later_what}。"
        "那一项不能撤销，这一项也就撤不了；要更正，请照实另记一项。"
    )


class ActHeld(Forbidden):
    """A call that the act added is claimed by a clerk."""

    sentence = "记录簿第 {event} 号（{what}）带来的电话正在{by}手上（正在打、没记完，或在回访表上）。请先由他放回：revisit calls release"


class ActInTheWay(Forbidden):
    """A later row is in the place of one that would be restored."""

    sentence = "记录簿第 {event} 号（{what}）撤不回原样：后来的记录占了原处（如同名的企业、单位）。请先处理那一项，经过运行 revisit audit log 查看。"
