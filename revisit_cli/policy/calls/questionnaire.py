"""The questions of 附表1 as they are asked: which comes next, and what the answers mean together.

What was given so far is a mapping from a question's key to what was answered, in the order in
which it was given. Every decision is drawn from that mapping alone, so that going back is taking
its last entry off, correcting is taking one out, and an unfinished card is the mapping itself.
"""

from collections.abc import Iterator, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.labels.calls.call import PROBLEM_TAGS
from revisit_cli.labels.rules.answer import ANSWERS
from revisit_cli.policy.rules.answer import days_given, question_named
from revisit_cli.policy.rules.confidence import is_about_integrity, parted
from revisit_cli.policy.rules.evaluation import answers_about, may_stand_for_all, words_of_call
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import Value

# 附表1's five questions in its order.
FIVE = ("attitude", "one_time_notice", "days", "extra_trips", "integrity")
# What the firm states when the clerk has read the five out and it says that nothing was wrong.
FINE: Mapping[str, str] = {
    "attitude": "good",
    "one_time_notice": "yes",
    "extra_trips": "no",
    "integrity": "no",
}
# What becomes of a suggestion or difficulty: a problem, tagged by what it is about, or none.
PROBLEM_CODES = ("open", *PROBLEM_TAGS, "none")
# Answers after which the firm is asked how it came about.
_TELLING = {
    "attitude": "poor",
    "one_time_notice": "no",
    "extra_trips": "yes",
    "overall": "dissatisfied",
}
_APART = "apart"


class Question(Value):
    """One question. ``codes`` are what digits 1, 2, 3 … stand for; none for free words.

    ``repeats`` is what Enter repeats: what was given for the unit before, where that accuses
    nobody. ``may_be_empty``: Enter says that there is nothing to say; without either, something
    must be keyed.
    """

    key: str
    name: str
    unit: str | None = None
    codes: tuple[str, ...] = ()
    repeats: str | None = None
    may_be_empty: bool = False

    @property
    def is_confidential(self) -> bool:
        """Whether its answer is the discipline committee's alone once it is saved."""
        return self.name in ("integrity", "words:integrity")


@clause("附表1", "R11", "二(二)1", "二(二)2", "二(二)4", "二(二)5")
def questions(
    given: Mapping[str, str], units: Sequence[str], *, is_partial: bool = False
) -> tuple[Question, ...]:
    """Return all questions of a call in their order, as far as the answers so far decide them.

    「各项问题按“企业×单位”逐一评价」: what accuses nobody may be repeated for the next unit.
    The five may be stated at once (``mode`` fine), 「总体评价」 is keyed in any case. In a call
    that was answered in part every question may stay empty.
    """
    found = list(_about_units(given, units, is_partial=is_partial))
    for name in ("suggestion", "difficulty"):
        found.append(Question(name, name, may_be_empty=True))
    if given.get("suggestion") or given.get("difficulty"):
        found.append(Question("problem", "problem", codes=PROBLEM_CODES, may_be_empty=True))
    return tuple(found)


def next_question(
    given: Mapping[str, str], units: Sequence[str], *, is_partial: bool = False
) -> Question | None:
    """Return the first question that has no answer yet, or None when all have one."""
    asked = questions(given, units, is_partial=is_partial)
    return next((each for each in asked if each.key not in given), None)


def pruned(
    given: Mapping[str, str], units: Sequence[str], *, is_partial: bool = False
) -> dict[str, str]:
    """Return what was given without answers to questions that are not asked any more.

    A corrected answer may take others' questions away: their answers must not be saved.
    """
    asked = {each.key for each in questions(given, units, is_partial=is_partial)}
    return {name: answer for name, answer in given.items() if name in asked}


def _about_units(
    given: Mapping[str, str], units: Sequence[str], *, is_partial: bool
) -> Iterator[Question]:
    if not is_partial:
        yield Question("mode", "mode", codes=("fine", "each"))
    if given.get("mode") == "fine":
        yield from _overall_of_all(given, units)
        return
    before: str | None = None
    for unit in units:
        for name in (*FIVE, "overall"):
            # A firm may not remember on which day its matter was settled.
            may_be_empty = is_partial or name == "days"
            yield from _asked(given, name, unit, before, may_be_empty=may_be_empty)
        before = unit


def _overall_of_all(given: Mapping[str, str], units: Sequence[str]) -> Iterator[Question]:
    codes = tuple(ANSWERS["overall"])
    if len(units) > 1:
        yield Question("overall", "overall", codes=(*codes, _APART))
        # A firm that is not satisfied with all of them is asked with which.
        if "overall" not in given or may_stand_for_all("overall", given["overall"]):
            return
    before: str | None = None
    for unit in units:
        yield from _asked(given, "overall", unit, before, may_be_empty=False)
        before = unit


