"""Refusals of the calling desk."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class CallUnknown(NotFound):
    """No call has that number."""

    sentence = "没有编号为“{call}”的电话。运行 revisit calls list 查看。"


class RecordIncomplete(UsageRefused):
    """A record is of one call with its outcome, or of a file."""

    sentence = "请写电话号和 --outcome 结果，如 revisit calls record 12 --outcome 占线；或用 --from 文件 整批补录。"


class OutcomeUnknown(UsageRefused):
    """The outcome is none we know."""

    sentence = "“{text}”不是结果。可用的结果：{known}。"


class AnswerUnreadable(UsageRefused):
    """An answer is none of its question's."""

    sentence = "“{question}”的回答“{text}”不对。可用：{known}。"


class WordsRequired(UsageRefused):
    """The outcome must be told in words."""

    sentence = "结果“{outcome}”必须写明情况：--words outcome=原话。"


class CallbackRequired(UsageRefused):
    """An appointment needs its time, later than now."""

    sentence = "约定再拨必须写明今后的时间：--callback 2026-11-27T15:30。"


class EvidenceRequired(UsageRefused):
    """A firm that is gone needs evidence and a second person."""

    sentence = "认定企业已注销须有依据和第二人：--evidence 依据 --second-person 姓名。"


class OverallRequired(UsageRefused):
    """A completed call needs the overall answer."""

    sentence = (
        "接通的电话必须有总体评价：--overall 满意 或 不满意（企业未评价请用 --outcome partial）。"
    )


class CallIsFinal(Forbidden):
    """The call has its final outcome."""

    sentence = "第 {call} 号电话已有最终结果（{outcome}），不能再记。确需更正请先 revisit calls undo {call} --reason 原因。"


class CallIsHeld(Forbidden):
    """Another clerk holds the firm."""

    sentence = "第 {call} 号电话正由 {owner} 办理（至 {until}）。请等对方办完，或请其 revisit calls release {call}。"


class TokenStale(Forbidden):
    """The claim was taken over since."""

    sentence = (
        "第 {call} 号电话的领取凭号 {token} 已失效（现为 {current}），这次没有记入。请重新领取。"
    )


class NothingToUndo(Forbidden):
    """The call has no attempt that stands."""

    sentence = "第 {call} 号电话没有可撤销的记录。"


class UnitNotServing(UsageRefused):
    """The unit did not serve the firm this month."""

    sentence = "“{unit}”本期没有为这家企业办过事。本期的单位：{units}。"


class ListLocked(Forbidden):
    """The month's list is frozen already."""

    sentence = "{month} 的回访名单已于 {at} 锁定，共 {size} 户，未作改动。"


class ListEmpty(Forbidden):
    """There is nobody on the month's list."""

    sentence = "{month} 还没有企业可回访。请先导入台账：revisit import 台账/*"
