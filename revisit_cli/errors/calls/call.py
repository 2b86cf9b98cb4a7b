"""Refusals about calls and their records, and about the days of contacts."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class CallUnknown(NotFound):
    """No call has that number."""

    sentence = "没有编号为“{call}”的电话。运行 revisit calls list 查看。"


class RecordIncomplete(UsageRefused):
    """``calls record`` was given neither a call with its outcome nor a file."""

    asks = ("call", "outcome")
    sentence = "请写电话号和 --outcome 结果，如 revisit calls record 12 --outcome 占线；或用 --from 文件 整批补录。"


class FileSaysItAll(UsageRefused):
    """Options were given beside a file of records, where they would have no effect."""

    sentence = "--from 的文件每行自己写明一次拨打，同写的 {given} 不会起作用，未作任何改动。请去掉，或写进文件的各行。"


class OnlyForFile(UsageRefused):
    """Options for importing a file were given for a single record."""

    sentence = "{given} 只用于 --from 文件 整批补录，未作任何改动。请去掉，或写明 --from 文件。"


class ReturnIncomplete(UsageRefused):
    """``calls return`` was given neither a call with a number nor a list."""

    asks = ("which", "phone")
    sentence = "请写电话号和号码，如 revisit calls return 12 --new-phone 0376-6000000；列出要补号码的用 --list，收回补号码的表用 --from 文件。"


class StateUnknown(UsageRefused):
    """There is no call state of that name."""

    sentence = "“{text}”不是状态。可用的状态：{known}。"


class OutcomeUnknown(UsageRefused):
    """There is no outcome of that name."""

    sentence = "“{text}”不是结果。可用的结果：{known}。"


class PartyUnknown(UsageRefused):
    """There is no party of that name for a callback to be agreed with."""

    sentence = "“{text}”不是约定的对方。可用的：{known}。"


class WordsRequired(UsageRefused):
    """The outcome requires a description in words."""

    sentence = "结果“{outcome}”必须写明情况：--words 原话。"
    row_sentence = "结果“{outcome}”必须写明情况说明。"


class CallbackRequired(UsageRefused):
    """An appointment was given without a time in the future."""

    asks = ("callback",)
    sentence = "约定再拨必须写明今后的时间，如 --callback 明天9点。"
    row_sentence = "约定再拨必须写明今后的时间，如 12-03 9:00。"


class EvidenceRequired(UsageRefused):
    """A deregistered firm was recorded without evidence or a second person."""

    asks = ("evidence", "second_person")
    sentence = "认定企业已注销须有依据和第二人：--evidence 依据 --second-person 姓名。"
    row_sentence = "认定企业已注销须写明依据和第二人。"


class AnswersNotTaken(UsageRefused):
    """Answers were given with an outcome that cannot have any."""

    sentence = (
        "“{outcome}”没有企业的回答，不能同时记{questions}。"
        "企业答了一部分的请用 --outcome 答了一部分；情况说明用 --words 原话。"
    )
    row_sentence = (
        "“{outcome}”没有企业的回答，不能同时记{questions}。"
        "企业答了一部分的，结果写“答了一部分”；没答的，把回答的几格清空，情况写在情况说明里。"
    )


class OverallRequired(UsageRefused):
    """A completed call was recorded without the overall answer."""

    asks = ("overall",)
    sentence = "接通的电话必须有总体评价：--overall 满意 或 不满意（企业未评价请用 --outcome 答了一部分）。"
    row_sentence = "接通的电话必须有总体评价：满意 或 不满意（企业未评价的，结果写“答了一部分”）。"


class CallIsTwin(Forbidden):
    """The firm was merged into another one on the list, whose call counts for both."""

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
    """Another clerk has taken over the claim."""

    sentence = "第 {call} 号电话已由 {owner} 接手（至 {until}），领取凭号 {token} 失效，这次没有记入。请重新取出：revisit calls next"


class SkipReasonEmpty(UsageRefused):
    """A call was skipped without a reason."""

    asks = ("reason",)
    sentence = "跳过必须写明原因：--reason 原因。"


class PhoneUnreadable(UsageRefused):
    """What was given is not one telephone number."""

    sentence = "给的号码读不出，应是一个11位的手机号，或区号和号码之间有横线的座机号。"


class CallbackOffHours(UsageRefused):
    """A callback was set for a time outside calling hours."""

    sentence = "{at} 不在拨打时间内：工作日 8:30 至 11:30、14:30 至 17:30。"


class CallbackTooSoon(UsageRefused):
    """A callback was set for a time before the required pause is over."""

    sentence = "{at} 太早：歇到 {rested} 以后再拨。"


class ExhaustedTooEarly(Forbidden):
    """A firm was recorded as unreachable without tries on two days, mornings and afternoons."""

    sentence = "第 {call} 号电话还不能记“多次未接通”：须至少两天拨过，且上午、下午都拨过。已拨 {count} 次，共 {days} 天，其中上午 {mornings} 次、下午 {afternoons} 次。"


class SecondPersonIsSame(UsageRefused):
    """The second person is the clerk who records."""

    sentence = "共同认定的第二人不能是经办人 {by} 本人：--second-person 另一人姓名。"
    row_sentence = "共同认定的第二人不能是经办人 {by} 本人。"


class UndoNotLast(Forbidden):
    """The call has a later record, which must be undone first."""

    sentence = "记录 #{attempt} 之后 {by} 又记了 #{later}，不能撤销前面的一条。请先撤销后面的一条：revisit calls undo {call} --reason 原因"


class UndoNotOfCall(Forbidden):
    """The call has no record of that number that can be undone."""

    sentence = (
        "第 {call} 号电话没有可撤销的记录 #{attempt}。运行 revisit calls show {call} 查看各次记录。"
    )


class UndoOfNothing(NotFound):
    """No call was named, and there is no record of that number."""

    sentence = "没有记录 #{attempt}。请写明电话号，或 --attempt 记录号；运行 revisit calls show 电话号 查看各次记录。"


class NothingToUndo(Forbidden):
    """The call has no record that can be undone."""

    sentence = "第 {call} 号电话没有可撤销的记录。运行 revisit calls show {call} 查看经过。"


class UnitNotServing(UsageRefused):
    """The unit did not serve the firm this month."""

    sentence = "“{unit}”本期没有为这家企业办过事。本期的单位：{units}。"


class FirmHasNoCall(NotFound):
    """No firm on the month's call list matches the text."""

    sentence = "{month} 的回访名单里没有“{text}”。运行 revisit firms search 名称 看是否在别的月份。"


