"""The board: every call of a group counted once, and the pace the rest needs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.policy.calls.outcome import aapor_of
from revisit_cli.records.calls.progress import AttemptFact, BoardRow, CallStanding
from revisit_cli.records.code import AaporClass

# Which column of the board an outcome's AAPOR class falls into; every other class is "other".
_COLUMNS = {"I": "reached", "P": "reached", "NC": "no_answer", "R": "refused"}


@clause("三(一)1", "R12")
def row_of(name: str, calls: Sequence[CallStanding], attempts: Iterable[AttemptFact]) -> BoardRow:
    """Return one line of the board over these calls and attempts: 「回访率应为100%」.

    A call counts once, by the last of the attempts given; one without any is untouched, as is one
    of a firm that was never served, and so nobody leaves the denominator.
    """
    last: dict[int, AaporClass] = {}
    rung = 0
    ids = {call.id for call in calls}
    for attempt in attempts:
        if attempt.call in ids:
            last[attempt.call] = aapor_of(attempt.outcome, attempt.party)
            rung += 1
    for call in calls:
        if call.made_by in last:
            last[call.id] = last[call.made_by]
    for call in calls:
        if call.is_struck:
            last.pop(call.id, None)
    columns = Counter(_COLUMNS.get(found, "other") for found in last.values())
    return BoardRow(
        name=name,
        of=len(ids),
        reached=columns["reached"],
        no_answer=columns["no_answer"],
        refused=columns["refused"],
        other=columns["other"],
        untouched=len(ids) - len(last),
        attempts=rung,
        finished=sum(call.state == "done" for call in calls),
    )


def by_clerk(
    calls: Sequence[CallStanding], attempts: Sequence[AttemptFact]
) -> tuple[BoardRow, ...]:
    """Return a line for each clerk: the calls that he holds or has rung, by his own last try."""
    groups: dict[str, set[int]] = {}
    for attempt in attempts:
        groups.setdefault(attempt.by, set()).add(attempt.call)
    for call in calls:
        if call.holder is not None and call.state != "done":
            groups.setdefault(call.holder, set()).add(call.id)
    return _rows(groups, calls, {name: [a for a in attempts if a.by == name] for name in groups})


@clause("R11")
def by_unit(calls: Sequence[CallStanding], attempts: Sequence[AttemptFact]) -> tuple[BoardRow, ...]:
    """Return a line for each unit; a firm of two units counts in both."""
    groups: dict[str, set[int]] = {}
    for call in calls:
        for unit in call.units:
            groups.setdefault(unit, set()).add(call.id)
    return _rows(groups, calls, dict.fromkeys(groups, attempts))


def by_day(calls: Sequence[CallStanding], attempts: Sequence[AttemptFact]) -> tuple[BoardRow, ...]:
    """Return a line for each day: the calls rung on it, by that day's last try."""
    groups: dict[str, set[int]] = {}
    for attempt in attempts:
        groups.setdefault(attempt.day, set()).add(attempt.call)
    days = {day: [a for a in attempts if a.day == day] for day in groups}
    return tuple(sorted(_rows(groups, calls, days), key=lambda row: row.name))


def pace_needed(left: int, workdays_left: int | None) -> int | None:
    """Return how many calls a working day must end for the rest to be done in time.

    None when the working days are not known, or none is left.
    """
    return None if not workdays_left else -(-left // workdays_left)


def _rows(
    groups: Mapping[str, set[int]],
    calls: Sequence[CallStanding],
    attempts: Mapping[str, Sequence[AttemptFact]],
) -> tuple[BoardRow, ...]:
    known = {call.id: call for call in calls}
    rows = []
    for name, ids in groups.items():
        members = [known[call] for call in sorted(ids) if call in known]
        if members:
            rows.append(row_of(name, members, attempts[name]))
    return tuple(rows)
