"""Refusals about settings."""

from revisit_cli.errors import NotFound, UsageRefused


class SettingUnknown(NotFound):
    """No setting has that name."""

    sentence = "没有“{name}”这项设定。运行 revisit settings list 查看全部设定。"


class SettingUnreadable(UsageRefused):
    """The value does not fit the setting."""

    sentence = "设定“{name}”的值“{value}”不对：{expected}。"
