"""Asking 附表1's questions, and the summary before they are saved."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from revisit_cli.cli.asking.line import Ask, wipe
from revisit_cli.cli.asking.pick import ALL
from revisit_cli.cli.asking.prompt import choice, folded, key, numbered, words
from revisit_cli.cli.asking.trail import Back
from revisit_cli.cli.calls.aloud import ask_aloud, number_of, read_out
from revisit_cli.cli.calls.desk_prompts import (
    ABOUT_WORDS,
    explained,
    keys_of,
    name_of,
    prompt_of,
    told_of,
    words_of,
)
from revisit_cli.cli.screen import line_columns, say, tell
from revisit_cli.cli.text import flow, safe
from revisit_cli.operations.calls.questionnaire import (
    WHOSE,
    WORDS,
    Question,
    is_of_all,
    keyed,
    next_question,
    opened,
    pruned,
    put_together,
    questions,
    taken_back,
    without,
)
from revisit_cli.operations.rules.answer import fine_questions
from revisit_cli.records.value import Value, field
from revisit_cli.rulebook.loader import form

Given = dict[str, str]
Save = Callable[[Mapping[str, str]], None]

_MOST_NAMED = 3
_APART, _APART_TOLD = "0", " 0各家不同"
_ABOUT_UNITS = "是哪家的事就写哪家的数字，几家之间空一格；没说到的接着问"
_ABOUT_SAVING = "核对无误就回车；题号是附表上的号，改了也不变"


class Reading(Value):
    """What is read aloud around the questions: what the firm was served, and how it is closed.

    ``is_sealed`` is whether what is said in confidence is sealed as it is keyed.
    """

    lead: str = ""
    closing: Callable[[Given], str] = field(default=lambda _: "")
    is_sealed: bool = False


_NOTHING_READ = Reading()


def ask_all(
    ask: Ask,
    given: Given,
    units: Sequence[str],
    *,
    is_partial: bool,
    save: Save,
    note: str,
    reading: Reading = _NOTHING_READ,
) -> None:
    """Ask what has no answer yet into ``given``, then show the summary until Enter saves it.

    ``save`` is told after every answer, so that nothing answered is lost. ``note`` is what ``..``
    repeats where the words are about no unit: those said of a unit are its own. Raises Back when
    the clerk goes back past the first question.
    """
    whole, changed = dict(given), dict(given)
    while True:
        question = next_question(given, units, is_partial=is_partial)
        try:
            if question is None:
                whole = changed = dict(given)
                if _is_saved(ask, given, units, reading, is_partial=is_partial):
                    return
                changed = pruned(given, units, is_partial=is_partial)
            else:
                given.update(_asked(ask, given, question, units, note, reading))
        except Back:
            if not given:
                raise
            # Whoever took an answer out of the summary, to change it, finds it there again.
            _changed(given, whole if given == changed != whole else taken_back(given))
        kept = pruned(given, units, is_partial=is_partial)
        for gone in given.keys() - kept.keys():
            del given[gone]
        save(given)


def _asked(
    ask: Ask, given: Given, question: Question, units: Sequence[str], note: str, reading: Reading
) -> Given:
    """Read a question out and ask it; those in the firm's own words all at once. Raises Back."""
    open_ended = _open_ended(given)
    if len(open_ended) > 1 and question == open_ended[0]:
        return _said_freely(ask, open_ended, note)
    _aloud(given, question, reading)
    return _answers(ask, given, question, units, note)


def _open_ended(given: Given) -> tuple[Question, ...]:
    """Return the questions put once a call, in the firm's own words, that have no answer yet."""
    asked = questions(given, (), is_partial=True)
    once = {each.code for each in form().of_call}
    return tuple(each for each in asked if each.name in once and each.key not in given)


