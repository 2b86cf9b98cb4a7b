"""Refusals about naming a firm or a unit."""

from revisit_cli.errors import NotFound, UsageRefused


class FirmNotFound(NotFound):
    """No firm has that number or name."""

    sentence = (
        "没有找到企业“{text}”。可用编号、全名或名称的一部分；运行 revisit firms list 查看全部。"
    )


class FirmNotClear(UsageRefused):
    """Several firms match the text."""

    sentence = "“{text}”可指 {count} 家企业：{firms}。请写全名或编号。"


class UnitNotFound(NotFound):
    """No unit has that number or name."""

    sentence = "没有找到单位“{text}”。运行 revisit units list 查看全部。"


class UnitNotClear(UsageRefused):
    """Several units match the text."""

    sentence = "“{text}”可指 {count} 个单位：{units}。请写全名或编号。"
