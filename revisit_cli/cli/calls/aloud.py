"""What a clerk reads aloud: greeting, what the firm was served, each question, the closing."""

from collections.abc import Iterator, Sequence
from datetime import date

from revisit_cli.cli.calls.card import asked_for
from revisit_cli.cli.screen import bold, line_columns, say, show_whole
from revisit_cli.cli.text import safe, wrap
from revisit_cli.labels.calls import aloud as words
from revisit_cli.records.calls.card import CallShown, ServiceShown
from revisit_cli.records.rules.setting import Settings
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

_MOST_MATTERS = 3  # of more units nobody listens to each officer and matter


def read_out(text: str, mark: str = words.MARK) -> None:
    """Show a sentence to be read aloud, set off from what is said to the clerk."""
    for line in wrap(words.QUOTED.format(text=text), line_columns() - 1 - len(mark) * 2, ""):
        say(f"{mark}{bold(line)}")
        mark = " " * 3


def number_of(question: Question) -> int:
    """Return the number that a question bears in the form, whatever else was asked."""
    return [each.code for each in form().questions].index(question.code) + 1


def ask_aloud(question: Question, *, is_sealed: bool) -> None:
    """Show a question's sentence beside its number; ``is_sealed``: what is confided is sealed."""
    text = question.aloud_sealed if is_sealed and question.aloud_sealed else question.aloud
    read_out(text, f" {number_of(question)}")


def greeting(shown: CallShown, by: str, settings: Settings) -> str:
    """Return how a call begins: who is asked for, by whom, and what for."""
    return words.GREETING.format(who=_who(shown), **_self(by, settings))


def lead(services: Sequence[ServiceShown], units: Sequence[str]) -> str:
    """Return what the firm was served, by whom and when."""
    first = {each.unit: each for each in reversed(services)}
    of_units = [first[unit] for unit in units if unit in first]
    if not of_units:
        return ""
    if len(units) == 1:
        return words.ONE_MATTER.format(day=_day(of_units[0]), **_served(of_units[0]))
    if len(of_units) > _MOST_MATTERS:
        named = "、".join(safe(each.unit) for each in of_units)
        return words.MANY.format(units=named, count=len(of_units))
    told = "、".join(words.SERVED.format(**_served(each)) for each in of_units)
    return words.MATTERS.format(served=told)


def closing(said: Sequence[str], due: date | None) -> str:
    """Return how a call ends; what was raised is promised an answer by its day."""
    if not said or due is None:
        return words.CLOSING
    day = f"{due.month}月{due.day}日"
    return words.PROMISE.format(text="；".join(map(safe, said)), due=day)


def others(shown: CallShown, by: str, settings: Settings) -> Iterator[str]:
    """Yield what is said where a call goes another way, as far as the bureau's numbers are set."""
    told = {**_self(by, settings), "who": _contact(shown) or safe(shown.call.firm)}
    show_whole([settings.office_phone, settings.discipline_phone])
    known = {"office_phone": settings.office_phone, "discipline_phone": settings.discipline_phone}
    for when, sentence in (*words.OTHERS, words.DISCIPLINE):
        missing = any(f"{{{name}}}" in sentence and not value for name, value in known.items())
        if not missing:
            yield f"{when}：{words.QUOTED.format(text=sentence.format(**told, **known))}"


def _self(by: str, settings: Settings) -> dict[str, str]:
    return {"bureau": safe(settings.bureau), "office": safe(settings.office_name), "by": safe(by)}


def _who(shown: CallShown) -> str:
    who = _contact(shown)
    return (words.WHO if who else words.NOBODY).format(firm=safe(shown.call.firm), who=who)


def _contact(shown: CallShown) -> str:
    return safe(asked_for(shown.call) or "")


def _served(each: ServiceShown) -> dict[str, str]:
    return {
        "unit": safe(each.unit),
        "officer": safe(each.officer or ""),
        "matter": safe(each.matter or words.MATTER),
    }


def _day(each: ServiceShown) -> str:
    try:
        day = date.fromisoformat(each.date or "")
    except ValueError:
        return ""
    return words.DAY.format(month=day.month, day=day.day)
