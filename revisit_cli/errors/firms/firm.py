"""Refusals about merging, splitting and erasing firms."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class SameFirm(UsageRefused):
    """Both texts name the same firm."""

    sentence = "“{text}”和“{into}”是同一户（{firm} {name}），未作改动。"


class FirmBeingCalled(Forbidden):
    """A clerk is calling one of the firms right now."""

    sentence = "{owner} 正在办第 {call} 号电话（{firm}），未作改动。请等其保存或放回（revisit calls release {call}）后再试。"


class MergeNotFound(NotFound):
    """No firm of that name or number is merged into another."""

    sentence = "“{text}”不是并入别家的企业，无从拆分。运行 revisit firms show 企业 查看并入的名称。"


class MergeNotClear(UsageRefused):
    """Several merged firms match the text."""

    sentence = "“{text}”可指 {count} 家并入的企业：{firms}。请写全名或编号。"


class MergeUndoneJustNow(Forbidden):
    """The same clerk split a merge for the same reason a few minutes ago."""

    sentence = (
        "您刚为这个理由撤销过“{firm}”的合并，没有再撤更早的。要再撤哪一户的，写明企业："
        "revisit firms split 企业 --reason 理由"
    )


class NothingMerged(NotFound):
    """There is no merge that could be split."""

    sentence = "没有可撤销的合并，未作改动。"


class MergedFurther(Forbidden):
    """A later merge depends on this one."""

    sentence = "“{name}”之后又有合并牵涉同样的记录：请先拆分“{later}”（revisit firms split {firm}），再拆分“{name}”。"


class ReasonEmpty(UsageRefused):
    """A reason is missing."""

    sentence = "请写明理由：--reason 理由。"
