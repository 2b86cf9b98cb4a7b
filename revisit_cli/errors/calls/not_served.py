"""Refusals when a unit states that it never served a firm."""

from revisit_cli.errors import Forbidden, UsageRefused


class NotServedIncomplete(UsageRefused):
    """The name of the unit's leader or the reason is missing."""

    asks = ("leader", "reason")
    sentence = "名单有误须由单位负责人写明：--leader 姓名 --reason 理由。"


class NotServedUnitNeeded(UsageRefused):
    """The call has several units, and none was named."""

    asks = ("unit",)
    sentence = "第 {call} 号电话有几家单位（{units}），请写明哪一家没有办过：--unit 单位。"


class NotServedStillNamed(Forbidden):
    """The version in force of the unit's ledger names the firm."""

    sentence = (
        "“{unit}”台账的现行版里还有第 {call} 号电话的企业（{file} {sheet} 第{row}行），"
        "不能记名单有误。确属误报的，请该单位先报更正后的台账：revisit import 文件 --accept-gone"
    )


class NotServedListOpen(Forbidden):
    """The list is not frozen: importing the corrected ledger removes the firm."""

    sentence = (
        "{month} 的名单还没有定，第 {call} 号电话不必记名单有误："
        "导入更正后的台账时加 --accept-gone，这一户就撤下。"
    )


class NotServedAnswered(Forbidden):
    """The firm has already evaluated that unit."""

    sentence = (
        "第 {call} 号电话的企业已对“{unit}”作出评价，不能再记名单有误。"
        "查看：revisit calls show {call}"
    )


class EndedByUnit(Forbidden):
    """The call was ended by a unit's statement, which must be undone before any record."""

    sentence = (
        "第 {call} 号电话以名单有误了结，不是拨打的结果。"
        "要撤销的，看“名单有误”是第几项：revisit undo --list"
    )
