"""How often each answer to each question was given, and what of it may be published."""

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import mean, median
from typing import Any

from tests.oracle.book import Book, Call, Said

QUESTIONS = {
    "attitude": ("good", "fair", "poor"),
    "one_time_notice": ("yes", "no", "unclear", "na"),
    "days": (),
    "extra_trips": ("yes", "no", "unclear", "na"),
    "integrity": ("no", "yes", "declined"),
    "overall": ("satisfied", "dissatisfied"),
}
# From the answer that weighs most to the one that weighs least.
GRAVE = {
    "attitude": ("poor", "fair", "good", "unasked"),
    "one_time_notice": ("no", "yes", "unclear", "na", "unasked"),
    "extra_trips": ("yes", "no", "unclear", "na", "unasked"),
    "integrity": ("yes", "declined", "no", "unasked"),
    "overall": ("dissatisfied", "satisfied", "unasked"),
}
NEITHER = ("unclear", "na")
SMALL = 3
RATES = ("coverage", "contact_rate", "effective_rate", "satisfaction")
Evaluation = tuple[str, str, Said]


def by_telephone(book: Book, month: str) -> list[Evaluation]:
    """The standing evaluation of each firm about each unit: the last one of a call.

    Of a firm that was called under two names the later one.
    """
    found: dict[tuple[str, str], tuple[tuple[str, int], Said]] = {}
    for call in book.calls_of(month):
        for attempt in call.attempts:
            moment = attempt.at, attempt.id
            for unit, said in attempt.said.items():
                before = found.get((call.counts_as, unit))
                if before is None or before[0] < moment:
                    found[call.counts_as, unit] = moment, said
    return [(firm, unit, said) for (firm, unit), (_, said) in found.items()]


def on_visits(book: Book, month: str) -> list[Evaluation]:
    return [
        (book.root(month, visit.firm), unit, said)
        for visit in book.visits.values()
        for unit, (counts_in, said) in visit.said.items()
        if counts_in == month
    ]


def answers(told: Iterable[Evaluation]) -> dict[str, str]:
    """A firm's answer on the whole: dissatisfied with one unit is dissatisfied."""
    found: dict[str, str] = {}
    for firm, _, said in told:
        overall = said.get("overall")
        if overall and found.get(firm) != "dissatisfied":
            found[firm] = overall
    return found


def questions(book: Book, months: list[str], before: list[str]) -> dict[str, Any]:
    """Every question's counts, over some months and those before them."""
    now, then = _told(book, months), _told(book, before)
    found = {}
    for code in QUESTIONS:
        found[code] = {**_counted(code, now), "previous": _counted(code, then)}
        if code == "integrity" and len(months) == 1:
            # Answered in confidence: nothing is told of a month before it is cleared, and then as
            # it was at the last clearing.
            found[code] = _printed(book, months[0], now)
            found[code]["previous"] = _printed(book, before[0], then)
        if code != "integrity":
            found[code]["units"] = {
                unit: {
                    **_counted(code, [each for each in now if each[1] == unit]),
                    "previous": _counted(code, [each for each in then if each[1] == unit]),
                }
                for unit in {each[1] for each in (*now, *then)}
            }
    return found


def _printed(book: Book, month: str, told: list[Evaluation]) -> dict[str, Any]:
    found = _counted("integrity", book.at_clearing.get(month, told))
    if month not in book.closed:
        found["counts"] = dict.fromkeys(found["counts"])
    return found


def keep_at_clearing(book: Book) -> None:
    """Keep what was said of the cleared months until the next one is cleared."""
    for month in book.closed:
        book.at_clearing[month] = _told(book, [month])


def _told(book: Book, months: list[str]) -> list[Evaluation]:
    return [each for m in months for each in (*by_telephone(book, m), *on_visits(book, m))]


def _counted(code: str, told: list[Evaluation]) -> dict[str, Any]:
    given = [said.get(code, "unasked") for _, _, said in told]
    if code == "integrity":
        given = list(_gravest(code, told).values())
    counts = Counter(given)
    numbers = [int(each) for each in given if each.isdecimal()]
    shown: dict[str, int | None] = {name: counts[name] for name in (*QUESTIONS[code], "unasked")}
    shown |= {str(number): counts[str(number)] for number in numbers}
    if code == "days":
        shown["words"] = sum(not e.isdecimal() and e != "unasked" for e in given)
    if code == "integrity":
        shown = dict(zip(shown, hidden(list(shown.values())), strict=True))
    return {
        "counts": shown,
        "of": len(given),
        "mean": round(mean(numbers), 2) if numbers else None,
        "median": round(median(numbers), 2) if numbers else None,
    }


