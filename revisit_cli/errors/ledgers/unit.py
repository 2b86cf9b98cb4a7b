"""Refusals about units."""

from revisit_cli.errors import Forbidden, InputRefused, UsageRefused


class UnitExists(Forbidden):
    """A unit has that name already."""

    sentence = "“{unit}”已经是“{bearer}”的名称，未作改动。运行 revisit units show {bearer} 查看。"


class UnitNameEmpty(UsageRefused):
    """The name of a unit is empty."""

    asks = ("name",)
    sentence = "单位名称不能为空。"


class UnitNameTooLong(UsageRefused):
    """The name of a unit is too long to be one."""

    asks = ("name",)
    sentence = "单位名称至多 {most} 个字，“{unit}”有 {count} 个，像是别的内容。请写单位名称。"


class UnitKindUnknown(UsageRefused):
    """There is no kind of unit of that name."""

    sentence = "没有“{word}”这个类别。可用：局属单位、机关科室、未定。"


class NothingToSet(UsageRefused):
    """A change was asked for without saying what to change."""

    sentence = (
        "请写明要改什么：--kind、--leader、--deputy、--contact、--no-roster、--since 或 --until。"
    )


class TermBackwards(UsageRefused):
    """The last month in which a unit owes ledgers would be before the first."""

    sentence = (
        "应报的起止月份不对：自 {since} 起、至 {until} 止，未作改动。用 --since、--until 另写月份。"
    )


class TermUnclear(UsageRefused):
    """A unit was given both as leaving the roster and as staying."""

    sentence = "--until 是不再应报的意思，不能与 --roster、--since 同写，未作改动。请只写一个。"


class RosterIsLedger(InputRefused):
    """The workbook is a ledger, not a roster."""

    sentence = "{file} 像是台账，不是单位名册，未作改动。导入台账：revisit import {file}"


class RosterUnreadable(InputRefused):
    """No sheet has a roster's headings."""

    sentence = "{file} 里没有找到名册的表头，未作改动。请补上“单位名称”一列，可另有类别、主要负责人、分管负责人、简称各列。"
