"""Refusals about the ledgers' discipline."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class FindingUnknown(NotFound):
    """No suspicion has that number."""

    sentence = "没有编号为“{finding}”的嫌疑。运行 revisit duty list 查看。"


class FindingDecidedBefore(Forbidden):
    """A person has decided on it before; a decision is not made twice."""

    sentence = "{finding} 号已由 {decided_by} 于 {decided_on} 定为“{state}”，不再改定。"


class DecisionIncomplete(UsageRefused):
    """A decision names who made it and what it rests on."""

    sentence = "认定须有具名的人和依据：--decided-by 姓名，--evidence 依据。"


class DismissalIncomplete(UsageRefused):
    """A dismissal names who made it and why."""

    sentence = "不予认定须有具名的人和理由：--decided-by 姓名，--reason 理由。"


class KindUnknown(UsageRefused):
    """No suspicion is of that kind."""

    sentence = "没有“{text}”这一类。可用的有：{known}。"


class StateUnknown(UsageRefused):
    """A suspicion stands in no such state."""

    sentence = "没有“{text}”这个状态。可用的有：{known}。"


class ReportEmpty(UsageRefused):
    """A report of forced praise says what was reported."""

    sentence = "请写明反映的情况：--words 情况。"
