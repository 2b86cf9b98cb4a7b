"""What the reports should say, counted from the book."""

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import mean, median
from typing import Any

from tests.oracle.book import Book, Call, Said
from tests.oracle.days import last_on, month_after

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
    "integrity": ("yes", "declined", "no", "unasked"),
    "overall": ("dissatisfied", "satisfied", "unasked"),
}
SMALL = 3
RATES = ("coverage", "contact_rate", "effective_rate", "satisfaction")
Evaluation = tuple[str, str, Said]


def rate(n: int, of: int) -> dict[str, Any]:
    return {"n": n, "of": of, "value": round(n / of, 4) if of else None}


def by_telephone(book: Book, month: str) -> list[Evaluation]:
    """The standing evaluation of each firm about each unit: the last one of a call."""
    found: dict[tuple[str, str], Said] = {}
    for call in book.calls_of(month):
        for attempt in call.attempts:
            for unit, said in attempt.said.items():
                found[call.firm, unit] = said
    return [(firm, unit, said) for (firm, unit), said in found.items()]


def on_visits(book: Book, month: str) -> list[Evaluation]:
    return [
        (visit.firm, unit, said)
        for visit in book.visits.values()
        for unit, (counts_in, said) in visit.said.items()
        if counts_in == month
    ]


def month_figures(book: Book, month: str, now: str) -> dict[str, Any]:
    """Everything that the report of a month says, as far as the model knows it."""
    calls = [call for call in book.calls_of(month) if book.is_own(call)]
    answers = _answers(by_telephone(book, month))
    rated = Counter(answers.get(call.firm, "unrated") for call in calls)
    groups = Counter(call.group for call in calls)
    eligible = len(calls) - groups["NE"]
    reached = groups["I"] + groups["P"]
    contacted = reached + groups["R"] + groups["O"]
    return {
        "month": month,
        "locked": month in book.locked,
        "firms": len(calls),
        "services": len(book.rows(month)),
        "late_entries": sum(row.day < last_on(month_after(month, -1)) for row in book.rows(month)),
        "coverage": rate(sum(bool(call.attempts) for call in calls), len(calls)),
        "contact_rate": rate(contacted, eligible),
        "effective_rate": rate(reached, eligible),
        "satisfaction": rate(rated["satisfied"], rated["satisfied"] + rated["dissatisfied"]),
        "unrated": rated["unrated"],
        "dispositions": {
            name: groups[name] for name in ("I", "P", "R", "NC", "O", "UO", "UH", "NE")
        },
        "answers": {name: rated[name] for name in ("satisfied", "dissatisfied", "unrated")},
        "filings": _filings(book, month),
        "units": {unit: _unit(book, month, unit) for unit in book.units},
        "not_done": sorted(call.firm for call in calls if call.outcome is None),
        "unevaluated": _unevaluated(book, month),
        "problems": problems_of(book, {month}, now),
        "visits": _visits(book, month),
        "carried_in": _carried_in(book, month),
        "carried_out": _carried_out(book, month),
        "hidden_approval": _tagged(book, [month], [month_after(month, -1)]),
        "questions": questions(book, [month], [month_after(month, -1)]),
    }


