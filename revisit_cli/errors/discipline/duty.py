"""Refusals about the ledgers' discipline."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class FindingUnknown(NotFound):
    """No suspicion has that number."""

    sentence = "报送纪律里没有 {finding} 号。运行 revisit duty list 查看。"


class FindingDecidedBefore(Forbidden):
    """The suspicion has been decided on already."""

    sentence = "报送纪律 {finding} 号已由 {decided_by} 于 {decided_on} 定为“{state}”，不再改定。"


class DecisionIncomplete(UsageRefused):
    """A decision lacks the name of who made it, or its grounds."""

    asks = ("decided_by", "evidence")
    sentence = "认定须有具名的人和依据：--decided-by 姓名，--evidence 依据。"


class DismissalIncomplete(UsageRefused):
    """A dismissal lacks the name of who made it, or its reason."""

    asks = ("decided_by", "reason")
    sentence = "不予认定须有具名的人和理由：--decided-by 姓名，--reason 理由。"


class AdmonitionIncomplete(UsageRefused):
    """A talk lacks the name of who held it, or with whom."""

    asks = ("talker", "whom")
    sentence = "约谈须写明约谈人和被约谈人：--talker 姓名，--whom 姓名。"


class FindingNotConfirmed(Forbidden):
    """A talk needs a confirmed finding, and this is a suspicion."""

    sentence = "报送纪律 {finding} 号现为“{state}”，认定以后才有约谈。"


class AdmonishedBefore(Forbidden):
    """The finding has a talk already."""

    sentence = "报送纪律 {finding} 号已于 {day} 约谈过，未作改动。"


class AdmonitionTooEarly(UsageRefused):
    """A talk is dated before the decision that it is based on."""

    sentence = "报送纪律 {finding} 号 {decided} 才认定，约谈日期 {day} 早于认定。请核对 --on。"


class KindUnknown(UsageRefused):
    """There is no such kind of suspicion."""

    sentence = "没有“{text}”这一类。可用的有：{known}。"


class StateUnknown(UsageRefused):
    """There is no state of suspicions of that name."""

    sentence = "没有“{text}”这个状态。可用的有：{known}。"


class PraiseReportedBefore(Forbidden):
    """The same firm has already reported the same unit."""

    sentence = (
        "第 {call} 号电话反映“{unit}”的情况已登记过，未重复登记。运行 revisit duty list 查看。"
    )


class PraiseReportedJustNow(Forbidden):
    """The same clerk recorded the same report about the same unit a few minutes ago."""

    sentence = (
        "您刚登记过企业反映“{unit}”的情况（报送纪律 {finding} 号），没有再登记。"
        "确是另一家企业反映的，加 --another，或用 --call 写明是哪次电话；查看：revisit duty list"
    )


class ReportEmpty(UsageRefused):
    """A report of forced praise has no text."""

    asks = ("words",)
    sentence = "请写明反映的情况：--words 情况。"
