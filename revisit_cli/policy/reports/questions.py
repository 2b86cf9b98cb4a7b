"""How often each answer to each question of the forms was given."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial

from revisit_cli.document import clause
from revisit_cli.labels.problems.problem import HIDDEN_APPROVAL
from revisit_cli.policy.rules.confidence import suppressed
from revisit_cli.records.reports.question import (
    Answered,
    AnswerFact,
    QuestionFigures,
    TagFact,
    TagFigures,
    UnitCounts,
    UnitTagged,
)
from revisit_cli.records.value import as_dict
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

# Not a choice of any question: what was answered in words, and not at all.
IN_WORDS, UNASKED = "words", "unasked"


@clause("四3", "附表1", "附表2", "R11")
def question_figures(
    facts: Sequence[AnswerFact], before: Sequence[AnswerFact], roster: Sequence[str] = ()
) -> tuple[QuestionFigures, ...]:
    """Return the counts of every question: 「每月一统计」.

    They count 「企业×单位」, in all and unit by unit in the roster's order, beside those of the
    time ``before``; what is told in confidence counts each firm once. Raises AssertionError
    where the parts and the whole differ.
    """
    now, then = _by_unit(facts), _by_unit(before)
    every, earlier = _Told(facts), _Told(before)
    nobody = _Told(())
    found = []
    for question in form().of_units:
        whole = _answered(question, every)
        units = tuple(
            UnitCounts(
                **as_dict(_of_unit(question, now.get(unit, nobody))),
                unit=unit,
                previous=_of_unit(question, then.get(unit, nobody)),
            )
            for unit in in_order((*now, *then), roster)
        )
        found.append(
            QuestionFigures(
                **as_dict(whole),
                code=question.code,
                by="firms" if question.is_confidential else "evaluations",
                units=units,
                previous=_answered(question, earlier),
            )
        )
    return tuple(found)


def in_order(units: Iterable[str], roster: Sequence[str]) -> list[str]:
    """Return units once each in the roster's order; those that it does not name at the end."""
    places = {unit: place for place, unit in enumerate(roster)}
    return sorted(dict.fromkeys(units), key=lambda unit: places.get(unit, len(places)))


def answered(question: Question, facts: Sequence[AnswerFact]) -> Answered:
    """Return the counts of one question; a question put in confidence counts firms.

    「保密」: of those no small number is told.
    """
    return _answered(question, _Told(facts))


def answer_rows(
    question: Question, facts: Sequence[AnswerFact]
) -> dict[str, tuple[AnswerFact, ...]]:
    """Return what was said behind each count of a question that is asked in no confidence."""
    rows: dict[str, list[AnswerFact]] = {}
    for each in facts:
        rows.setdefault(kind_of(question, each), []).append(each)
    return {kind: tuple(rows.get(kind, ())) for kind in _kinds(question, rows)}


@clause("R25", "三(四)1")
def gravest(question: Question, facts: Iterable[AnswerFact]) -> dict[int, str]:
    """Return each firm's one answer: of those about several units the one that weighs most.

    However many units it was said of, a firm counts once.
    """
    found: dict[int, str] = {}
    weigh = cache(partial(_weight, question))
    for each, kind in kinds_of(question, facts):
        before = found.setdefault(each.firm, kind)
        if kind != before and weigh(kind) > weigh(before):
            found[each.firm] = kind
    return found


def kinds_of(question: Question, facts: Iterable[AnswerFact]) -> Iterator[tuple[AnswerFact, str]]:
    """Yield each fact with its answer to a question.

    Most hold the very same answers as others do: those are asked once.
    """
    kinds: dict[int, str] = {}
    for each in facts:
        key = id(each.answers)
        yield each, kinds.get(key) or kinds.setdefault(key, kind_of(question, each))


def kind_of(question: Question, fact: AnswerFact) -> str:
    """Return an answer's code, its number, or that it was given in words or not at all."""
    answer = fact.answers.answer(question.code)
    if answer is None:
        return UNASKED
    if answer.code is not None:
        return answer.code
    return IN_WORDS if answer.number is None else str(answer.number)


@clause("二(二)3", "R32")
def tag_figures(
    facts: Sequence[TagFact], before: Sequence[TagFact], roster: Sequence[str] = ()
) -> TagFigures:
    """Return in how many contacts 「体外循环 隐性审批」 or 「乱设前置条件和环节」 was told of.

    The forms have no field for it; a tag makes it countable: 「每次回访计一次，有没有立项都计」.
    """
    rows = tag_rows(facts, before)
    units = in_order((each.unit or "" for each in _tagged((*facts, *before))), roster)
    return TagFigures(
        contacts=len(rows["contacts"]),
        firms=len(rows["firms"]),
        previous=len(rows["previous"]),
        units=tuple(
            UnitTagged(
                unit,
                len(rows[f"units.{unit}.contacts"]),
                len(rows[f"units.{unit}.previous"]),
            )
            for unit in units
        ),
    )


