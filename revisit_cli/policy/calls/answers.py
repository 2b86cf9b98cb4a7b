"""Which rows of what firms answered are listed, and where what they said beside stands."""

from collections.abc import Iterable, Iterator, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.rules.answer import AnswerInConfidence
from revisit_cli.policy.rules.answer import answer_given, named_answers
from revisit_cli.records.calls.call import AnswersWanted, FirmAnswered, FirmSaid, FirmTagged
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form


@clause("三(四)1")
def wanted_of(
    options: Iterable[str], unit: str | None, *, is_dissatisfied: bool, has_said: bool
) -> AnswersWanted:
    """Return what a list of answers is asked for by; ``options`` are QUESTION=ANSWER.

    Several answers of one question stand for any of them. Raises QuestionUnknown or
    AnswerUnreadable, and AnswerInConfidence: 「严格执行保密纪律」 leaves no list of those.
    """
    given: dict[str, tuple[Answer, ...]] = {}
    for option in options:
        ((code, text),) = named_answers((option,)).items()
        question = form().question(code)
        if question.is_confidential:
            raise AnswerInConfidence(question=question.label)
        answer = answer_given(code, text)
        if answer is not None:
            given[code] = (*given.get(code, ()), answer)
    if is_dissatisfied:
        overall = form().overall
        bad = (Answer(each.code) for each in overall.choices if each.visit_reason)
        given[overall.code] = (*given.get(overall.code, ()), *bad)
    return AnswersWanted(tuple(given.items()), unit, has_said)


def listed(
    rows: Iterable[FirmAnswered],
    said: Iterable[FirmSaid],
    wanted: AnswersWanted,
    roster: Sequence[str],
    tagged: Iterable[FirmTagged] = (),
) -> tuple[FirmAnswered, ...]:
    """Return the rows asked for, each text once.

    A text stands in the row of the unit that its problem was given to, one that was given to none
    in its firm's first row; so does a tag. Those who said something beside are listed by unit, as
    the roster has them; whoever answered nothing has a row of its own.
    """
    kept = [row for row in rows if _fits(row, wanted)]
    for text in said:
        place = _place(kept, text)
        if place is not None:
            kept[place] = _with(kept[place], text)
        elif not wanted.given and wanted.unit in (None, text.unit):
            kept.append(_with(FirmAnswered(text.call, text.firm, text.unit, Answers()), text))
    for each in tagged:
        place = _place(kept, each)
        if place is not None:
            kept[place] = replace(kept[place], tags=_merged(kept[place].tags, each.tags))
        elif not wanted.given and wanted.unit in (None, each.unit):
            kept.append(FirmAnswered(each.call, each.firm, each.unit, Answers(), tags=each.tags))
    kept.sort(key=lambda row: row.call)
    if wanted.has_said:
        order = {unit: place for place, unit in enumerate(roster)}
        kept = [row for row in kept if row.suggestion or row.difficulty or row.tags]
        kept.sort(key=lambda row: order.get(row.unit or "", len(order)))
    return tuple(kept)


def _fits(row: FirmAnswered, wanted: AnswersWanted) -> bool:
    is_there = wanted.unit is None or wanted.unit in (row.unit or "")
    return is_there and all(
        any(_is_alike(row.answers.answer(code), each) for each in answers)
        for code, answers in wanted.given
    )


def _is_alike(found: Answer | None, sought: Answer) -> bool:
    """Whether an answer is the one sought: of days the same number, of words those within."""
    if found is None:
        return False
    if sought.number is not None:
        return found.number == sought.number
    return found.code == sought.code and (sought.text or "") in (found.text or "")


def _place(rows: Sequence[FirmAnswered], text: FirmSaid | FirmTagged) -> int | None:
    mine = [place for place, row in enumerate(rows) if row.call == text.call]
    own = [place for place in mine if rows[place].unit == text.unit]
    others: Iterator[int] = iter(mine if text.unit is None else ())
    return next(iter(own), next(others, None))


def _merged(before: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *tags)))


def _with(row: FirmAnswered, text: FirmSaid) -> FirmAnswered:
    before: str | None = getattr(row, text.kind)
    return replace(row, **{text.kind: "\n".join(filter(None, (before, text.text)))})
