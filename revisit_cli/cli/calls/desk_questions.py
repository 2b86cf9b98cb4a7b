"""Asking 附表1's questions, and the summary before they are saved."""

from collections.abc import Callable, Mapping, Sequence

from revisit_cli.cli.asking.line import Ask
from revisit_cli.cli.asking.prompt import Back, key, words
from revisit_cli.cli.screen import columns, say, tell
from revisit_cli.cli.text import flow, safe
from revisit_cli.labels.calls.call import PROBLEM_TAGS
from revisit_cli.operations.calls.questionnaire import (
    Question,
    keyed,
    next_question,
    pruned,
    questions,
)
from revisit_cli.operations.rules.answer import fine_questions

Given = dict[str, str]
Save = Callable[[Mapping[str, str]], None]

# How many questions a firm answers by saying that nothing was wrong.
_COUNTS = "〇一二三四五六七八九十"
_PROBLEMS = {"open": "立项", **PROBLEM_TAGS, "none": "不立项"}
_CONFIDENTIAL = "已记（只对机关纪委可见）"


def ask_all(
    ask: Ask,
    given: Given,
    units: Sequence[str],
    *,
    is_partial: bool,
    save: Save,
    note: str,
    is_visit: bool = False,
) -> None:
    """Ask what has no answer yet into ``given``, then show the summary until Enter saves it.

    ``save`` is told after every answer, so that nothing answered is lost. ``note`` is what ``..``
    repeats where the words are about no unit: those said of a unit are its own. Raises Back when
    the clerk goes back past the first question.
    """
    while True:
        question = next_question(given, units, is_partial=is_partial, is_visit=is_visit)
        if question is None:
            if _is_saved(ask, given, units, is_partial=is_partial):
                return
        else:
            try:
                given[question.key] = _answer(ask, question, units, note)
            except Back:
                if not given:
                    raise
                given.popitem()
        kept = pruned(given, units, is_partial=is_partial)
        for gone in given.keys() - kept.keys():
            del given[gone]
        save(given)


def _answer(ask: Ask, question: Question, units: Sequence[str], note: str) -> str:
    prompt = f"{_prompt(question, units)}> "
    while True:
        if question.codes:
            line = key(ask, prompt)
        else:
            before = note if question.unit is None else None
            line = words(ask, prompt, must=not question.may_be_empty, before=before)
        answer = keyed(question, line)
        if answer is not None:
            return answer
        needed = "这里没有默认答案，" if not line else ""
        tell(f"  {needed}请按 1 至 {len(question.codes)}，< 退回上一题")


def _prompt(question: Question, units: Sequence[str]) -> str:
    where = f"[{safe(question.unit)}] " if question.unit and len(units) > 1 else ""
    if question.name == "mode":
        return f"{_fine()}均无问题键 1；逐项记录键 2"
    keys = _keys(question)
    return f"{where}{_name(question, units)}{'  ' if keys else ''}{keys}{_enter(question)}"


def _name(question: Question, units: Sequence[str]) -> str:
    asked = question.asked
    if asked is None:
        return "回车立项"
    if question.is_for_words:
        return asked.words_prompt
    name = asked.prompt or asked.label
    is_of_all = asked.is_overall and not question.unit
    return f"{name}（{len(units)} 家单位）" if is_of_all else name


def _fine() -> str:
    count = len(fine_questions())
    return f"{_COUNTS[count] if count < len(_COUNTS) else count}项"


def _words_of(question: Question) -> Mapping[str, str]:
    """Return the word of each code that answers a question."""
    if question.name == "mode":
        return {"fine": f"{_fine()}均无问题", "each": "逐项记录"}
    asked = question.asked
    if asked is None:
        return _PROBLEMS
    return {} if question.is_for_words else {**asked.words, "apart": "逐家记"}


def _label(question: Question) -> str:
    """Return what the summary calls a question."""
    if question.name == "mode":
        return _fine()
    asked = question.asked
    if asked is None:
        return "立项"
    if question.is_for_words:
        return asked.words_label
    return asked.summary or asked.label


def _keys(question: Question) -> str:
    codes = _words_of(question)
    named = [f"{number}{codes[code]}" for number, code in enumerate(question.codes, 1)]
    return " ".join(named)


def _enter(question: Question) -> str:
    if question.repeats is not None:
        return f"（回车同上一单位：{_told(question, question.repeats)}）"
    if question.asked is not None and question.asked.may_be_unknown:
        return "（不记得就回车）"
    if question.may_be_empty and question.codes and question.name != "problem":
        return "（企业没答就回车）"
    return ""


def _told(question: Question, answer: str) -> str:
    if question.is_confidential and not question.codes:
        return _CONFIDENTIAL
    if not answer:
        return "立项" if question.name == "problem" else "无"
    return _words_of(question).get(answer) or safe(answer)


def _is_saved(ask: Ask, given: Given, units: Sequence[str], *, is_partial: bool) -> bool:
    """Show what will be saved; Enter saves, ``<`` and a number take an answer back."""
    asked = questions(given, units, is_partial=is_partial)
    _summary(asked, given, units)
    while True:
        try:
            line = key(ask, "回车保存；键题号改一项，< 退回> ")
        except Back:
            given.popitem()
            return False
        if not line:
            return True
        if line.isdecimal() and 1 <= int(line) <= len(asked):
            _forget(given, asked[int(line) - 1])
            return False
        tell(f"  回车保存，或键 1 至 {len(asked)} 改那一项")


def _summary(asked: Sequence[Question], given: Given, units: Sequence[str]) -> None:
    pieces: list[str] = []
    unit: str | None = None
    for number, question in enumerate(asked, 1):
        if len(units) > 1 and question.unit != unit:
            unit = question.unit
            if unit:
                pieces.append(f"[{safe(unit)}]")
        answer = _told(question, given[question.key])
        pieces.append(f"{number}{_label(question)}：{answer}")
    for line in flow(pieces, columns() - 3):
        say(f"  {line}")


def _forget(given: Given, question: Question) -> None:
    """Take out one answer, and the words that hang on it, so that it is asked again."""
    given.pop(question.key, None)
    given.pop(f"words:{question.key}", None)
