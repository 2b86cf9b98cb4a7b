"""Refusals of the calling desk, and of contacts on days on which there can be none."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class CallUnknown(NotFound):
    """No call has that number."""

    sentence = "没有编号为“{call}”的电话。运行 revisit calls list 查看。"


class RecordIncomplete(UsageRefused):
    """A record names one call with its outcome, or a file."""

    asks = ("call", "outcome")
    sentence = "请写电话号和 --outcome 结果，如 revisit calls record 12 --outcome 占线；或用 --from 文件 整批补录。"


class FileSaysItAll(UsageRefused):
    """A file of records tells of every contact itself: further options would be passed over."""

    sentence = "--from 的文件每行自己写明一次拨打，同写的 {given} 不会起作用，未作任何改动。请去掉，或写进文件的各行。"


class OnlyForFile(UsageRefused):
    """An option of keying in a file is given for a single record, which would be saved all the same."""

    sentence = "{given} 只用于 --from 文件 整批补录，未作任何改动。请去掉，或写明 --from 文件。"


class ReturnIncomplete(UsageRefused):
    """A number is entered for one call, or a list is written or taken back."""

    asks = ("which", "phone")
    sentence = "请写电话号和号码，如 revisit calls return 12 --new-phone 0376-6000000；列出要补号码的用 --list，收回补号码的表用 --from 文件。"


class StateUnknown(UsageRefused):
    """A list is asked for calls of a state that there is not."""

    sentence = "“{text}”不是状态。可用的状态：{known}。"


class OutcomeUnknown(UsageRefused):
    """The outcome is none we know."""

    sentence = "“{text}”不是结果。可用的结果：{known}。"


class PartyUnknown(UsageRefused):
    """With whom another call was agreed on is not told in words that are known."""

    sentence = "“{text}”不是约定的对方。可用的：{known}。"


class WordsRequired(UsageRefused):
    """The outcome must be told in words."""

    sentence = "结果“{outcome}”必须写明情况：--words 原话。"
    row_sentence = "结果“{outcome}”必须写明情况说明。"


class CallbackRequired(UsageRefused):
    """An appointment needs its time, later than now."""

    asks = ("callback",)
    sentence = "约定再拨必须写明今后的时间，如 --callback 明天9点。"
    row_sentence = "约定再拨必须写明今后的时间，如 12-03 9:00。"


class EvidenceRequired(UsageRefused):
    """A firm that is gone needs evidence and a second person."""

    asks = ("evidence", "second_person")
    sentence = "认定企业已注销须有依据和第二人：--evidence 依据 --second-person 姓名。"
    row_sentence = "认定企业已注销须写明依据和第二人。"


class AnswersNotTaken(UsageRefused):
    """Answers came with an outcome that has none, and would be lost."""

    sentence = (
        "“{outcome}”没有企业的回答，不能同时记{questions}。"
        "企业答了一部分的请用 --outcome 答了一部分；情况说明用 --words 原话。"
    )
    row_sentence = (
        "“{outcome}”没有企业的回答，不能同时记{questions}。"
        "企业答了一部分的，结果写“答了一部分”；没答的，把回答的几格清空，情况写在情况说明里。"
    )


class OverallRequired(UsageRefused):
    """A completed call needs the overall answer."""

    asks = ("overall",)
    sentence = "接通的电话必须有总体评价：--overall 满意 或 不满意（企业未评价请用 --outcome 答了一部分）。"
    row_sentence = "接通的电话必须有总体评价：满意 或 不满意（企业未评价的，结果写“答了一部分”）。"


class CallIsTwin(Forbidden):
    """The firm is called under the other name that it has on the list."""

    sentence = (
        "第 {call} 号 {name} 已与另一名称合并，一通电话作两户的答复，未作改动。"
        "请记在第 {other} 号：revisit calls record {other}"
    )


class CallWithdrawn(Forbidden):
    """The call will not be made: its firm was merged into another, or left the ledger."""

    sentence = (
        "第 {call} 号电话已撤下：{name} 已并入别户，或已从更正后的台账里撤下。"
        "现在的情况：revisit firms show {firm}"
    )


class CallCarried(Forbidden):
    """The call was carried over to a later month, and is made there."""

    sentence = "第 {call} 号电话已转到 {month}，未作改动。请记在第 {other} 号：revisit calls record {other}"


class CallIsFinal(Forbidden):
    """The call has its final outcome."""

    sentence = "第 {call} 号电话已有最终结果（{outcome}），不能再记。确需更正的，先撤销：revisit calls undo {call} --reason 原因"


class CallIsHeld(Forbidden):
    """Another clerk holds the firm."""

    sentence = "第 {call} 号电话正由 {owner} 办理（至 {until}）。请等对方办完，或请其放回名单：revisit calls release {call}"


class TokenStale(Forbidden):
    """The claim was taken over since."""

    sentence = "第 {call} 号电话已由 {owner} 接手（至 {until}），领取凭号 {token} 失效，这次没有记入。请重新取出：revisit calls next"


class SkipReasonEmpty(UsageRefused):
    """A card was put aside without a reason."""

    asks = ("reason",)
    sentence = "跳过必须写明原因：--reason 原因。"


class PhoneUnreadable(UsageRefused):
    """What was given is not one telephone number."""

    sentence = "给的号码读不出，应是一个11位的手机号，或区号和号码之间有横线的座机号。"


class CallbackOffHours(UsageRefused):
    """Another try was set for an hour at which nobody is called."""

    sentence = "{at} 不在拨打时间内：工作日 8:30 至 11:30、14:30 至 17:30。"


class CallbackTooSoon(UsageRefused):
    """Another try was set before the rest after this one is over."""

    sentence = "{at} 太早：歇到 {rested} 以后再拨。"


class ExhaustedTooEarly(Forbidden):
    """A firm is given up before it was tried on two days and in both half-days."""

    sentence = "第 {call} 号电话还不能记“多次未接通”：须至少两天拨过，且上午、下午都拨过。已拨 {count} 次，共 {days} 天，其中上午 {mornings} 次、下午 {afternoons} 次。"


class SecondPersonIsSame(UsageRefused):
    """The second person is the clerk himself."""

    sentence = "共同认定的第二人不能是经办人 {by} 本人：--second-person 另一人姓名。"
    row_sentence = "共同认定的第二人不能是经办人 {by} 本人。"


class UndoNotLast(Forbidden):
    """Somebody recorded the firm again after the record that is to be undone."""

    sentence = "记录 #{attempt} 之后 {by} 又记了 #{later}，不能撤销前面的一条。请先撤销后面的一条：revisit calls undo {call} --reason 原因"


class UndoNotOfCall(Forbidden):
    """No record of that number stands for the call, so none can be undone."""

    sentence = (
        "第 {call} 号电话没有可撤销的记录 #{attempt}。运行 revisit calls show {call} 查看各次记录。"
    )


class UndoOfNothing(NotFound):
    """Neither a call nor a record that there is was named."""

    sentence = "没有记录 #{attempt}。请写明电话号，或 --attempt 记录号；运行 revisit calls show 电话号 查看各次记录。"


class NothingToUndo(Forbidden):
    """The call has no attempt that stands."""

    sentence = "第 {call} 号电话没有可撤销的记录。运行 revisit calls show {call} 查看经过。"


class UnitNotServing(UsageRefused):
    """The unit did not serve the firm this month."""

    sentence = "“{unit}”本期没有为这家企业办过事。本期的单位：{units}。"


class FirmHasNoCall(NotFound):
    """No firm to be called this month fits."""

    sentence = "{month} 的回访名单里没有“{text}”。运行 revisit firms search 名称 看是否在别的月份。"


class FirmOfSeveralCalls(UsageRefused):
    """Several firms to be called this month fit."""

    sentence = "“{text}”可指 {count} 户：{firms}。请写企业全名。"


class RecordedJustNow(Forbidden):
    """The same person put the same on record for this call a few minutes ago."""

    sentence = (
        "第 {call} 号电话 {at} 已由您记过同样的一条（#{attempt}），没有再记。"
        "确是又拨了一次的，用 --at 写明时间；查看：revisit calls show {call}"
    )
    row_sentence = (
        "第 {call} 号电话 {at} 已由您记过同样的一条（#{attempt}），没有再记。"
        "确是又拨了一次的，写明回访时间；查看：revisit calls show {call}"
    )


class SkippedJustNow(Forbidden):
    """The same person put the card aside for the same reason a few minutes ago."""

    sentence = (
        "第 {call} 号电话您刚为这个理由搁置过，到 {until} 再拨，没有再记一次。"
        "现在就拨：revisit calls take {call}"
    )


class ContactTooEarly(Forbidden):
    """A firm is said to have been contacted before it was served."""

    sentence = (
        "{firm}在台账上最早的办理日期是 {first}，不能有 {on} 的回访：最早可以是 {first}。"
        "日期写错的请改正；台账日期有误的，请单位更正台账。"
    )


class ContactAhead(UsageRefused):
    """A contact is put on record before it took place."""

    sentence = "{at} 还没有到：回访做过了才能记，最晚可以写现在（{now}）。"
