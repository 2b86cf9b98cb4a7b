"""Which answers may stand for several units, and what a record says about each of them."""

from collections.abc import Collection, Mapping

from revisit_cli.document import clause
from revisit_cli.errors.rules.answer import AnswersOfOneUnit
from revisit_cli.labels.rules.answer import QUESTIONS
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.rules.answer import question_named
from revisit_cli.policy.text import says_nothing
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace

# The only answers that accuse nobody; whatever is not among them is said of one unit.
_ACCUSING_NOBODY: Mapping[str, Collection[str]] = {
    "attitude": ("good", "fair"),
    "one_time_notice": ("yes",),
    "extra_trips": ("no",),
    "integrity": ("no",),
    "overall": ("satisfied",),
}


@clause("R25")
def may_stand_for_all(question: str, answer: str | None) -> bool:
    """Whether an answer given for one unit may stand for the others it was put for.

    「不指责任何人的回答（好、一般、告知“是”、多头跑“否”、廉洁“没有”、满意）可以适用于所问的
    全部单位」; every other one, days and words are 「只对所说的那一家单位算数」.
    """
    return answer in _ACCUSING_NOBODY.get(question, ())


def said_of_one(answers: Answers) -> tuple[str, ...]:
    """Return the questions whose answer, days or words may not stand for several units."""
    found = {
        question_named(name) or name
        for name, text in answers.words
        if name != "outcome" and not says_nothing(text)
    }
    if answers.days is not None or not says_nothing(answers.days_text or ""):
        found.add("days")
    found |= {
        name
        for name in _ACCUSING_NOBODY
        if (given := getattr(answers, name)) is not None and not may_stand_for_all(name, given)
    }
    return tuple(name for name in QUESTIONS if name in found)


def standing_for_all(answers: Answers) -> Answers:
    """Return the part of answers about one unit that may stand for the others too."""
    found = {name: getattr(answers, name) for name in _ACCUSING_NOBODY}
    kept = {name: given for name, given in found.items() if may_stand_for_all(name, given)}
    return replace(words_of_call(answers), **kept)


def words_of_call(answers: Answers) -> Answers:
    """Return the words on the call itself, which are about no unit, and nothing else."""
    return Answers(words=tuple(each for each in answers.words if each[0] == "outcome"))


@clause("R25", "R11")
def check_shared(answers: Answers, units: Collection[str]) -> None:
    """Refuse answers for all units at once that 「只对所说的那一家单位算数」.

    Raises AnswersOfOneUnit, which names the units to choose from.
    """
    said = said_of_one(answers)
    if said and len(units) > 1:
        asked = LISTED.join(QUESTIONS[question] for question in said)
        raise AnswersOfOneUnit(questions=asked, units=LISTED.join(units))


def is_same(given: Answers, kept: Answers | None) -> bool:
    """Whether answers say just what is kept of a unit already.

    What lies in confidence is compared with nothing: it may be sealed.
    """
    if kept is None:
        return False
    about = {name: text for name, text in given.words if name not in ("integrity", "outcome")}
    integrity = given.integrity if kept.integrity is not None else None
    told = replace(given, words=(), integrity=integrity)
    return told == replace(kept, words=()) and about == dict(kept.words)


@clause("R25", "R11")
def answers_about(record: CallRecord, unit: str, units: Collection[str]) -> Answers:
    """Return what a record says about one of the ``units`` of its call.

    「各项问题按“企业×单位”逐一评价」: what it says of that unit by name, of the only unit there
    is, or, of all at once, what accuses nobody.
    """
    for named, answers in record.by_unit:
        if named == unit:
            return answers
    is_of_one = record.unit is not None or len(units) == 1
    return record.answers if is_of_one else standing_for_all(record.answers)
