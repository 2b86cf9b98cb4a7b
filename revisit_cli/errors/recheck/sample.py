"""Refusals about the sample of a re-check."""

from revisit_cli.errors import Forbidden, NotFound, UsageRefused


class RecheckListOpen(Forbidden):
    """The month's list is not frozen."""

    sentence = (
        "{month} 的回访名单还没有定，不能封复核名单（解读R37）。"
        "先定名单：revisit calls lock {month}"
    )


class RecheckCallsOpen(Forbidden):
    """Calls of the month have no final outcome yet."""

    sentence = (
        "{month} 还有 {count} 通回访没有最终结果（{firms}），不能封复核名单。"
        "先打完，或清零时转到下月：revisit calls list {month}"
    )


class NothingCompleted(NotFound):
    """No call of the month was completed."""

    sentence = "{month} 没有已完成的回访，没有可复核的。"


class RecheckReasonNeeded(Forbidden):
    """A further freeze for the same month lacks a reason."""

    sentence = (
        "{month} 已封过 {count} 次复核名单（最近一次 {at}）。"
        "再次封名单须写明理由：--reason 理由，抽取表上将印“第{nth}次抽取”。"
    )


class RecheckUnfinished(Forbidden):
    """The last sample is not finished: a new one would discard its answers."""

    sentence = (
        "{month} 上次抽的复核已经开始，还有 {left} 通没有结果，不能另行封名单。"
        "先打完：revisit recheck list {month}"
    )


class RecheckSizeTooSmall(UsageRefused):
    """The size is below the minimum of the rules."""

    sentence = "--size {size} 不够：{pool} 通按规则至少抽 {least} 家（解读R37）。"


class NothingFrozen(NotFound):
    """Nothing is frozen for the month."""

    sentence = "{month} 还没有封复核名单。先封名单：revisit recheck freeze {month}"


class RecheckDrawnBefore(Forbidden):
    """The frozen list has been drawn from already."""

    sentence = (
        "{month} 的复核名单已于 {at} 抽过。封一次名单只抽一次。"
        "确需重抽，先写明理由重新封名单：revisit recheck freeze {month} --reason 理由"
    )


class SeedUsed(Forbidden):
    """The seed was used in an earlier draw, and was therefore known."""

    sentence = "种子“{seed}”在 {at} 的抽取中用过，谁都可能知道。请机关纪委另给一个。"


class RecheckNotDrawn(NotFound):
    """The frozen list has not been drawn from."""

    sentence = (
        "{month} 的复核名单还没有抽取。请机关纪委给出种子：revisit recheck draw {month} --seed 种子"
    )
