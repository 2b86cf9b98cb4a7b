"""What the report of a month should say, counted from the book."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.oracle.book import Book, Call, Problem, Visit
from tests.oracle.days import filing_due, last_on, month_after
from tests.oracle.in_time import calls_in_time, visits_in_time
from tests.oracle.questions import answers, by_telephone, questions, tagged
from tests.oracle.units import rate, unevaluated, unit_line

GROUPS = ("I", "P", "R", "NC", "O", "UO", "UH", "NE")
TIMINGS = ("in_time", "extended", "late", "not_due")


def month_figures(book: Book, month: str, now: str) -> dict[str, Any]:
    """Everything that the report of a month says, as far as the model knows it."""
    calls = [call for call in book.calls_of(month) if book.is_own(call)]
    rows, before = book.rows(month), month_after(month, -1)
    told = answers(by_telephone(book, month))
    firsts = [call for call in calls if not call.is_second_name]
    rated = Counter(told.get(call.counts_as, "unrated") for call in firsts)
    groups = Counter(call.made.group for call in calls)
    rates = aapor(groups)
    problems = problems_of(book, {month}, now)
    in_time = {row.firm for row in rows if not book.is_late_entry(month, row)}
    named = {call.firm for call in calls} & {row.firm for row in rows}
    return {
        "month": month,
        "locked": month in book.locked,
        "firms": len(calls),
        "list": _list(book, month, calls),
        "after_close": after_close(book, month),
        # Its units are there from the beginning and stay.
        "roster_changes": [],
        # Nobody changes a rule.
        "rule_changes": [],
        "filings_back_entered": [
            unit
            for unit in book.units
            if (first := book.first_filing(unit, month))
            and first.is_said
            and first.state == "on_time"
            and first.entered > filing_due(month)
        ],
        "retractions": _retractions(book, month),
        "sole_traders": 0,
        "services": len(rows),
        "late_entries": sum(book.is_late_entry(month, row) for row in rows),
        "late_entry_firms": len(named - in_time),
        "overdue": sum(its == month for its, _ in book.overdue),
        "coverage": rate(sum(call.made.is_tried for call in calls), len(calls)),
        "contact_rate": rates["CON1"],
        "effective_rate": rates["RR2"],
        "aapor": rates,
        "satisfaction": rate(rated["satisfied"], rated["satisfied"] + rated["dissatisfied"]),
        "unrated": rated["unrated"],
        "dispositions": {name: groups[name] for name in GROUPS},
        "answers": {name: rated[name] for name in ("satisfied", "dissatisfied", "unrated")},
        "filings": filings_of(book, month),
        "units": {unit: unit_line(book, month, unit) for unit in book.units},
        "not_done": sorted(call.firm for call in calls if call.made.outcome is None),
        "not_served": sorted(
            (call.firm, unit) for call in book.calls_of(month) for unit in call.struck
        ),
        "unevaluated": unevaluated(book, month),
        "problems": problems,
        "problems_in_time": rate(
            problems["in_time"], problems["in_time"] + problems["extended"] + problems["late"]
        ),
        "visits": visits_of(book, month) | visits_in_time(book, month, now),
        **calls_in_time(book, month, now),
        "carried_in": _carried_in(book, month),
        "carried_out": _carried_out(book, month),
        "hidden_approval": tagged(book, [month], [before]),
        "questions": questions(book, [month], [before]),
    }


def aapor(count: Mapping[str, int]) -> dict[str, Any]:
    """The outcome rates of AAPOR's Standard Definitions, whoever is unknown taken as eligible."""
    i, p, r, nc, o = (count.get(name, 0) for name in ("I", "P", "R", "NC", "O"))
    eligible = i + p + r + nc + o
    whole = eligible + count.get("UO", 0) + count.get("UH", 0)
    reached, spoke = i + p + r + o, i + p + r
    return {
        "RR1": rate(i, whole), "RR2": rate(i + p, whole), "RR3": rate(i, whole),
        "RR4": rate(i + p, whole), "RR5": rate(i, eligible), "RR6": rate(i + p, eligible),
        "COOP1": rate(i, reached), "COOP2": rate(i + p, reached),
        "COOP3": rate(i, spoke), "COOP4": rate(i + p, spoke),
        "REF1": rate(r, whole), "REF2": rate(r, whole), "REF3": rate(r, eligible),
        "CON1": rate(reached, whole), "CON2": rate(reached, whole), "CON3": rate(reached, eligible),
    }  # fmt: skip


def _list(book: Book, month: str, calls: list[Call]) -> dict[str, Any]:
    """How N comes about, and whether its list was frozen early."""
    frozen, at = sum(call.is_frozen for call in calls), book.locked.get(month)
    missing, reason = book.early.get(month, ((), None))
    is_early = at is not None and (
        at[:10] < last_on(month).isoformat() or (bool(missing) and at <= filing_due(month))
    )
    return {
        "frozen": frozen,
        "added": len(calls) - frozen,
        "merged": sum(call.is_second_name for call in calls),
        "early": is_early,
        "locked_at": None if at is None else f"{at}:00+08:00",
        "missing": list(missing) if is_early else [],
        "reason": reason if is_early else None,
    }


