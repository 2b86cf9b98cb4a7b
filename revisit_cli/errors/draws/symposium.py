"""Refusals about the symposium itself."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound, UsageRefused


class RoleUnknown(UsageRefused):
    """The chair is neither chief nor deputy leader."""

    sentence = (
        "“{role}”不行：座谈会由局主要领导或分管领导主持，请写 --role 主要领导 或 --role 分管领导。"
    )


class InvitedToThePast(UsageRefused):
    """The time of the meeting to invite to is in the past."""

    sentence = "座谈时间 {at} 已过，不能发出邀请。已开的会，请记录：revisit symposium record"


class SymposiumRecordedJustNow(Forbidden):
    """The same clerk recorded the same symposium a few minutes ago."""

    sentence = (
        "您刚记过 {day} 的这次座谈会（{symposium} 号），没有再记。确是另一次的，用 --place 写明地点；"
        "查看：revisit symposium show {symposium}"
    )


class SymposiumUnknown(NotFound):
    """No symposium has that number."""

    sentence = "没有 {symposium} 号座谈会。运行 revisit symposium list 查看全部。"


class ReasonWithoutSpecial(UsageRefused):
    """A reason was given for a symposium that is not an additional one."""

    sentence = "--reason 是加开的理由，须同时写 --special；每半年一次的座谈会不必写。"


class ChairMissing(UsageRefused):
    """The name of the chair is missing."""

    asks = ("chair",)
    sentence = "请写明主持人：--chair 姓名。"


class NobodyCame(UsageRefused):
    """No firm was named as present."""

    asks = ("present",)
    sentence = "没有写到会企业，不成座谈：--present 企业（可多次；--present 全部 指全体受邀企业）。"


class PairUnreadable(UsageRefused):
    """A problem was not given as FIRM=TEXT."""

    sentence = "“{text}”应写成“企业=内容”，例如 --problem 甲子建筑=验收排队久。"


class PresentAndAbsent(UsageRefused):
    """A firm was named both as present and as absent."""

    sentence = "{firm} 既写了到会又写了缺席。"


class NoDrawForAll(Forbidden):
    """All invited firms were to be present, but there is no draw."""

    sentence = (
        "还没有抽取，不知道“全部”是哪些企业。请逐家写 --present，或先抽取：revisit sample freeze"
    )


class MinutesMissing(InputRefused):
    """The file of the minutes does not exist or is not text."""

    sentence = "读不到座谈记录 {file}，未作任何改动。请给 UTF-8 文本文件。"