def half_figures(book: Book, months: tuple[str, ...], now: str) -> dict[str, Any]:
    """The total of a half-year: each fact once, where it ended up."""
    cases = [call for m in months for call in book.calls_of(m) if book.is_own(call)]
    chains = [_chain(book, case, months) for case in cases]
    groups = Counter(_group(chain) for chain in chains)
    eligible = len(cases) - groups["NE"]
    reached = groups["I"] + groups["P"]
    rated: Counter[str] = Counter()
    seen = [chain[-1] for chain in chains if len(chain) == 1]
    for chain in chains:
        if len(chain) > 1 and any(chain[-1] is call for call in seen):
            rated["settled_later"] += 1
            continue
        seen.append(chain[-1])
        told = [_answers(by_telephone(book, call.month)).get(call.firm) for call in chain]
        rated[next((each for each in reversed(told) if each), "unrated")] += 1
    firms: dict[str, list[list[Call]]] = {}
    for chain in chains:
        firms.setdefault(chain[0].firm, []).append(chain)
    visits = [each for each in book.visits.values() if each.month in months]
    states = Counter(each.state if each.works_in in months else "carried" for each in visits)
    return {
        "firms": len(cases),
        "distinct_firms": len({call.firm for call in cases}),
        "services": sum(len(book.rows(m)) for m in months),
        "coverage": rate(sum(any(c.attempts for c in chain) for chain in chains), len(cases)),
        "contact_rate": rate(reached + groups["R"] + groups["O"], eligible),
        "effective_rate": rate(reached, eligible),
        "satisfaction": rate(rated["satisfied"], rated["satisfied"] + rated["dissatisfied"]),
        "dispositions": {
            name: groups[name] for name in ("I", "P", "R", "NC", "O", "UO", "UH", "NE")
        },
        "answers": {
            name: rated[name] for name in ("satisfied", "dissatisfied", "unrated", "settled_later")
        },
        "problems": problems_of(book, set(months), now),
        "visits": {
            "flagged": len(visits),
            **{name: states[name] for name in ("done", "unsigned", "to_do", "carried")},
        },
        "by_firm": _by_firm(book, list(firms.values())),
        "carried_out": {
            "calls": len({id(c[-1]) for c in chains if c[-1].carried_to is not None}),
            "visits": states["carried"],
            "problems": problems_of(book, set(months), now)["carried"],
        },
    }


def _by_firm(book: Book, firms: list[list[list[Call]]]) -> dict[str, Any]:
    """The rates by different firms, each by all chains of its calls."""
    groups = [{_group(chain) for chain in chains} for chains in firms]
    said = [
        [
            [_answers(by_telephone(book, call.month)).get(call.firm) for call in chain]
            for chain in chains
        ]
        for chains in firms
    ]
    # Of each chain the last answer, of a firm the worst of them.
    last = [[next((a for a in reversed(chain) if a), None) for chain in each] for each in said]
    bad = sum("dissatisfied" in each for each in last)
    good = sum("satisfied" in each for each in last)
    good -= sum({"satisfied", "dissatisfied"} <= {*each} for each in last)
    return {
        "firms": len(firms),
        "coverage": rate(sum(any(c.attempts for ch in f for c in ch) for f in firms), len(firms)),
        "effective_rate": rate(
            sum(bool(each & {"I", "P"}) for each in groups),
            sum(each != {"NE"} for each in groups),
        ),
        "satisfaction": rate(good, good + bad),
    }


def _chain(book: Book, call: Call, months: tuple[str, ...]) -> list[Call]:
    """A call and those that it was carried to, as far as these months go."""
    found = [call]
    while found[-1].carried_to in months:
        found.append(book.calls[found[-1].carried_to, call.firm])
    return found


def _group(chain: list[Call]) -> str:
    tried = [call for call in chain if call.last]
    return tried[-1].group if tried else "UH"


def _answers(told: Iterable[Evaluation]) -> dict[str, str]:
    """A firm's answer on the whole: dissatisfied with one unit is dissatisfied."""
    found: dict[str, str] = {}
    for firm, _, said in told:
        overall = said.get("overall")
        if overall and found.get(firm) != "dissatisfied":
            found[firm] = overall
    return found


def _filings(book: Book, month: str) -> dict[str, int]:
    first = [
        book.filings[unit, month][0].state for unit in book.units if book.filings.get((unit, month))
    ]
    counts = Counter(first)
    found = {name: counts[name] for name in ("on_time", "late", "supplement", "zero")}
    return {**found, "missing": len(book.units) - len(first)}