def tag_rows(facts: Sequence[TagFact], before: Sequence[TagFact]) -> dict[str, tuple[TagFact, ...]]:
    """Return behind each of these counts the first that was told in each contact, or by a firm."""
    now, then = _tagged(facts), _tagged(before)
    rows = {
        "contacts": _once((each.contact, each) for each in now),
        "firms": _once((each.firm, each) for each in now if each.firm is not None),
        "previous": _once((each.contact, each) for each in then),
    }
    for unit in dict.fromkeys(each.unit or "" for each in (*now, *then)):
        for name, among in (("contacts", now), ("previous", then)):
            rows[f"units.{unit}.{name}"] = _once(
                (each.contact, each) for each in among if (each.unit or "") == unit
            )
    return rows


def is_hidden_approval(tags: Iterable[str]) -> bool:
    """Whether one of a contact's tags tells of it."""
    return any(word in tag for tag in tags for word in HIDDEN_APPROVAL)


def _tagged(facts: Iterable[TagFact]) -> list[TagFact]:
    return [each for each in facts if is_hidden_approval(each.tags)]


def _once(facts: Iterable[tuple[object, TagFact]]) -> tuple[TagFact, ...]:
    found: dict[object, TagFact] = {}
    for about, each in facts:
        found.setdefault(about, each)
    return tuple(found.values())


class _Told:
    """What some firms told, those facts together that hold the very same answers.

    Most do, and each question is put to one of them for all.
    """

    def __init__(self, facts: Sequence[AnswerFact]) -> None:
        self.facts = facts
        one_of = {id(each.answers): each for each in facts}
        counts = Counter(id(each.answers) for each in facts)
        self.alike = [(one_of[key], count) for key, count in counts.items()]


def _by_unit(facts: Iterable[AnswerFact]) -> dict[str, _Told]:
    found: dict[str, list[AnswerFact]] = {}
    for each in facts:
        found.setdefault(each.unit, []).append(each)
    return {unit: _Told(told) for unit, told in found.items()}


def _answered(question: Question, told: _Told) -> Answered:
    if question.is_confidential:
        return _counted(question, Counter(gravest(question, told.facts).values()))
    counts: Counter[str] = Counter()
    for each, count in told.alike:
        counts[kind_of(question, each)] += count
    return _counted(question, counts)


@clause("三(四)1")
def _of_unit(question: Question, told: _Told) -> Answered:
    """Return one unit's counts; those told in confidence would point at a firm."""
    found = _answered(question, told)
    if not question.is_confidential:
        return found
    return Answered(tuple((code, None) for code, _ in found.counts), found.of, None, None, "small")


def _counted(question: Question, counts: Counter[str]) -> Answered:
    kinds = _kinds(question, counts)
    shown: Sequence[int | None] = [counts[kind] for kind in kinds]
    if sum(counts[kind] for kind in kinds) != counts.total():
        raise AssertionError(question.code)
    if question.is_confidential:
        shown = suppressed([counts[kind] for kind in kinds])
    told = {int(kind): count for kind, count in counts.items() if kind.isdecimal()}
    mean, middle = _average([number for number in sorted(told) for _ in range(told[number])])
    return Answered(
        counts=tuple(zip(kinds, shown, strict=True)),
        of=counts.total(),
        mean=mean,
        median=middle,
        withheld="small" if None in shown else None,
    )


def _average(told: Sequence[int]) -> tuple[float | None, float | None]:
    """Return mean and median of numbers in their order, None of none.

    By hand: ``statistics`` takes as long to load as all else that is counted of a question.
    """
    if not told:
        return None, None
    half = len(told) // 2
    middle = told[half] if len(told) % 2 else (told[half - 1] + told[half]) / 2
    return round(sum(told) / len(told), 2), middle


def _kinds(question: Question, given: Collection[str]) -> list[str]:
    """Return what is counted of a question, in order."""
    numbers = sorted((each for each in given if each.isdecimal()), key=int)
    kinds = [*question.codes, *numbers, *([] if question.choices else [IN_WORDS]), UNASKED]
    # A code that this form does not know was given under another.
    return [*kinds, *sorted(set(given) - set(kinds))]


def _weight(question: Question, kind: str) -> int:
    """Return how much an answer weighs: a complaint most, then what is kept back, then praise."""
    choice = question.choice(kind)
    if choice is None:
        return -1 if kind == UNASKED else 2
    if choice.asks_on:
        return 4
    if question.is_confidential and not choice.accuses_nobody:
        return 3
    if choice.accuses_nobody:
        return 1 if choice.is_fine else 2
    return 0
