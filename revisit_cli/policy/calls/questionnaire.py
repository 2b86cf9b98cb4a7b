"""The questions of 附表1 as they are asked: which comes next, and what the answers mean together.

What was given so far is a mapping from a question's key to what was answered, in the order in
which it was given. Every decision is drawn from that mapping alone, so that going back is taking
its last entry off, correcting is taking one out, and an unfinished card is the mapping itself.
"""

from collections.abc import Iterator, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.labels.calls.call import PROBLEM_TAGS
from revisit_cli.labels.problems.problem import NOBODYS
from revisit_cli.policy.problems.problem import is_nothing
from revisit_cli.policy.rules.answer import answer_given, question_named
from revisit_cli.policy.rules.confidence import is_in_confidence, parted
from revisit_cli.policy.rules.evaluation import (
    answers_about,
    may_stand_for_all,
    said_of_one,
    words_of_call,
)
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import Value
from revisit_cli.rulebook.form import Question as Asked
from revisit_cli.rulebook.loader import form

# What becomes of a suggestion or difficulty: a problem, tagged by what it is about, or none.
PROBLEM_CODES = ("open", *PROBLEM_TAGS, "none")
WORDS = "words:"
WHOSE = "whose:"


class Question(Value):
    """One question. ``codes`` are what digits 1, 2, 3 … stand for; none for free words.

    ``may_be_empty``: Enter says that there is nothing to say; ``unknown`` are the codes that
    Enter asks to choose from; without either, something must be keyed.
    """

    key: str
    name: str
    unit: str | None = None
    codes: tuple[str, ...] = ()
    may_be_empty: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def is_confidential(self) -> bool:
        """Whether its answer is the discipline committee's alone once it is saved."""
        asked = self.asked
        return asked is not None and asked.is_confidential

    @property
    def asked(self) -> Asked | None:
        """The form's question that it puts, or whose words it asks for; None for the desk's own."""
        return form().find(self.name.removeprefix(WORDS))

    @property
    def is_for_words(self) -> bool:
        """Whether it asks in what words an answer was given."""
        return self.name.startswith(WORDS)

    @property
    def whose(self) -> Asked | None:
        """The form's question whose words it asks the unit of."""
        return form().find(self.name.removeprefix(WHOSE)) if self.name.startswith(WHOSE) else None


@clause("附表1", "R11", "二(二)1", "二(二)2", "二(二)4", "二(二)5")
def questions(
    given: Mapping[str, str],
    units: Sequence[str],
    *,
    is_partial: bool = False,
) -> tuple[Question, ...]:
    """Return all questions of a call in their order, as far as the answers so far decide them.

    「各项问题按“企业×单位”逐一评价」: each is put of every unit before the next, so that it is
    read out once.
    That nothing was wrong may be stated at once (``mode`` fine): what that does not answer, and
    「总体评价」, is keyed in any case. In a call
    that was answered in part every question may stay empty. What becomes a problem is about one of
    several units, or about none.
    """
    found = list(_about_units(given, units, is_partial=is_partial))
    once = [each.code for each in form().of_call]
    found += [Question(name, name, may_be_empty=True) for name in once]
    if any(not is_nothing(given.get(name, "")) for name in once):
        found.append(Question("problem", "problem", codes=PROBLEM_CODES, may_be_empty=True))
        if given.get("problem") == "none":
            found.append(Question("tag", "tag", codes=tuple(PROBLEM_TAGS), may_be_empty=True))
        if len(units) > 1 and given.get("problem") != "none":
            said = (f"{WHOSE}{name}" for name in once if not is_nothing(given.get(name, "")))
            found += [Question(name, name, codes=(*units, NOBODYS)) for name in said]
    return tuple(found)


def next_question(
    given: Mapping[str, str],
    units: Sequence[str],
    *,
    is_partial: bool = False,
) -> Question | None:
    """Return the first question that has no answer yet, or None when all have one.

    In what words an answer was given is asked before the next unit is.
    """
    asked = questions(given, units, is_partial=is_partial)
    open_ones = [each for each in asked if each.key not in given]
    return next((each for each in open_ones if each.is_for_words), next(iter(open_ones), None))


@clause("R25")
def put_together(given: Mapping[str, str], units: Sequence[str], question: Question) -> list[str]:
    """Return the units that a question is put of at once: those that have no answer yet."""
    if question.unit is None or question.is_for_words or not question.codes:
        return []
    return [unit for unit in units if f"{question.name}@{unit}" not in given]


@clause("R25")
def is_of_all(question: Question, answer: str) -> bool:
    """Whether an answer 「可以适用于所问的全部单位」, so that nobody asks of which."""
    return not answer or may_stand_for_all(question.name, answer)