def _unit(book: Book, month: str, unit: str) -> dict[str, Any]:
    rows = [row for row in book.rows(month) if row.unit == unit]
    firms = {row.firm for row in rows}
    told = [(firm, said) for firm, its, said in by_telephone(book, month) if its == unit]
    counts = Counter(said.get("overall", "unrated") for _, said in told)
    visited = [said for _, its, said in on_visits(book, month) if its == unit]
    evaluated = {firm for firm, _ in told}
    reasons = Counter(
        _why(book.calls.get((month, firm))) for firm in firms if firm not in evaluated
    )
    filings = book.filings.get((unit, month))
    rated = counts["satisfied"] + counts["dissatisfied"]
    return {
        "filing": filings[0].state if filings else "missing",
        "services": len(rows),
        "firms": len(firms),
        "beyond": len(evaluated - firms),
        "evaluations": len(told),
        "satisfied": counts["satisfied"],
        "dissatisfied": counts["dissatisfied"],
        "unrated": counts["unrated"],
        "unasked": reasons["unasked"],
        "unreached": reasons["unreached"],
        "pending": reasons["pending"],
        "carried": reasons["carried"],
        "not_rated": counts["unrated"] + reasons.total(),
        "visited": len(visited),
        "satisfaction": rate(counts["satisfied"], rated),
        "ranked": rated >= 5,
    }


def _why(call: Call | None) -> str:
    if call is None:
        return "pending"
    if call.carried_to is not None:
        return "carried"
    if call.outcome is None:
        return "pending"
    return "unasked" if call.group in ("I", "P") else "unreached"


def _unevaluated(book: Book, month: str) -> list[tuple[str, str, str]]:
    told = {(firm, unit): said for firm, unit, said in by_telephone(book, month)}
    pairs = {(row.firm, row.unit) for row in book.rows(month)} | told.keys()
    found = []
    for firm, unit in pairs:
        said = told.get((firm, unit))
        if said is None:
            reason = _why(book.calls.get((month, firm)))
        elif "overall" in said:
            continue
        else:
            reason = "unrated"
        if reason in ("unrated", "unasked", "unreached"):
            found.append((firm, unit, reason))
    return sorted(found)


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
    timings = ("in_time", "extended", "late", "not_due")
    return {
        "raised": len(own),
        "answered": len(answered),
        "carried": len(left),
        "open": len(own) - len(answered) - len(left),
        **{name: firsts[name] for name in timings},
        "carried_late": sum(handed_on),
        "carried_not_due": len(handed_on) - sum(handed_on),
        "came_late": sum(
            any(over for _, to, over in each.handed_on if to in months) for each in came
        ),
        "reopened": sum(
            clock.opened_in in months for each in (*own, *came) for clock in each.clocks[1:]
        ),
        **{f"reopened_{name}": again[name] for name in timings},
        "extensions": len(extended),
        "extensions_late": extended.count(False),
    }


def _visits(book: Book, month: str) -> dict[str, int]:
    own = [each for each in book.visits.values() if each.month == month]
    states = Counter("carried" if each.carried_to else each.state for each in own)
    names = ("done", "unsigned", "to_do", "carried")
    return {"flagged": len(own), **{name: states[name] for name in names}}


def _carried_in(book: Book, month: str) -> dict[str, Any]:
    calls = [call for call in book.calls_of(month) for _ in call.sources]
    visits = [each for each in book.visits.values() if month in each.carried_to]
    problems = [each for each in book.problems.values() if month in each.carried_to]
    return {
        "calls": rate(sum(call.outcome is not None for call in calls), len(calls)),
        "visits": rate(
            sum(each.works_in == month and each.state == "done" for each in visits), len(visits)
        ),
        "problems": rate(
            sum(each.works_in == month and not each.is_open for each in problems), len(problems)
        ),
    }


def _carried_out(book: Book, month: str) -> dict[str, int]:
    calls = [call for call in book.calls_of(month) if call.carried_to is not None]

    def left(each: Any) -> bool:
        line = [each.month, *each.carried_to]
        return month in line[:-1]

    return {
        "calls": len(calls),
        "visits": sum(left(each) for each in book.visits.values()),
        "problems": sum(left(each) for each in book.problems.values()),
    }


