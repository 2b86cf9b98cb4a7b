"""Refusals about visits."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound, UsageRefused


class VisitUnknown(NotFound):
    """No visit has that number."""

    sentence = "没有 {visit} 号上门回访。运行 revisit visits list 查看全部。"


class VisitDoneBefore(Forbidden):
    """The visit is done, and cannot be recorded again."""

    sentence = (
        "{visit} 号上门回访已完成，记录不能覆盖。记错了的，先作废：revisit visits void {visit} "
        "--reason 理由"
    )


class VisitAddsNothing(Forbidden):
    """The record adds nothing to what is on record of the unsigned visit."""

    sentence = (
        "{visit} 号上门回访已有同样的记录，只缺签字或盖章，没有再记。补签字或盖章："
        "revisit visits record {visit} --signed-by 姓名 --signature 签字；查看：revisit visits show {visit}"
    )


class VisitTimeStands(Forbidden):
    """Another time was given than the one on record."""

    sentence = (
        "{visit} 号上门回访已记在 {at}，补记时不能改成 {other}。时间记错了的，先作废再重新记录："
        "revisit visits void {visit} --reason 理由"
    )


class VisitNotOwed(Forbidden):
    """The visit has no reason left: they were dropped, or moved by merging the firm."""

    sentence = (
        "{visit} 号上门回访（{firm}）已没有上门的理由，未作记录。请核对号码（revisit visits list），"
        "或先列入：revisit flags add 企业 --reason 理由"
    )


class VisitReasonsStand(Forbidden):
    """Reasons or cases were given when completing a record, where they can no longer be changed."""

    sentence = (
        "{visit} 号上门回访了结哪些理由，第一次记录时已定，补记不能改。记错了的，先作废再重新记录："
        "revisit visits void {visit} --reason 理由"
    )


class VisitSettlesNothing(Forbidden):
    """The visit is dated before all of its reasons."""

    sentence = (
        "{day} 的上门了结不了列入的理由，它们都在其后：{reasons}。请核对 --at；"
        "确是为同一件去的，写明 --case 编号。"
    )


class ReasonNotOfVisit(UsageRefused):
    """The visit is not due for that reason."""

    sentence = "这次上门没有“{text}”这条理由。列入的有：{reasons}。"


class VisitNotRecorded(Forbidden):
    """The visit has no record to void."""

    sentence = "{visit} 号上门回访还没有记录，无可作废。"


class VoidNeedsReason(UsageRefused):
    """The reason for voiding a record is missing."""

    asks = ("reason",)
    sentence = "作废记录须写明理由：--reason 理由。"


class AnswerUnknown(UsageRefused):
    """There is no answer of that name on the form."""

    sentence = "“{question}”的回答“{answer}”认不出。可用：{known}。"


class SignatureIncomplete(UsageRefused):
    """A signature was given without a name, or a name without a signature."""

    asks = ("signature", "signed_by")
    sentence = "签字或盖章须同时写明由谁：--signed-by 姓名 --signature 签字（或盖章）。"


class RefusalIncomplete(UsageRefused):
    """A refusal to sign lacks its reason or witnesses."""

    asks = ("reason", "witnesses")
    sentence = (
        "拒签须写明理由和两名见证人：--signature 拒签 --reason 理由 --witness 甲 --witness 乙。"
    )


class WitnessesNotFree(UsageRefused):
    """Leader and recorder of the visit are both named as witnesses of a refusal to sign."""

    asks = ("witnesses",)
    sentence = (
        "拒签的两名见证人里，记录人（{by}）和带队领导（{lead}）至多算一名。"
        "请另写一名在场的人（--witness 姓名）。"
    )


class UnitNeeded(UsageRefused):
    """The unit that the answers are about is missing."""

    asks = ("unit",)
    sentence = "本期没有查到是哪个单位为 {firm} 办的事，请写明评价的是哪个单位：--unit 单位。"


class ScanMissing(InputRefused):
    """The file of the scan does not exist or cannot be read."""

    sentence = "读不到扫描件 {file}，未作任何改动。请检查路径。"
