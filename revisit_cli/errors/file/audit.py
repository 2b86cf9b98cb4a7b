"""Refusals about verifying the log."""

from revisit_cli.errors import UsageRefused


class AnchorIncomplete(UsageRefused):
    """Only one of size and head was given, which proves nothing without the other."""

    sentence = (
        "凭纸核验要两个数：--size 条数 和 --head 核对码，少了 {missing}。"
        "请照纸上的抄全；没有纸的两个都不写。"
    )


class HeadUnreadable(UsageRefused):
    """The head of the log was not given as 20 hex digits."""

    sentence = "--head 的值“{text}”不是核对码：应恰为 {length} 位，每位是 0 至 9 或 a 至 f。请照纸上的抄全。"
