"""Refusals about problems."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class ProblemUnknown(NotFound):
    """No problem has that number."""

    sentence = "没有编号为“{problem}”的问题。运行 revisit problems list 查看。"


class ProblemStateForbids(Forbidden):
    """The problem stands where this cannot be done."""

    sentence = (
        "问题 {problem} 现为“{state}”，不能{act}。运行 revisit problems show {problem} 查看经过。"
    )


class CauseRequired(UsageRefused):
    """A problem closes only with an analysis of its cause."""

    sentence = "办结必须写明倒查分析的原因：--cause 原因，并有企业意见：--words 企业意见。"


class ExtensionNotLater(UsageRefused):
    """An extension moves the day back, not forward."""

    sentence = "延期的日期 {to} 不晚于现在的期限 {due}。"
