"""Refusals about reasons for visits."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound, UsageRefused


class ReasonUnknown(UsageRefused):
    """There is no reason of that name in the document."""

    sentence = "“{reason}”不是列入上门回访的理由。可用：{known}。"


class FlagUnknown(NotFound):
    """No flag has that number."""

    sentence = "没有 {flag} 号上门理由。运行 revisit flags list 查看全部。"


class FlagDroppedBefore(Forbidden):
    """The flag has been dropped already."""

    sentence = "{flag} 号上门理由已于 {day} 撤下，未作改动。"


class FlagNotPending(Forbidden):
    """The flag is not a complaint or petition that waits for verification."""

    sentence = "{flag} 号上门理由（{reason}）不在待查实之列，未作改动。"


class DropNeedsReason(UsageRefused):
    """The reason for dropping a flag is missing."""

    asks = ("reason",)
    sentence = "撤下上门理由须写明为什么：--reason 理由。"


class NoFlagTable(InputRefused):
    """No sheet of the workbook holds a table with firms in it."""

    sentence = (
        "{file} 里没有找到带“企业名称”一列的表，未作任何改动。看到的表头：{seen}。"
        "写企业的那一列请指明，如 --map {first}=企业名称。"
    )