def taken_back(given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given without the last answer, whole where it was one of several units."""
    kept = dict(given)
    name = kept.popitem()[0].partition("@")[0]
    asked = form().find(name)
    while (
        asked is not None and asked.choices and kept and next(reversed(kept)).startswith(f"{name}@")
    ):
        kept.popitem()
    return kept


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
    is_fine = given.get("mode") == "fine"
    for asked in (*form().parts, form().overall):
        if not is_fine or asked.fine is None:
            for unit in units:
                yield from _asked(given, asked, unit, may_be_empty=is_partial)


def fine_questions() -> tuple[Asked, ...]:
    """Return the questions that are answered by saying that nothing was wrong."""
    return tuple(each for each in form().parts if each.fine is not None)


def _asked(
    given: Mapping[str, str], asked: Asked, unit: str, *, may_be_empty: bool
) -> Iterator[Question]:
    """Ask one question about one unit, and in what words."""
    name = asked.code
    key = f"{name}@{unit}"
    if asked.kind == "coded":
        yield Question(key, name, unit, asked.keys, may_be_empty)
    else:
        # A firm may not remember on which day its matter was settled.
        unknown = asked.keys if asked.may_be_unknown and not may_be_empty else ()
        yield Question(key, name, unit, (), may_be_empty, unknown)
    if asked.asks_on(given.get(key)):
        yield Question(f"{WORDS}{key}", f"{WORDS}{name}", unit, may_be_empty=True)


@clause("R11")
def answers_by_unit(
    given: Mapping[str, str], units: Sequence[str]
) -> tuple[tuple[str, Answers], ...]:
    """Return each unit's answers from what was given."""
    live = pruned(given, units, is_partial="mode" not in given)
    return tuple((unit, _answers(live, unit)) for unit in units)


@clause("R25")
def alike(given: Mapping[str, str], units: Sequence[str]) -> tuple[tuple[str | None, Answers], ...]:
    """Return the answers as they may be told: once for all units, or unit by unit.

    Once, where all answered alike and nothing of it 「只对所说的那一家单位算数」.
    """
    told = answers_by_unit(given, units)
    each = {answers for _, answers in told}
    if len(each) == 1 and (len(told) == 1 or not said_of_one(told[0][1])):
        return ((None, told[0][1]),)
    return tuple(told)


def _answers(given: Mapping[str, str], unit: str) -> Answers:
    is_fine = given.get("mode") == "fine"

    def answer(asked: Asked) -> Answer | None:
        text = given.get(f"{asked.code}@{unit}")
        if not text and is_fine:
            text = asked.fine
        return answer_given(asked.code, text or None)

    asked_of_units = form().of_units
    words = [(each.code, given.get(f"{WORDS}{each.code}@{unit}")) for each in asked_of_units]
    found = {each.code: answer(each) for each in asked_of_units}
    return Answers.of(tuple((name, text) for name, text in words if text), **found)


def opened(given: Mapping[str, str], units: Sequence[str]) -> dict[str, str]:
    """Return what was given with each answer on its own, in the order of the questions.

    What was said of all questions at once can then be changed one by one.
    """
    if given.get("mode") != "fine":
        return dict(given)
    found = {**given, "mode": "each"}
    for unit in units:
        for asked in fine_questions():
            found.setdefault(f"{asked.code}@{unit}", asked.fine or "")
    return {each.key: found[each.key] for each in questions(found, units) if each.key in found}


def without(
    given: Mapping[str, str], units: Sequence[str], code: str, unit: str | None
) -> dict[str, str]:
    """Return what was given without the answer to one question, which is then asked again.

    ``unit`` None is all of them. The words that hang on an answer go with it.
    """
    kept = opened(given, units)
    for each in units if unit is None else (unit,):
        for key in (f"{code}@{each}", f"{WORDS}{code}@{each}"):
            kept.pop(key, None)
    if unit is None:
        kept.pop(code, None)
    return kept


def keyed(question: Question, text: str) -> str | None:
    """Return what a clerk's line means as the answer to a question; None when it means nothing.

    A digit counts into the question's codes; what is said for one is understood too. An empty
    line says nothing, and only where the question allows it: no default answers for the firm.
    """
    if not text:
        return "" if question.may_be_empty else None
    if not question.codes:
        return text
    if text.isdecimal():
        return question.codes[int(text) - 1] if 1 <= int(text) <= len(question.codes) else None
    if text in question.codes:
        return text
    asked = question.asked
    spoken = {} if asked is None else asked.spoken
    return next((code for code, word in spoken.items() if word == text), None)


@clause("三(四)1", "二(二)4")
def is_confidential(key: str) -> bool:
    """Whether a card's answer of that key holds words for the discipline committee alone."""
    kind, _, name = key.partition(":")
    return kind == "words" and is_in_confidence(name.partition("@")[0])


@clause("三(四)1", "二(二)4")
def is_told_in_confidence(key: str) -> bool:
    """Whether a card's answer of that key is one given to the discipline committee alone."""
    return key.partition("@")[0] in {each.code for each in form().confidential}


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
        for name, answer in answers.given:
            if form().find(name) is not None:
                found[f"{name}@{unit}"] = answer.code or answer.text or str(answer.number)
        found |= {
            f"{WORDS}{question_named(name) or name}@{unit}": text
            for name, text in answers.words
            if name != "outcome"
        }
        if confided is not None:
            found[f"{WORDS}{form().confidential[0].code}@{unit}"] = confided
    texts = {"suggestion": record.suggestion, "difficulty": record.difficulty}
    found |= {name: text for name, text in texts.items() if text}
    found |= {f"{WHOSE}{code}": unit for code, unit in record.about if code}
    is_answered = record.answers != words_of_call(record.answers)
    return {"mode": "each", **found} if found or is_answered else {}


@clause("二(二)3")
def problem_tags(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tag a clerk gave a contact: 「体外循环 隐性审批」, 「乱设前置条件和环节」."""
    code = given.get("tag" if given.get("problem") == "none" else "problem", "")
    return (PROBLEM_TAGS[code],) if code in PROBLEM_TAGS else ()


def about_of(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the unit that each thing said in free words is about, as far as it was asked."""
    return tuple(
        (key.removeprefix(WHOSE), unit) for key, unit in given.items() if key.startswith(WHOSE)
    )
