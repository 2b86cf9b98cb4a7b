"""What the report of a half-year should say: each of its facts once, where it ended up."""

from collections import Counter
from typing import Any

from tests.oracle.book import Book, Call
from tests.oracle.figures import GROUPS, aapor, is_answered, problems_of
from tests.oracle.questions import answers, by_telephone
from tests.oracle.units import rate


def half_figures(book: Book, months: tuple[str, ...], now: str) -> dict[str, Any]:
    """The total of a half-year."""
    cases = [call for m in months for call in book.calls_of(m) if book.is_own(call)]
    chains = [chain_of(book, case, months) for case in cases]
    groups = Counter(_group(chain) for chain in chains)
    rates = aapor(groups)
    rated = Counter(_rated(book, cases, chains))
    firms: dict[str, list[tuple[Call, list[Call]]]] = {}
    for case, chain in zip(cases, chains, strict=True):
        firms.setdefault(case.firm, []).append((case, chain))
    visits = [each for each in book.visits.values() if each.month in months]
    states = Counter(each.state if each.works_in in months else "carried" for each in visits)
    refused = sum(
        each.is_refused and each.state == "done" and each.works_in in months for each in visits
    )
    problems = problems_of(book, set(months), now)
    return {
        "firms": len(cases),
        "distinct_firms": len({call.firm for call in cases}),
        "services": sum(len(book.rows(m)) for m in months),
        "late_entries": sum(book.is_late_entry(m, row) for m in months for row in book.rows(m)),
        "coverage": rate(sum(map(_is_tried, chains)), len(cases)),
        "contact_rate": rates["CON1"],
        "effective_rate": rates["RR2"],
        "satisfaction": rate(rated["satisfied"], rated["satisfied"] + rated["dissatisfied"]),
        "dispositions": {name: groups[name] for name in GROUPS},
        "answers": {
            name: rated[name]
            for name in ("satisfied", "dissatisfied", "unrated", "settled_later", "merged")
        },
        "problems": problems,
        "problems_in_time": rate(
            problems["in_time"], problems["in_time"] + problems["extended"] + problems["late"]
        ),
        "visits": {
            "flagged": len(visits),
            "dropped": sum(book.visits_dropped(month) for month in months),
            "signed": states["done"] - refused,
            "refused_signature": refused,
            **{name: states[name] for name in ("done", "unsigned", "to_do", "carried")},
        },
        "by_firm": _by_firm(book, list(firms.values())),
        "carried_in": _carried_in(book, months),
        "carried_out": {
            "calls": len({id(c[-1]) for c in chains if c[-1].carried_to is not None}),
            "visits": states["carried"],
            "problems": problems["carried"],
        },
    }


def chain_of(book: Book, call: Call, months: tuple[str, ...]) -> list[Call]:
    """The call that was made for a firm, and those it was carried to, as far as months go."""
    found = [call.made]
    while (to := found[-1].carried_to) in months:
        found.append(next(each for each in book.calls_of(to or "") if found[-1] in each.sources))
    return [each.made for each in found]


def _group(chain: list[Call]) -> str:
    if chain[-1].is_not_served:
        return "UH"
    tried = [call for call in chain if call.last]
    return tried[-1].group if tried else "UH"


def _rated(book: Book, cases: list[Call], chains: list[list[Call]]) -> list[str]:
    """What became of the answer of each case: a call that settled several counts once.

    What was said counts under one of a firm's two names.
    """
    found = []
    settled = [ch[-1] for case, ch in zip(cases, chains, strict=True) if case is ch[-1]]
    for case, chain in zip(cases, chains, strict=True):
        if _is_merged(case, chain):
            found.append("merged")
        elif case is not chain[-1] and any(chain[-1] is each for each in settled):
            found.append("settled_later")
        else:
            settled.append(chain[-1])
            found.append(_said(book, chain) or "unrated")
    return found


def _said(book: Book, chain: list[Call]) -> str | None:
    """The last answer that the calls of a chain brought."""
    told = [answers(by_telephone(book, call.month)).get(call.counts_as) for call in chain]
    return next((each for each in reversed(told) if each), None)


def _by_firm(book: Book, firms: list[list[tuple[Call, list[Call]]]]) -> dict[str, Any]:
    """The rates by different firms, each by all chains of its calls: the worst of their answers."""
    groups = [{_group(chain) for _, chain in each} for each in firms]
    said = [
        {_said(book, chain) for case, chain in each if not _is_merged(case, chain)}
        for each in firms
    ]
    bad = sum("dissatisfied" in each for each in said)
    good = sum("satisfied" in each and "dissatisfied" not in each for each in said)
    return {
        "firms": len(firms),
        "coverage": rate(
            sum(any(_is_tried(chain) for _, chain in each) for each in firms), len(firms)
        ),
        "effective_rate": rate(
            sum(bool(each & {"I", "P"}) for each in groups),
            sum(each != {"NE"} for each in groups),
        ),
        "satisfaction": rate(good, good + bad),
    }


def _is_merged(case: Call, chain: list[Call]) -> bool:
    """Whether what was said counts under the firm's other name."""
    return case.is_second_name or chain[-1].is_second_name


def _is_tried(chain: list[Call]) -> bool:
    return any(call.is_tried for call in chain) and not chain[-1].is_not_served


def _carried_in(book: Book, months: tuple[str, ...]) -> dict[str, Any]:
    """What came from before the first of the months; a model begins with nothing before them."""
    problems = [
        each
        for each in book.problems.values()
        if each.month not in months and set(months) & {*each.carried_to}
    ]
    done = sum(is_answered(each, months) for each in problems)
    return {"calls": rate(0, 0), "visits": rate(0, 0), "problems": rate(done, len(problems))}
