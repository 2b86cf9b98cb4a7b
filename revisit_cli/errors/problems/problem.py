"""Refusals about problems."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class ProblemUnknown(NotFound):
    """No problem has that number."""

    sentence = "没有编号为“{problem}”的问题。运行 revisit problems list 查看。"


class ProblemStateForbids(Forbidden):
    """The act is not possible in the problem's state."""

    sentence = (
        "问题 {problem} 现为“{state}”，不能{act}；可以做的是：{ways}。"
        "运行 revisit problems show {problem} 查看经过。"
    )


class CauseRequired(UsageRefused):
    """A problem closes only with an analysis of its cause."""

    asks = ("cause", "words")
    sentence = "办结必须写明倒查分析的原因：--cause 原因；并有企业意见（--words 企业意见），确无意见的写明理由（--reason 理由）。"


class ExtensionNotLater(UsageRefused):
    """An extension would not be later than the present due day."""

    sentence = "延期的日期 {to} 须晚于现在的期限 {due}，且不早于今天。"


class CategoryUnknown(UsageRefused):
    """There is no such kind of problem."""

    sentence = "没有“{text}”这个类别。可用的有：{known}。"


class ProblemTextEmpty(UsageRefused):
    """The text of a problem is empty."""

    asks = ("text",)
    sentence = "请写明问题内容：--words 内容。"


class ProblemStateUnknown(UsageRefused):
    """There is no state of problems of that name."""

    sentence = "没有“{text}”这个状态。可用的有：{known}。"


class MoveTooEarly(UsageRefused):
    """An act is dated before the problem was raised or reopened."""

    sentence = "问题 {problem} 是 {raised} 反映（或重开）的，{at} 还没有这件事。请改 --at。"


class MoveWordsEmpty(UsageRefused):
    """The description of an act on a problem is empty."""

    asks = ("words",)
    sentence = "请写明情况，不能为空。"


class TransferTargetRequired(UsageRefused):
    """The recipient of a transfer is missing."""

    asks = ("to",)
    sentence = "请写明移交给哪个部门：--to 部门；已移交的，补回执用 --receipt 文号，补结果用 --outcome 结果。"


class MovedJustNow(Forbidden):
    """The same clerk did the same to the problem a few minutes ago."""

    sentence = (
        "问题 {problem} 在 {at} 已由您记过同样的一步（{act}），没有再记。"
        "查看：revisit problems show {problem}"
    )