class FirmOfSeveralCalls(UsageRefused):
    """Several firms on the month's call list match the text."""

    sentence = "“{text}”可指 {count} 户：{firms}。请写企业全名。"


class RecordedJustNow(Forbidden):
    """The same clerk recorded the same for this call a few minutes ago."""

    sentence = (
        "第 {call} 号电话 {at} 已由您记过同样的一条（#{attempt}），没有再记。"
        "确是又拨了一次的，用 --at 写明时间；查看：revisit calls show {call}"
    )
    row_sentence = (
        "第 {call} 号电话 {at} 已由您记过同样的一条（#{attempt}），没有再记。"
        "确是又拨了一次的，写明回访时间；查看：revisit calls show {call}"
    )


class SkippedJustNow(Forbidden):
    """The same clerk skipped this call for the same reason a few minutes ago."""

    sentence = (
        "第 {call} 号电话您刚为这个理由搁置过，到 {until} 再拨，没有再记一次。"
        "现在就拨：revisit calls take {call}"
    )


class ContactTooEarly(Forbidden):
    """A contact is dated before the firm was first served."""

    sentence = (
        "{firm}在台账上最早的办理日期是 {first}，不能有 {on} 的回访：最早可以是 {first}。"
        "日期写错的请改正；台账日期有误的，请单位更正台账。"
    )


class ContactAhead(UsageRefused):
    """A contact is dated in the future."""

    sentence = "{at} 还没有到：回访做过了才能记，最晚可以写现在（{now}）。"
