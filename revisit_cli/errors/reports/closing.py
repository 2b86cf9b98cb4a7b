"""Refusals about clearing a month."""

from revisit_cli.errors import DatabaseRefused, Forbidden, NotFound, UsageRefused


class MonthIsClosed(Forbidden):
    """The month is cleared; a change to it is a correction and needs a reason."""

    sentence = (
        "{month} 已清零，不能再改。台账请在下一期补报；其他确需更正的，"
        "加 --correct 更正理由，记下以后更正。"
    )


class MonthNotOver(Forbidden):
    """The month is not over: its ledgers are still coming in."""

    sentence = "{month} 期到 {last} 才截止，现在不能清零。"


class MonthNotCleared(Forbidden):
    """The month cannot be cleared: each obstacle is listed with what to do about it."""

    sentence = "{month} 还不能清零，有 {count} 项未了：\n{lines}\n{advice}"


class ClosedBefore(Forbidden):
    """The month was cleared before."""

    sentence = "{month} 已于 {day} 清零，不必再清。重印清零单：revisit close {month} --certificate -o 文件.xlsx"


class NotClosedYet(NotFound):
    """The month is not cleared, so that it has no certificate."""

    sentence = "{month} 尚未清零，没有清零单。清零：revisit close {month}"


class CertificateTooNew(DatabaseRefused):
    """The certificate was stored by a newer version in another format."""

    sentence = (
        "{month} 的清零单由更新的版本写成（格式 {found}，本程序只认到 {known}）。请先升级 revisit。"
    )


class CarryUnreadable(UsageRefused):
    """A --carry is not call:12 or problem:3."""

    sentence = "--carry 的值“{text}”不对，应形如 call:12、problem:3、visit:5 或 symposium:2026-H2。"


class CarryNotOpen(UsageRefused):
    """What is to be carried over is not an obstacle."""

    sentence = "{carry} 不在 {month} 未了事项之内，不必转到下月。运行 revisit close {month} 查看。"


class AcceptedByRequired(UsageRefused):
    """The name of the person who accepts the carry-over is missing."""

    asks = ("accepted_by",)
    sentence = "转到下月须由具名的人逐项同意：加 --decided-by 姓名。"


class CorrectionReasonEmpty(UsageRefused):
    """The reason for correcting a cleared month is empty."""

    sentence = "更正已清零的月份须写明理由：--correct 更正理由。"
