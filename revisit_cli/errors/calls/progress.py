"""Refusals of the board."""

from revisit_cli.errors import UsageRefused


class BoardUnknown(UsageRefused):
    """There is no board by that."""

    sentence = "没有按“{text}”分的进度。可用：{known}。"


class ClerksNotShared(UsageRefused):
    """A board to be shared names nobody."""

    sentence = "--share 的版本不列经办人。请去掉 --share，或改用 --board 单位、--board 日期。"