def _said_freely(ask: Ask, asked: Sequence[Question], note: str) -> Given:
    """Put questions together that most firms have nothing to say to: one Enter for all of them.

    A question's number in the form asks for its words; words typed at once are the first one's.
    Raises Back.
    """
    by_number = {str(number_of(each.asked)): each for each in asked if each.asked is not None}
    for each in asked:
        _aloud({}, each, _NOTHING_READ)
    keys = f"{'、'.join(by_number)} 或 {''.join(by_number)}"
    prompt = f"有就按 {keys}，或直接写（回车：都没有）> "
    while True:
        line = words(ask, prompt, must=False, before=note, about=ABOUT_WORDS, may_be_one=True)
        numbers = folded(line).replace(" ", "")
        if line and not numbers.isdecimal() and not (len(numbers) == 1 and numbers.isascii()):
            return {asked[0].key: line}
        if not set(numbers) <= by_number.keys():
            tell(f"  没看懂“{safe(line)}”。请按 {keys}，< 退回上一题")
            continue
        chosen = [each for number, each in by_number.items() if number in numbers]
        found = {each.key: "" for each in asked if each not in chosen}
        # One at a time: what is said is kept before the next is asked.
        with suppress(Back):
            return found | {
                each.key: _answer(ask, each, prompt_of(each), note) for each in chosen[:1]
            }


def _aloud(given: Given, question: Question, reading: Reading) -> None:
    """Show what is to be read out: a question once for all units, then in what words."""
    if question.name == "mode":
        if reading.lead:
            read_out(reading.lead)
        for each in fine_questions():
            ask_aloud(each, is_sealed=reading.is_sealed)
        return
    asked = question.asked
    if asked is None:
        return
    if question.is_for_words:
        if asked.words_aloud:
            read_out(asked.words_aloud)
    elif next(reversed(given), "").removeprefix(WORDS).partition("@")[0] != question.name:
        ask_aloud(asked, is_sealed=reading.is_sealed)


def _answers(ask: Ask, given: Given, question: Question, units: Sequence[str], note: str) -> Given:
    """Ask a question, of all units at once that it is about; an answer of some is only theirs."""
    left = put_together(given, units, question)
    if len(left) < 2:
        where = f"[{safe(question.unit)}] " if question.unit and len(units) > 1 else ""
        return {question.key: _answer(ask, question, where + prompt_of(question), note)}
    is_rest = len(left) < len(units)
    named = "、".join(map(safe, left)) if len(left) <= _MOST_NAMED else f"{len(left)} 家"
    where = f"另外 {named}  " if is_rest else f"{len(left)} 家单位  "
    while True:
        answer = _answer(ask, question, f"{where}{prompt_of(question)}{_APART_TOLD}", note)
        try:
            if answer == _APART:
                return {
                    f"{question.name}@{unit}": _answer(
                        ask, question, f"[{safe(unit)}] {prompt_of(question)}", note
                    )
                    for unit in left
                }
            chosen = left
            if not is_of_all(question, answer):
                chosen = _of_which(ask, words_of(question)[answer], left)
        except Back:
            continue
        return {f"{question.name}@{unit}": answer for unit in chosen}


def _of_which(ask: Ask, answer: str, units: Sequence[str]) -> list[str]:
    """Ask which units an answer is about that may not stand for all. Raises Back."""
    keys = {str(number): unit for number, unit in enumerate(units, 1)}
    prompt = f"哪家{answer}  {numbered(units)}（可写 1 2；都是写 全）> "
    while True:
        line = key(ask, prompt, _ABOUT_UNITS)
        said = line.replace(",", " ").split()
        if line in ALL:
            return list(units)
        chosen = [unit for number, unit in keys.items() if number in said or folded(unit) in said]
        if said and len(chosen) == len(set(said)):
            return chosen
        tell(f"  没看懂“{safe(line)}”。请按 1 至 {len(units)}，几家之间空一格，< 退回")


def _answer(ask: Ask, question: Question, asked: str, note: str) -> str:
    prompt = f"{asked}> "
    while True:
        if question.codes:
            line = key(ask, prompt, explained(question))
        else:
            before = note if question.unit is None else None
            must = not (question.may_be_empty or question.unknown)
            is_count = question.asked is not None and question.asked.kind == "days"
            line = words(
                ask,
                prompt,
                must=must,
                before=before,
                about=explained(question),
                may_be_one=is_count and not question.is_for_words,
            )
            if question.is_confidential:
                wipe(prompt, line)
        if not line and question.unknown:
            try:
                return choice(ask, f"  {keys_of(question, question.unknown)}> ", question.unknown)
            except Back:
                continue
        answer = keyed(question, line)
        if answer is not None:
            return answer
        if line == _APART and asked.endswith(_APART_TOLD):
            return _APART
        told = f"没看懂“{safe(line)}”。" if line else "这里没有默认答案，"
        tell(f"  {told}请按 1 至 {len(question.codes)}，< 退回上一题")