def _retractions(book: Book, month: str) -> dict[str, int]:
    """What was taken back of a month before it was cleared, as often as that was done."""
    found = {kind: count for (its, kind), count in book.taken_back.items() if its == month}
    found |= {"call": book.taken_off[month], "erasure": book.erased(month)}
    return {kind: count for kind, count in found.items() if count}


def after_close(book: Book, month: str) -> list[dict[str, Any]]:
    """How many firms came in ledgers of cleared months, by that month and the one that calls."""
    firms: dict[tuple[str, str], set[str]] = {}
    for (_, its), rows in book.after_close.items():
        for row, called_in in rows.items():
            if month in (its, called_in):
                firms.setdefault((its, called_in), set()).add(book.root(called_in, row.firm))
    return [
        {"month": its, "called_in": called_in, "firms": len(firms[its, called_in])}
        for its, called_in in sorted(firms)
    ]


def filings_of(book: Book, month: str) -> dict[str, int]:
    first = [filing.state for unit in book.units if (filing := book.first_filing(unit, month))]
    counts = Counter(first)
    found = {name: counts[name] for name in ("on_time", "late", "supplement", "zero")}
    return {**found, "missing": len(book.units) - len(first)}


def problems_of(book: Book, months: set[str], now: str) -> dict[str, int]:
    """The problems that some months raised or were handed, and how their clocks were kept."""
    own = [each for each in book.problems.values() if each.month in months]
    came = [
        each
        for each in book.problems.values()
        if each.month not in months and months & {*each.carried_to}
    ]
    left = [each for each in own if each.works_in not in months]
    answered = [each for each in own if each.works_in in months and not each.is_open]
    firsts, again = Counter[str](), Counter[str]()
    for each in (*own, *came):
        for number, clock in enumerate(each.clocks):
            timing, month = clock.verdict(each.works_in, now)
            if month in months:
                (again if number else firsts)[timing] += 1
    handed_on = [
        over
        for each in (*own, *came)
        for by, to, over in each.handed_on
        if by in months and to not in months
    ]
    extended = [ok for each in (*own, *came) for by, ok in each.extensions if by in months]
    return {
        "raised": len(own),
        "answered": len(answered),
        "carried": len(left),
        "open": len(own) - len(answered) - len(left),
        **{name: firsts[name] for name in TIMINGS},
        "carried_late": sum(handed_on),
        "carried_not_due": len(handed_on) - sum(handed_on),
        "came_late": sum(
            any(over for _, to, over in each.handed_on if to in months) for each in came
        ),
        "reopened": sum(
            clock.opened_in in months for each in (*own, *came) for clock in each.clocks[1:]
        ),
        **{f"reopened_{name}": again[name] for name in TIMINGS},
        "extensions": len(extended),
        "extensions_late": extended.count(False),
        "back_entered": sum(
            any(clock.is_back_entered and clock.fell_in in months for clock in each.clocks)
            for each in (*own, *came)
        ),
    }


def is_answered(problem: Problem, months: tuple[str, ...]) -> bool:
    """Whether a problem that came to some months was answered while it was theirs."""
    return problem.works_in in months and not problem.is_open


def visits_of(book: Book, month: str) -> dict[str, int]:
    own = sorted(
        (each for each in book.visits.values() if each.month == month),
        key=lambda each: each.number,
    )
    states = Counter("carried" if each.handed_on else each.state for each in own)
    refused = sum(each.is_refused and not each.handed_on for each in own if each.state == "done")
    return {
        "flagged": len(own),
        "dropped": book.visits_dropped(month),
        "owed_again": len(own) - len({each.firm for each in own}),
        "signed": states["done"] - refused,
        "refused_signature": refused,
        **{name: states[name] for name in ("done", "unsigned", "to_do", "carried")},
    }


def _carried_in(book: Book, month: str) -> dict[str, Any]:
    calls = [call.made for call in book.calls_of(month) for _ in call.sources]
    visits = [each for each in book.visits.values() if each.came_to(month)]
    problems = [each for each in book.problems.values() if month in each.carried_to]
    return {
        "calls": rate(sum(call.outcome is not None for call in calls), len(calls)),
        "visits": rate(sum(_is_made(each, month) for each in visits), len(visits)),
        "problems": rate(sum(is_answered(each, (month,)) for each in problems), len(problems)),
    }


def _is_made(visit: Visit, month: str) -> bool:
    return visit.works_in == month and visit.state == "done"


def _carried_out(book: Book, month: str) -> dict[str, int]:
    calls = [call for call in book.calls_of(month) if call.carried_to is not None]
    problems = [[each.month, *each.carried_to][:-1] for each in book.problems.values()]
    return {
        "calls": len(calls),
        "visits": sum(each.left(month) for each in book.visits.values()),
        "problems": sum(month in line for line in problems),
    }
