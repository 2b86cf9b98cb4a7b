"""Whether a row of a file says what is on record already, and in what it differs."""

from collections.abc import Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.entry import NONE, RESTRICTED
from revisit_cli.labels.rules.answer import ANSWERS
from revisit_cli.labels.rules.form import days, per_unit
from revisit_cli.labels.text import minute
from revisit_cli.policy.calls.call import ANSWERED, TABLE
from revisit_cli.policy.rules.evaluation import answers_about
from revisit_cli.records.calls.entry import Difference
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.rules.answer import Answers

_QUESTIONS = ("attitude", "one_time_notice", "days", "extra_trips", "integrity", "overall")


@clause("R11")
def by_unit(record: CallRecord, units: Sequence[str]) -> list[tuple[str, Answers]]:
    """Return the answers that a record gives each unit: 「各项问题按“企业×单位”逐一评价」."""
    if record.outcome not in ANSWERED:
        return []
    about = [unit for unit in units if record.unit in (None, unit)]
    return [(unit, answers_about(record, unit, units)) for unit in about]


def told(
    outcome: CallOutcome,
    at: str | None,
    answers: Sequence[tuple[str, Answers]],
    texts: Mapping[str, str | None],
    units: Sequence[str] = (),
) -> dict[str, str]:
    """Return an attempt as words by field, to be set side by side with another.

    ``at`` None is a time not given. ``texts`` are suggestion, difficulty, respondent, callback
    and words. ``units`` are all that the call asks about: what is said of some is not of all.
    """
    found = {"outcome": OUTCOMES[outcome]}
    if at is not None:
        found["at"] = minute(at)
    given = {unit: Answers() for unit in units} | dict(answers)
    for question in _QUESTIONS:
        if text := per_unit([(unit, _word(question, each)) for unit, each in given.items()]):
            found[question] = text
    return found | {name: text.strip() for name, text in texts.items() if text and text.strip()}


def differences(
    kept: Mapping[str, str], given: Mapping[str, str], *, with_time: bool
) -> tuple[Difference, ...]:
    """Return the fields in which two differ; what was said of integrity is never shown."""
    found = []
    for name in dict.fromkeys([*kept, *given]):
        if kept.get(name) == given.get(name) or (name == "at" and not with_time):
            continue
        before, after = kept.get(name, NONE), given.get(name, NONE)
        if name == "integrity":
            before = after = RESTRICTED
        found.append(Difference(name, before, after))
    return tuple(found)


def in_order(outcomes: Sequence[tuple[str, CallOutcome]]) -> bool:
    """Whether several versions of one call's row are one try after the other.

    ``outcomes`` are times and outcomes in order of time: no two at one time, and none after a
    final one.
    """
    times = [at for at, _ in outcomes]
    return len(set(times)) == len(times) and not any(
        TABLE[outcome].is_final for _, outcome in outcomes[:-1]
    )


def _word(question: str, answers: Answers) -> str:
    if question == "days":
        return days(answers.days, answers.days_text)
    return ANSWERS[question].get(getattr(answers, question) or "", "")
