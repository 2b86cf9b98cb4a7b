"""Refusals about calling a drawn call again."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class CheckerNameless(UsageRefused):
    """The re-checker's name was not given by --by."""

    asks = ("by",)
    sentence = "复核要写明复核人的姓名：加 --by 姓名（登录名和 REVISIT_BY 都不算）。"


class CheckerRecorded(Forbidden):
    """The re-checker has recorded calls of that month."""

    sentence = (
        "{name}记过 {month} 的回访（{count} 通），不能复核这一期。"
        "请由没有记过的人复核：机关纪委、体验官、行业协会、其他科室。"
    )


class RankUnknown(NotFound):
    """No drawn call has that rank."""

    sentence = "{month} 的复核没有第 {rank} 名，名单共 {count} 通。见：revisit recheck list {month}"


class RankInReserve(Forbidden):
    """The call is in reserve: it is re-checked only if others cannot be reached."""

    sentence = (
        "第 {rank} 名没有抽中，抽中的有人未接通时才按名次补抽。"
        "现在该打的见：revisit recheck list {month}"
    )


class CheckedBefore(Forbidden):
    """The re-check of the call is finished."""

    sentence = "第 {rank} 名（{firm}）{by}已于 {at} 记过“{answer}”，谁也不换。"


class CheckHeld(Forbidden):
    """Another re-checker has claimed the call."""

    sentence = "第 {rank} 名（{firm}）{owner}正在打，{until}以后还没有记的，才轮到别人。"


class CheckOnSheet(Forbidden):
    """The call has been handed out on a sheet."""

    sentence = (
        "第 {rank} 名（{firm}）在 {owner}的复核表上。"
        "交回后运行 revisit recheck absorb 文件；表丢了的，先放回：revisit calls release --clerk {owner}"
    )


class CheckTokenStale(Forbidden):
    """The call has been taken over, or handed out again."""

    sentence = "第 {rank} 名（{firm}）的卡片已不在您手里，这一次没有记上。"


class MergedSince(Forbidden):
    """The firm was merged into another after the draw."""

    sentence = (
        "第 {rank} 名“{firm}”抽取以后已并入“{now}”。"
        "看清现在的卡片再打（revisit recheck next {month}），或写明 --as {now}。"
    )


class OverallWanted(UsageRefused):
    """The overall answer, or that none was given, is missing."""

    asks = ("overall",)
    sentence = "答“打过”的要记总体评价：--overall 满意、不满意、没说。"
    row_sentence = "答“打过”的要记总体评价：满意、不满意、没说。"


class OverallUnasked(UsageRefused):
    """Further answers were given for a firm that was not called before."""

    sentence = "答“{answer}”的不再往下问，不要写 {options}。"
    row_sentence = "答“{answer}”的不再往下问，后面几格请清空。"


class AnswerUnknown(UsageRefused):
    """There is no answer of that name."""

    sentence = "不认识“{text}”。可写：{known}。"


class CheckTooEarly(UsageRefused):
    """The time is before the draw."""

    sentence = "复核时间 {at} 早于抽取（{drawn}），不可能是这一次复核。"


class CheckInFuture(UsageRefused):
    """The time is in the future."""

    sentence = "复核时间 {at} 还没有到。"


class NoneToWrite(NotFound):
    """No drawn call is due: the sheet would be empty."""

    sentence = "{month} 现在没有要复核的，没有写表。进度见：revisit recheck list {month}"
