"""Leaving a call among its questions: it broke off, the firm will not go on, the clerk goes."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from revisit_cli.cli.asking.prompt import choice
from revisit_cli.cli.asking.trail import Back, Stopped
from revisit_cli.cli.calls.desk_outcomes import OpenCard, ask_outcome
from revisit_cli.operations.calls import questionnaire
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.value import replace

_BROKEN, _ENOUGH, _LEFT = "broken", "enough", "left"
_WORDS = {_BROKEN: "电话断了", _ENOUGH: "对方不想再答"}
_ABOUT = (
    "电话断了：记中途挂断，答过的留着，再打时接着问\n"
    "对方不想再答：答过的记为答了一部分，缺的照空，不再打扰；一问也没答的记拒访\n"
    "回车：什么也不记，答过的留着，这一户放回名单\n"
    "命令：revisit calls record {call} --outcome 中途挂断"
)


def ask_why(card: OpenCard, given: Mapping[str, str], units: Sequence[str]) -> CallRecord:
    """Ask why the questions stop and return what is put on record of the call.

    By AAPOR a call that broke off is called again, one with some answers is a partial interview,
    and one with none a refusal. Raises Back for going on with the questions, Stopped where only
    the clerk leaves.
    """
    is_answered = questionnaire.is_answered(given, units)
    kept = ("，答过的算数", "，答过的留着") if is_answered else ("", "")
    prompt = f"1电话断了 2对方不想再答{kept[0]}  （回车：我离开{kept[1]}）> "
    about = _ABOUT.format(call=card.shown.call.id)
    while True:
        why = choice(card.ask, prompt, tuple(_WORDS), _WORDS, enter=_LEFT, about=about)
        if why == _LEFT:
            raise Stopped
        if why == _BROKEN or not is_answered:
            with suppress(Back):
                return ask_outcome(card, "broken_off" if why == _BROKEN else "refused_soft")
            continue
        record = questionnaire.record_of(card.shown.call.id, given, units)
        return replace(record, outcome="partial", token=card.shown.token)