def _tagged(book: Book, months: list[str], before: list[str]) -> dict[str, Any]:
    now = [each for each in book.problems.values() if each.tag and each.month in months]
    then = [each for each in book.problems.values() if each.tag and each.month in before]
    return {
        "contacts": len({each.contact for each in now}),
        "firms": len({each.firm for each in now if each.firm}),
        "previous": len({each.contact for each in then}),
    }


def questions(book: Book, months: list[str], before: list[str]) -> dict[str, Any]:
    """Every question's counts, over some months and those before them."""
    now, then = _told(book, months), _told(book, before)
    found = {}
    for code in QUESTIONS:
        found[code] = {**_counted(code, now), "previous": _counted(code, then)}
        if code == "integrity" and len(months) == 1:
            # Answered in confidence: nothing is told of a month before it is cleared.
            for counted, (month,) in ((found[code], months), (found[code]["previous"], before)):
                if month not in book.closed:
                    counted["counts"] = dict.fromkeys(counted["counts"])
        if code != "integrity":
            found[code]["units"] = {
                unit: _counted(code, [each for each in now if each[1] == unit])
                for unit in {each[1] for each in now}
            }
    return found


def _told(book: Book, months: list[str]) -> list[Evaluation]:
    return [each for m in months for each in (*by_telephone(book, m), *on_visits(book, m))]


def _counted(code: str, told: list[Evaluation]) -> dict[str, Any]:
    given = [said.get(code, "unasked") for _, _, said in told]
    if code == "integrity":
        weights = GRAVE["integrity"]
        firms: dict[str, str] = {}
        for firm, _, said in told:
            mine = said.get(code, "unasked")
            kept = firms.get(firm, mine)
            firms[firm] = min(mine, kept, key=weights.index)
        given = list(firms.values())
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


def hidden(counts: list[Any]) -> list[int | None]:
    """Counts of 1 or 2 are not told, nor any nought beside them, nor the smallest other one."""
    if not any(0 < count < SMALL for count in counts):
        return list(counts)
    others = [count for count in counts if count >= SMALL]
    limit = min(others, default=SMALL)
    return [count if count > limit else None for count in counts]


def duties_of(book: Book, month: str) -> dict[str, dict[str, int]]:
    """What the status of a month says is done, of how much: what it handed on is not its own."""
    calls = [call for call in book.calls_of(month) if call.carried_to is None]
    visits = [each for each in book.visits.values() if each.works_in == month]
    problems = [each for each in book.problems.values() if each.works_in == month]
    filed = sum(bool(book.filings.get((unit, month))) for unit in book.units)
    found = {
        "各单位报送台账": (filed, len(book.units)),
        "锁定回访名单": (int(month in book.locked), 1),
        "电话回访": (sum(call.outcome is not None for call in calls), len(calls)),
        "上门回访（全部）": (sum(each.state == "done" for each in visits), len(visits)),
        "问题处理或答复": (sum(not each.is_open for each in problems), len(problems)),
        "每月清零": (int(month in book.closed), 1),
    }
    return {what: {"done": done, "of": of} for what, (done, of) in found.items()}


def published(told: dict[str, Any], figures: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield of each number that is published whether it is right: the bureau's own are exact."""
    yield from ((name, told[name] == figures[name]) for name in RATES)
    yield from ((name, told[name] == figures[name]) for name in ("firms", "services", "answers"))
    for unit in told["units"]:
        for kind in ("satisfied", "dissatisfied"):
            number, count = unit[kind], figures["units"][unit["unit"]][kind]
            yield f"units.{unit['unit']}.{kind}", number is None or SMALL <= number == count
    for name in ("yes", "declined"):
        asked = next(each for each in told["questions"] if each["code"] == "integrity")
        number = asked["counts"][name]
        yield f"integrity.{name}", number is None or number >= SMALL
