"""Refusals about the call list of a month, and the progress board."""

from revisit_cli.errors import Forbidden, UsageRefused


class ListLocked(Forbidden):
    """The month's list is frozen already."""

    sentence = "{month} 的回访名单已于 {at} 定下，共 {size} 户，未作改动。"


class ListNotLocked(Forbidden):
    """The month's list is not frozen, so that it cannot be unlocked."""

    sentence = "{month} 的回访名单还没有定，未作改动。定名单：revisit calls lock {month}"


class ListInUse(Forbidden):
    """The frozen list is in use already, and its N with it."""

    sentence = "{month} 的回访名单不能解开，未作改动：{why}。定下以后才来的企业自动补入，不必解开。"


class BoardUnknown(UsageRefused):
    """There is no progress board by that criterion."""

    sentence = "没有按“{text}”分的进度。可用：{known}。"


class ClerksNotShared(UsageRefused):
    """A board to be shared must not name clerks."""

    sentence = "--share 的版本不列经办人。请去掉 --share，或改用 --board 单位、--board 日期。"
