"""Calls made away from the desk: sheets that go out, and come home filled in."""

from collections.abc import Sequence
from pathlib import Path
from random import Random  # noqa: TID251 - a made-up half-year, no draw
from typing import Any

from tests.oracle.book import Attempt, Call
from tests.oracle.bureau import Bureau
from tests.packets import FIRST_ROW, fill, rows_of

CLERKS = ("张甲", "李乙")
# What a sheet has every column for: it has none for the number that was rung.
FILLED = {"completed", "partial", "no_answer", "busy", "broken_off", "refused_hard"}
# What accuses nobody, and so may stand for every unit.
HARMLESS = {
    "attitude": ("good", "fair"), "one_time_notice": ("yes",), "extra_trips": ("no",),
    "integrity": ("no",), "overall": ("satisfied",),
}  # fmt: skip
Made = tuple[Call, Attempt, dict[str, Any]]


def by_sheets(
    bureau: Bureau, month: str, made: Sequence[Made], now: str, random: Random
) -> list[Made]:
    """Hand a month's open calls out, and take back those made; return what was on no sheet."""
    run = bureau.revisit
    bureau.files["sheets"] += 1
    folder = run.folder / f"回访表{bureau.files['sheets']}"
    names = CLERKS[: random.randint(1, 2)]
    told = run.try_out(
        "calls", "sheet", month, "--names", ",".join(names), "-o", folder, "--json", now=now
    )
    if told.code == 4:
        # Nothing can be handed out: all rest, or wait for a number.
        return list(made)
    assert told.code == 0, told
    packets = told.json["packets"]
    paths = [Path(each["path"]) for each in packets]
    out = {call for each in packets for call in each["calls"]}
    fits = [
        each
        for each in made
        if each[0].number in out and each[1].outcome in FILLED and each[1].phone is None
    ]
    first = {new: unit for unit, (new, _) in bureau.book.renamed.items()}
    for path in paths:
        fill(path, _cells(path, fits, first))
    if fits:
        _absorb(bureau, paths, fits, now, is_again=random.random() < 0.3)
    for name in names[: len(packets)]:
        run.try_out("calls", "release", "--clerk", name, now=now)
    filled = {call.number for call, _, _ in fits}
    return [each for each in made if each[0].number not in filled]


def _absorb(
    bureau: Bureau, paths: list[Path], made: list[Made], now: str, *, is_again: bool
) -> None:
    run = bureau.revisit
    told = run.json("calls", "absorb", *paths, now=now)
    if is_again:
        # Whatever was taken back is out again, and comes home as it was.
        run("undo", "--event", run.size, now=now)
        bureau.book.taken_back[made[0][0].month, "attempt"] += 1
        told = run.json("calls", "absorb", *paths, now=now)
    found = {each["call"]: each for each in told["rows"] if each["state"] == "recorded"}
    assert found.keys() == {call.number for call, _, _ in made}, (now, told)
    for call, attempt, _ in made:
        attempt.rows = 1
        bureau.keep(call, attempt, found[call.number]["problems"], now)


def _cells(path: Path, made: list[Made], names: dict[str, str]) -> dict[int, dict[str, Any]]:
    """What is filled in, by row: what is of the call in its first row, and a row for each unit."""
    by_number = {str(call.number): (attempt, extra) for call, attempt, extra in made}
    rows: dict[str, dict[int, str]] = {}
    for number, row in enumerate(rows_of(path), start=FIRST_ROW):
        if row["call"] in by_number:
            rows.setdefault(row["call"], {})[number] = names.get(row["unit"], row["unit"])
    found: dict[int, dict[str, Any]] = {}
    for call, units in rows.items():
        attempt, extra = by_number[call]
        found |= _told(attempt, units)
        cells = found[min(units)]
        cells |= {"outcome": attempt.outcome, "at": attempt.at.replace("T", " "), **extra}
        cells |= {"suggestion": attempt.suggestion} if attempt.suggestion else {}
        cells |= {"tags": attempt.tag} if attempt.tag else {}
    return found


def _told(attempt: Attempt, units: dict[int, str]) -> dict[int, dict[str, Any]]:
    """Fill in the answers; a row that is left empty says what the first does that is harmless."""
    first = units[min(units)]
    if attempt.outcome == "partial":
        (said,) = attempt.said.values()
        same = {code: answer for code, answer in said.items() if answer in HARMLESS.get(code, ())}
        attempt.said = {unit: dict(same) for unit in units.values() if same} | {first: said}
        attempt.about = first if len(attempt.said) == 1 else None
        return {min(units): dict(said)}
    attempt.about = first if list(attempt.said) == [first] else None
    return {row: dict(attempt.said.get(unit, {})) for row, unit in units.items()}
