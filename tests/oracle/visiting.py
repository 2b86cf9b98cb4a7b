"""The acts about visits: reasons for them, and their records."""

from datetime import date

from tests.oracle.book import Problem, Said, Visit
from tests.oracle.bureau import WHY, Bureau, clock_of

COMPLAINTS = ("complaint", "petition")
SIGNATURES: dict[str | None, list[object]] = {
    None: [],
    **{word: ["--signature", word, "--signed-by", "赵总"] for word in ("签字", "盖章")},
    "refused": ["--signature", "拒签", "--reason", "不愿签", "--witness", "赵四、钱五"],
}


def flag(bureau: Bureau, month: str, firm: str, reason: str, day: str, now: str) -> None:
    """Put a reason for a visit on record; of a complaint its day says which month owes it."""
    book = bureau.book
    words: list[str] = ["--reason", reason, "--verified-on", day]
    if reason not in COMPLAINTS:
        words += ["--month", month]
    told = bureau.revisit.json("flags", "add", firm, *words, now=now)
    owed = book.owing_month(date.fromisoformat(day)) if reason in COMPLAINTS else month
    assert told["month"] == owed, (told, owed, now)
    if (firm, owed, reason, day) not in book.flagged:
        book.flagged.add((firm, owed, reason, day))
        bureau.owe(owed, book.root(owed, firm), (reason, day, None), now)


def drop(bureau: Bureau, visit: Visit, now: str) -> None:
    """Take back the only reason for a visit: it is owed no more, and told as that."""
    ((reason, day, _),) = visit.reasons
    listed = bureau.revisit.json("flags", "list", visit.month, now=now)["flags"]
    found = next(
        each
        for each in listed
        if (each["firm"], each["reason"], each["verified_on"]) == (visit.firm, reason, day)
    )
    bureau.revisit("flags", "drop", found["id"], "--reason", "查实不是本局事项", now=now)
    book = bureau.book
    book.flagged = {
        each
        for each in book.flagged
        if each[1:] != (visit.month, reason, day) or book.root(visit.month, each[0]) != visit.firm
    }
    book.drop(visit)


def number_visits(bureau: Bureau, month: str, now: str) -> None:
    """Learn the numbers of a month's visits; whom they are of is the book's."""
    book = bureau.book
    listed = bureau.revisit.json("visits", "list", month, now=now)["visits"]
    new = [each for each in listed if each["id"] not in book.visits]
    for key, visit in sorted(book.visits.items(), reverse=True):
        if key < 0 and (visit.month == month or visit.came_to(month)):
            found = next(each for each in new if each["firm"] == visit.firm)
            new.remove(found)
            del book.visits[key]
            visit.number = found["id"]
            book.visits[visit.number] = visit
    assert not new, (month, now, new)


def make(
    bureau: Bureau,
    visit: Visit,
    said: Said,
    units: list[str],
    now: str,
    *,
    at: str | None = None,
    signature: str | None = None,
    is_led: bool = True,
    settles: str | None = None,
    suggestion: str = "",
    tag: str = "",
) -> None:
    """Put a visit on record, or complete one; what its record does not settle is owed again."""
    words: list[object] = ["--lead", "王局"] if is_led else []
    words += SIGNATURES[signature]
    words += ["--at", at] if at is not None else []
    words += ["--settles", settles] if settles is not None else []
    for code, answer in said.items() if units else ():
        words += ["--answer", f"{code}={answer}"]
    words += ["--suggestion", suggestion] if suggestion else []
    words += ["--tag", tag] if tag else []
    # What was told in an earlier month, and is told otherwise now, is taken away from it.
    earlier = {
        visit.said[unit][0]
        for unit in units
        if said and unit in visit.said and visit.said[unit][1] != said
    } - {visit.works_in}
    words += ["--correct", WHY] if earlier else []
    told = bureau.revisit.json("visits", "record", visit.number, *words, now=now)
    bureau.book.corrected |= earlier
    if visit.state == "to_do":
        visit.at, visit.entered, visit.names_reasons = at or now, now, settles is not None
        left = [each for each in visit.reasons if settles is not None and each[0] != settles]
        if left:
            visit.reasons = [each for each in visit.reasons if each not in left]
            again = bureau.add_visit(visit.month, visit.firm, left, visit.due)
            if visit.month in bureau.book.closed:
                again.handed_on = [(visit.works_in, now)]
    is_needed = any(reason == "key_project" for reason, _, _ in visit.reasons)
    if signature is not None:
        visit.is_refused = signature == "refused"
    visit.is_signed = visit.is_signed or signature is not None
    visit.is_led = visit.is_led or is_led
    is_done = visit.is_signed and (visit.is_led or not is_needed)
    visit.state = "done" if is_done else "unsigned"
    assert told["state"] == visit.state, (told, visit)
    _keep_told(bureau, visit, units, told["problems"], tag)
    for unit in units if said else ():
        if unit not in visit.said or visit.said[unit][1] != said:
            visit.said[unit] = visit.works_in, dict(said)


def _keep_told(
    bureau: Bureau, visit: Visit, units: list[str], numbers: list[int], tag: str
) -> None:
    """Keep what a record opened, and the tag that it has: of a unit where it is the only one."""
    book, month = bureau.book, visit.works_in
    unit = units[0] if len(units) == 1 else None
    for number in numbers:
        firm = book.name_in(month, visit)
        clock = clock_of(month, visit.at or "")
        book.problems[number] = Problem(number, month, firm, unit, [clock])
    if tag and numbers:
        visit.tags += [(month, unit or "", book.problems[number]) for number in numbers]
    elif tag and not visit.tags and all(each[0] != month for each in visit.former_tags):
        visit.tags.append((month, unit or "", None))