def _gravest(code: str, told: Iterable[Evaluation]) -> dict[str, str]:
    """Each firm's one answer, however many units it spoke of."""
    weights = GRAVE[code]
    found: dict[str, str] = {}
    for firm, _, said in told:
        mine = said.get(code, "unasked")
        found[firm] = min(mine, found.get(firm, mine), key=weights.index)
    return found


def hidden(counts: list[Any]) -> list[int | None]:
    """Counts of 1 or 2 are not told, nor any nought beside them, nor the smallest other one."""
    if not any(0 < count < SMALL for count in counts):
        return list(counts)
    others = [count for count in counts if count >= SMALL]
    limit = min(others, default=SMALL)
    return [count if count > limit else None for count in counts]


def _tags(book: Book, months: list[str]) -> list[tuple[tuple[str, int], str, str]]:
    """Each contact with the tag, its firm, and the unit that it was said of."""
    on_visits = [
        (
            ("visit", visit.number),
            str(problem.firm) if problem else book.name_in(month, visit),
            unit,
        )
        for visit, (month, unit, problem) in (
            *book.left_tags,
            *((v, each) for v in book.visits.values() for each in (*v.former_tags, *v.tags)),
        )
        if month in months
    ]
    return on_visits + [
        (("call", call.number), call.counts_as, attempt.about or "")
        for month in months
        for call in book.calls_of(month)
        for attempt in call.attempts
        if attempt.tag
    ]


def tagged(book: Book, months: list[str], before: list[str]) -> dict[str, Any]:
    """In how many contacts 二(二)3 was told of, by how many firms, and of which units."""
    now, then = _tags(book, months), _tags(book, before)
    units = {unit for _, _, unit in (*now, *then)}
    return {
        "contacts": len({call for call, _, _ in now}),
        "firms": len({firm for _, firm, _ in now}),
        "previous": len({call for call, _, _ in then}),
        "units": {
            unit: {
                "contacts": len({call for call, _, its in now if its == unit}),
                "previous": len({call for call, _, its in then if its == unit}),
            }
            for unit in units
        },
    }


def published(
    book: Book, month: str, told: dict[str, Any], figures: dict[str, Any], own: list[Call]
) -> Iterator[tuple[str, bool]]:
    """Yield of each number that is published whether it is right: the bureau's own are exact.

    What was told in confidence, of 二(二)3 and of single units counts firms, and is never few, nor
    all but few.
    """
    yield from ((name, told[name] == figures[name]) for name in RATES)
    yield from ((name, told[name] == figures[name]) for name in ("firms", "services", "answers"))
    for kind in ("problems", "visits", "filings"):
        yield kind, all(figures[kind][name] == count for name, count in told[kind].items())
    is_open = month not in book.closed or month in book.corrected
    yield "withheld", (told["withheld"] is not None) == is_open
    yield "units", not (is_open and told["units"])
    for unit in told["units"]:
        for kind in ("satisfied", "dissatisfied"):
            number, count = unit[kind], figures["units"][unit["unit"]][kind]
            yield f"units.{unit['unit']}.{kind}", number is None or SMALL <= number == count
    firms = {call.firm for call in own if not call.is_second_name}
    by_phone = by_telephone(book, month)
    rated = firms & answers(by_phone).keys()
    said = [each for each in by_phone if each[0] in rated]
    for asked in told["questions"]:
        code = asked["code"]
        if code not in GRAVE:
            continue
        cells = Counter(_gravest(code, said).values())
        if code != "integrity":
            # Neither of these weighs more than the other.
            shown = [asked["counts"].get(name, 0) for name in NEITHER]
            yield f"{code}.neither", sum(shown) == sum(cells[name] for name in NEITHER)
        for name, number in asked["counts"].items():
            if name in NEITHER:
                continue
            if code != "integrity":
                yield f"{code}.{name}", number == cells[name]
            else:
                right = number is None or SMALL <= number == cells[name] <= len(rated) - SMALL
                yield f"{code}.{name}", right and not (is_open and number is not None)
    count = len({firm for _, firm, _ in _tags(book, [month])} & firms)
    is_told = not is_open and SMALL <= count <= len(firms) - SMALL
    yield "hidden_approvals", told["hidden_approvals"] == (count if is_told else None)
