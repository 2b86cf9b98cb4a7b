"""Symposia and who attended them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from revisit_cli.records.symposium import NewSymposium, Symposium
from revisit_cli.store.database import Database, Row

_ADD = """
insert into symposium (draw, half, is_special, held_on, place, chair, chair_role, minutes,
                       recorded_at, by)
values (:draw, :half, :is_special, :held_on, :place, :chair, :chair_role, :minutes,
        :recorded_at, :by)
"""
_ADD_ATTENDANCE = """
insert into attendance (symposium, firm, is_present) values (:symposium, :firm, :is_present)
"""
_ALL = """
select symposium.id, draw, half, is_special, held_on, place, chair, chair_role,
       (select count(*) from attendance
        where attendance.symposium = symposium.id and is_present = 1) as present_count,
       (select count(*) from attendance
        where attendance.symposium = symposium.id and is_present = 0) as absent_count,
       (select count(*) from problem
        where problem.symposium = symposium.id and voided_at is null) as problem_count
from symposium where symposium.voided_at is null order by held_on, symposium.id
"""


def add(database: Database, symposium: NewSymposium) -> int:
    """Store a symposium; return its id."""
    return database.insert(_ADD, asdict(symposium) | {"held_on": symposium.held_on.isoformat()})


def add_attendance(
    database: Database, symposium: int, firms: Iterable[int], *, is_present: bool
) -> None:
    """Store which firms came, or which stayed away."""
    database.run_many(
        _ADD_ATTENDANCE,
        [{"symposium": symposium, "firm": each, "is_present": is_present} for each in firms],
    )


def load(database: Database) -> list[Symposium]:
    """Return every symposium, by day."""
    return [_symposium(row) for row in database.rows(_ALL)]


def _symposium(row: Row) -> Symposium:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118
    values["held_on"] = date.fromisoformat(values["held_on"])
    values["is_special"] = bool(values["is_special"])
    return Symposium(**values)