@clause("R25")
def _asked(
    given: Mapping[str, str], name: str, unit: str, before: str | None, *, may_be_empty: bool
) -> Iterator[Question]:
    """Ask one question about one unit, and in what words.

    Days and words, and every answer but those that 「可以适用于所问的全部单位」, are asked afresh.
    """
    key = f"{name}@{unit}"
    above = None if before is None else given.get(f"{name}@{before}")
    repeats = above if may_stand_for_all(name, above) else None
    yield Question(key, name, unit, tuple(ANSWERS.get(name, ())), repeats, may_be_empty)
    # They must be given for integrity, and may be for what was not well.
    if name == "integrity" and given.get(key) == "yes":
        yield Question(f"words:{key}", f"words:{name}", unit)
    elif name in _TELLING and given.get(key) == _TELLING[name]:
        yield Question(f"words:{key}", f"words:{name}", unit, may_be_empty=True)


@clause("R11")
def answers_by_unit(
    given: Mapping[str, str], units: Sequence[str]
) -> tuple[tuple[str, Answers], ...]:
    """Return each unit's answers from what was given."""
    live = pruned(given, units, is_partial="mode" not in given)
    return tuple((unit, _answers(live, unit)) for unit in units)


def _answers(given: Mapping[str, str], unit: str) -> Answers:
    is_fine = given.get("mode") == "fine"

    def answer(name: str) -> str | None:
        return given.get(f"{name}@{unit}") or (FINE.get(name) if is_fine else None)

    number, text = days_given(given.get(f"days@{unit}"))
    together = given.get("overall")
    of_all = together if may_stand_for_all("overall", together) else None
    words = [(name, given.get(f"words:{name}@{unit}")) for name in (*FIVE, "overall")]
    return Answers(
        attitude=answer("attitude"),
        one_time_notice=answer("one_time_notice"),
        days=number,
        days_text=text,
        extra_trips=answer("extra_trips"),
        integrity=answer("integrity"),
        overall=given.get(f"overall@{unit}") or of_all,
        words=tuple((name, text) for name, text in words if text),
    )


def keyed(question: Question, text: str) -> str | None:
    """Return what a clerk's line means as the answer to a question; None when it means nothing.

    A digit counts into the question's codes; the word itself is understood too. An empty line
    repeats or says nothing only where the question allows it: no default answers for the firm.
    """
    if not text:
        return question.repeats or ("" if question.may_be_empty else None)
    if not question.codes:
        return text
    if text.isdecimal():
        return question.codes[int(text) - 1] if 1 <= int(text) <= len(question.codes) else None
    if text in question.codes:
        return text
    labels = ANSWERS.get(question.name, {})
    return next((code for code, label in labels.items() if label == text), None)


@clause("三(四)1", "二(二)4")
def is_confidential(key: str) -> bool:
    """Whether a card's answer of that key holds words for the discipline committee alone."""
    kind, _, name = key.partition(":")
    return kind == "words" and is_about_integrity(name.partition("@")[0])


@clause("三(四)1")
def given_of(record: CallRecord, units: Sequence[str]) -> dict[str, str]:
    """Return a record's answers as an unfinished card, so that a refused record is not lost.

    ``units`` are those the firm was served by; a record that names none is about all of them, as
    far as what it says may be: the rest is asked again, for each unit.
    """
    found: dict[str, str] = {}
    about = units if record.unit is None else (record.unit,)
    for unit in about:
        answers, confided = parted(answers_about(record, unit, units))
        for name in (*FIVE, "overall"):
            value = answers.days_text if name == "days" else getattr(answers, name)
            if value is not None:
                found[f"{name}@{unit}"] = value
        found |= {
            f"words:{question_named(name) or name}@{unit}": text
            for name, text in answers.words
            if name != "outcome"
        }
        if confided is not None:
            found[f"words:integrity@{unit}"] = confided
    texts = {"suggestion": record.suggestion, "difficulty": record.difficulty}
    found |= {name: text for name, text in texts.items() if text}
    is_answered = record.answers != words_of_call(record.answers)
    return {"mode": "each", **found} if found or is_answered else {}


@clause("二(二)3")
def problem_tags(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tag a clerk gave a suggestion: 「体外循环 隐性审批」, 「乱设前置条件和环节」."""
    code = given.get("problem", "")
    return (PROBLEM_TAGS[code],) if code in PROBLEM_TAGS else ()
