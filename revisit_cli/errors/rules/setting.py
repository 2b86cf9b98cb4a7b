"""Refusals about settings."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class SettingUnknown(NotFound):
    """No setting has that name."""

    sentence = "没有“{name}”这项设定。运行 revisit settings list 查看全部设定。"


class SettingUnreadable(UsageRefused):
    """The value does not fit the setting."""

    sentence = "设定“{name}”的值“{value}”不对：{expected}。"


class SettingNotDated(UsageRefused):
    """A month was given for a setting that is not dated."""

    sentence = "设定“{name}”一改就生效，不分月份。请去掉 --since。"


class RulesOfClearedMonth(Forbidden):
    """A rule was to be changed for a cleared month."""

    sentence = "{month} 已清零，它的规则不再变，“{name}”不能自 {since} 起改。请用 --since {first} 或更晚的月份。"
