"""Which answers may stand for several units, and what a record says about each of them."""

from collections.abc import Collection

from revisit_cli.document import clause
from revisit_cli.errors.rules.answer import AnswersOfOneUnit
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.rules.answer import answered, asked, is_said
from revisit_cli.policy.rules.confidence import SEALED
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form


@clause("R25")
def may_stand_for_all(question: str, answer: str | None) -> bool:
    """Whether an answer given for one unit may stand for the others it was put for.

    「不指责任何人的回答（好、一般、告知“是”、多头跑“否”、廉洁“没有”、满意）可以适用于所问的
    全部单位」; every other one, days and words are 「只对所说的那一家单位算数」.
    """
    asked_for = form().find(question)
    return asked_for is not None and asked_for.may_stand_for_all(answer)


def said_of_one(answers: Answers) -> tuple[Question, ...]:
    """Return the questions whose answer, days or words may not stand for several units."""
    words = answered(Answers(words=tuple(each for each in answers.words if each[0] != "outcome")))
    return tuple(
        each
        for each in form().of_units
        if each in words or (is_said(answers.answer(each.code)) and not _stands(each, answers))
    )


def _stands(question: Question, answers: Answers) -> bool:
    return question.may_stand_for_all(answers.code(question.code))


def standing_for_all(answers: Answers) -> Answers:
    """Return the part of answers about one unit that may stand for the others too."""
    kept = tuple(each for each in answers.given if may_stand_for_all(each[0], each[1].code))
    return Answers(kept, words_of_call(answers).words)


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
        raise AnswersOfOneUnit(questions=asked(said), units=LISTED.join(units))


def is_same(given: Answers, kept: Answers | None) -> bool:
    """Whether answers say just what is kept of a unit already.

    What lies in confidence is compared with nothing: it may be sealed.
    """
    if kept is None:
        return False
    secret = {each.code for each in form().confidential}
    about = {name: text for name, text in given.words if name not in {*secret, "outcome"}}
    known = {
        name: answer for name, answer in kept.given if name not in secret or answer.code != SEALED
    }
    told = {name: each for name, each in given.given if name not in secret or name in known}
    return told == known and about == dict(kept.words)


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
