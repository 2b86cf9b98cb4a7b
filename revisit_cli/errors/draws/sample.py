"""Refusals about the draw for the symposium."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound, UsageRefused


class SizeOutOfRange(UsageRefused):
    """The size of the draw is outside the bounds of the rules."""

    sentence = "抽取 {size} 家不行：制度规定{least}～{most}家（三(一)3）。请用 --size {least} 至 --size {most}。"


class SeedUnreadable(UsageRefused):
    """A seed is empty, or has characters that cannot be printed."""

    sentence = (
        "种子不能为空，首尾不能有空格，也不能含换行等看不见的字符。"
        "请机关纪委当场给出，例如 --seed 4172。"
    )


class SeedFolded(UsageRefused):
    """A seed has full-width or other characters that NFKC would change."""

    sentence = (
        "种子“{seed}”里有全角一类的字，和“{folded}”不是一个种子，抄在纸上却分不出。"
        "请切到英文再打一遍，例如 --seed 4172。"
    )


class TwoScopes(UsageRefused):
    """Both a half-year and a month were given."""

    sentence = "--half 和 --month 只能给一个。"


class StrataUnknown(UsageRefused):
    """Strata were asked for by something other than unit."""

    sentence = "“{strata}”不能用来分层，只能按单位分层：--strata 单位。"


class PoolEmpty(NotFound):
    """No firm was served in the half-year or month of the draw."""

    sentence = (
        "{scope} 还没有已收下的涉企事项，名单是空的。"
        "请先导入台账（revisit import），或用 --half、--month 指定别的时段。"
    )


class PoolElsewhere(PoolEmpty):
    """No firm was served in the half-year of the draw, but some in another one."""

    sentence = (
        "{scope} 还没有已收下的涉企事项，名单是空的。最近有事项的是 {half}，"
        "要抽它请加 --half {half}；否则先导入台账（revisit import）。"
    )


class ReasonNeeded(Forbidden):
    """A further freeze for the same half-year or month lacks a reason."""

    sentence = (
        "{scope} 已封过 {count} 次名单（最近一次是 {freeze} 号名单）。"
        "再次封名单须写明理由：--reason 理由，抽取表上将印“第{nth}次抽取”。"
    )


class AlreadyDrawn(Forbidden):
    """The frozen pool has been drawn from already."""

    sentence = (
        "{scope} 封好的名单已抽过：{draw} 号抽取。封一次名单只抽一次。"
        "确需重抽，先写明理由重新封名单：revisit sample freeze --reason 理由"
    )


class SizeFixed(Forbidden):
    """The size was fixed when the pool was frozen."""

    sentence = (
        "抽取家数在封名单时已定为 {frozen} 家，不能改成 {asked} 家（解读R9）。"
        "请去掉 --size，或写明理由重新封名单。"
    )


class DrawUnknown(NotFound):
    """No draw has that number."""

    sentence = "没有 {draw} 号抽取。运行 revisit sample list 查看全部。"


class NothingDrawn(NotFound):
    """There is no draw yet."""

    sentence = "还没有抽取过。先封名单：revisit sample freeze，再抽取：revisit sample symposium"


class FirmNotInDraw(NotFound):
    """The firm has no rank in the draw."""

    sentence = "{draw} 号抽取的名单里没有“{firm}”。运行 revisit sample show {draw} --all 查看名次。"


class FirmNotInvited(Forbidden):
    """The firm is a reserve that has not been invited."""

    sentence = "{firm} 是第 {rank} 名候补，还没有受邀，不能谢绝。"


class DeclinedBefore(Forbidden):
    """The firm declined already."""

    sentence = "{firm} 已于 {day} 谢绝，未作改动。"


class DeclineNeedsReason(UsageRefused):
    """A decline lacks a reason."""

    asks = ("reason",)
    sentence = "谢绝或缺席须写明理由：--reason 理由。"


class ExportExists(InputRefused):
    """A file of the export exists already."""

    sentence = "{folder} 里已有 {file}，未覆盖。请换个文件夹，或加 --force。"