def _is_saved(
    ask: Ask, given: Given, units: Sequence[str], reading: Reading, *, is_partial: bool
) -> bool:
    """Show what will be saved; Enter saves, a question's number takes its answer back.

    Raises Back.
    """
    numbers = _summary(given, units, is_partial=is_partial)
    if closing := reading.closing(given):
        read_out(closing)
    while True:
        line = key(ask, "回车保存；按题号改一项，< 退回> ", _ABOUT_SAVING)
        if not line:
            return True
        if line in numbers:
            with suppress(Back):
                _forget(ask, given, units, numbers[line])
                return False
            continue
        tell(f"  回车保存，或按题号改：{' '.join(numbers)}")


def _summary(given: Given, units: Sequence[str], *, is_partial: bool) -> Mapping[str, str]:
    """Show every question with its answers; return the names of what a number changes.

    A question bears its number in the form, however it was answered.
    """
    told = given if is_partial else opened(given, units)
    asked = questions(told, units, is_partial=is_partial)
    pieces, numbers = [], {}
    for each in form().questions:
        of_units = [q for q in asked if q.asked == each and not q.is_for_words and q.key in told]
        if of_units:
            number = str(number_of(each))
            numbers[number] = each.code
            answers = _of_units([(q.unit, _whole(q, asked, told)) for q in of_units])
            pieces.append(f"{number}{each.summary or each.label}：{answers}")
    problem = next((q for q in asked if q.name == "problem" and q.key in told), None)
    if problem is not None:
        number = str(len(form().questions) + 1)
        numbers[number] = problem.name
        whose = [f"{name_of(q)}：{safe(told[q.key])}" for q in asked if q.whose and q.key in told]
        tags = [told_of(q, told[q.key]) for q in asked if q.name == "tag" and told.get(q.key)]
        said = [told_of(problem, told[problem.key]), *tags, *whose]
        pieces.append(f"{number}记成问题：{'，'.join(said)}")
    for line in flow(pieces, line_columns() - 3):
        say(f"  {line}")
    return numbers


def _whole(question: Question, asked: Sequence[Question], told: Given) -> str:
    """Return an answer with the words that hang on it; those told in confidence are counted."""
    answer = told_of(question, told[question.key])
    words_key = f"words:{question.key}"
    said = next((each for each in asked if each.key == words_key and told.get(words_key)), None)
    return answer if said is None else f"{answer}（{told_of(said, told[words_key])}）"


def _of_units(answers: Sequence[tuple[str | None, str]]) -> str:
    """Return the answers of units in a phrase, units that answered alike named together."""
    alike: dict[str, list[str]] = {}
    for unit, answer in answers:
        alike.setdefault(answer, []).append(safe(unit or ""))
    if len(alike) == 1:
        return next(iter(alike))
    return "；".join(f"{'、'.join(units)} {answer}" for answer, units in alike.items())


def _forget(ask: Ask, given: Given, units: Sequence[str], name: str) -> None:
    """Take out one answer, and the words that hang on it, so that it is asked again.

    Of several units it is asked of which: the answer of each is its own. Raises Back.
    """
    if name not in {each.code for each in form().questions}:
        for key in [each for each in given if each == name or each.startswith(WHOSE)]:
            given.pop(key)
        return
    unit = None
    if len(units) > 1 and not form().question(name).opens:
        listed = numbered([*units, "都改"])
        chosen = choice(ask, f"改哪家的  {listed}> ", (*units, ""))
        unit = chosen or None
    _changed(given, without(given, units, name, unit))


def _changed(given: Given, kept: Mapping[str, str]) -> None:
    """Let ``given`` hold what is kept of it, and nothing else."""
    kept = dict(kept)
    given.clear()
    given.update(kept)
