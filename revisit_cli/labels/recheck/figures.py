"""Sentences for the result of a re-check."""

from collections.abc import Mapping

from revisit_cli.labels.recheck.entry import CLASSES
from revisit_cli.records.code import RecheckClass, RecheckState
from revisit_cli.records.recheck.figures import RecheckFigures

STATES: Mapping[RecheckState, str] = {
    "none": "未复核",
    "frozen": "名单已封，未抽取",
    "running": "复核未完",
    "done": "已复核",
}
NAME = "复核"
_BESIDE: tuple[RecheckClass, ...] = ("rating_differs", "unsure")
_DRAWN = "抽 {drawn}，接通 {answered}，未接通 {unreached}；与记录不符 {false}"
_PARTS = "（没接到过 {not_called}，不是本人号码 {not_ours}）"
_BOUND = "。若 {pool} 通中有 {too_many} 通以上不符，这样的结果机会不到 5%"
_SAME = "（以未接通的与接通的情况相同为前提；未接通的全算不符，则至多 {most} 通）"
_ANY = "。这样的结果不能排除 {pool} 通全都不符"
_ALL = "。{pool} 通全部复核，即为实数"
_RUNNING = "{state}：抽 {drawn}，已有结果 {done}，还有 {waiting} 家"


def sentence(figures: RecheckFigures) -> str:
    """Return the result of a re-check as reports print it, in numbers of calls."""
    if figures.state in ("none", "frozen"):
        return f"{NAME}：{STATES[figures.state]}{_remarks(figures)}"
    if figures.state == "running":
        done = figures.answered + figures.unreached
        state = STATES["running"]
        return _RUNNING.format(
            state=state, drawn=figures.drawn, done=done, waiting=figures.waiting
        ) + _remarks(figures)
    text = f"{NAME}：" + _DRAWN.format(
        drawn=figures.drawn,
        answered=figures.answered,
        unreached=figures.unreached,
        false=figures.false,
    )
    if figures.false:
        text += _PARTS.format(
            not_called=figures.count("not_called"), not_ours=figures.count("not_ours")
        )
    return text + _bounds(figures) + _remarks(figures)


def public(checked: tuple[int, int] | None) -> str:
    """Return the line that may be published: how many answered, how many contradict."""
    if checked is None:
        return STATES["none"]
    answered, false = checked
    return f"随机复核{answered}家，与记录不符{false}家"


def _bounds(figures: RecheckFigures) -> str:
    pool, too_many = figures.pool, figures.too_many
    if figures.answered == pool:
        return _ALL.format(pool=pool)
    text = _BOUND.format(pool=pool, too_many=too_many) if too_many else _ANY.format(pool=pool)
    if figures.unreached:
        text += _SAME.format(most=figures.most_with_unreached)
    return text


def _remarks(figures: RecheckFigures) -> str:
    """Return further remarks: what is no fake, but must not be concealed."""
    remarks = [f"{CLASSES[kind]} {figures.count(kind)}" for kind in _BESIDE if figures.count(kind)]
    if figures.added > 0:
        remarks.append(f"未接通的，按名次补抽了 {figures.added} 家")
    if figures.completed_later:
        remarks.append(f"未入池 {figures.completed_later}")
    if figures.nth > 1:
        remarks.append(f"第 {figures.nth} 次抽取")
    remarks += [
        f"第 {nth} 次的接通 {answered}、不符 {false}" for nth, answered, false in figures.earlier
    ]
    return "；" + "，".join(remarks) if remarks else ""
