"""Symposia and who attended them."""

import json
from collections.abc import Iterable
from datetime import date

from revisit_cli.records.draws.symposium import NewSymposium, Symposium
from revisit_cli.records.value import as_dict
from revisit_cli.store.file.database import Database, Row

_ADD = """
insert into symposium (draw, half, is_special, held_on, place, chair, chair_role, minutes,
                       recorded_at, by, special_reason)
values (:draw, :half, :is_special, :held_on, :place, :chair, :chair_role, :minutes,
        :recorded_at, :by, :special_reason)
"""
_AGAIN = """
select symposium.id from symposium
where draw is :draw and half is :half and is_special = :is_special and held_on = :held_on
  and place is :place and chair = :chair and chair_role = :chair_role and minutes is :minutes
  and special_reason is :special_reason and by = :by and recorded_at >= :since
  and voided_at is null
  and (select count(*) from attendance where symposium = symposium.id and is_present = 1)
    = json_array_length(:present)
  and not exists (
    select 1 from attendance where attendance.symposium = symposium.id and is_present = 1
      and firm not in (select value from json_each(:present))
  )
order by symposium.id desc limit 1
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
        where problem.symposium = symposium.id and voided_at is null) as problem_count,
       special_reason, recorded_at,
       (select count(*) from attendance
        where attendance.symposium = symposium.id and is_present = 1 and exists (
          select 1 from rank join firm on firm.id = rank.firm
          where rank.draw = symposium.draw and rank.invited_at is not null
            and attendance.firm in (firm.id, firm.merged_into))) as drawn_count,
       (select count(distinct service.firm) from service
            left join filing on filing.id = service.filing
        where service.month in (select value from json_each(:months))
          and service.state = 'accepted'
          and substr(coalesce(filing.received_at, ''), 1, 10) <= symposium.held_on) as list_count
from symposium where symposium.voided_at is null order by held_on, symposium.id
"""
_ATTENDANCE = """
select coalesce(root.name, firm.name) as name, attendance.is_present
from attendance join firm on firm.id = attendance.firm
    left join firm as root on root.id = firm.merged_into
where attendance.symposium = :symposium order by attendance.is_present desc, attendance.id
"""
_MINUTES = "select minutes from symposium where id = :symposium"
_PROBLEMS = "select id from problem where symposium = :symposium and voided_at is null order by id"
_VOID = "update symposium set voided_at = :at, void_reason = :reason where id = :symposium"


def add(database: Database, symposium: NewSymposium) -> int:
    """Store a symposium; return its id."""
    return database.insert(_ADD, as_dict(symposium) | {"held_on": symposium.held_on.isoformat()})


def again(
    database: Database, symposium: NewSymposium, present: Iterable[int], since: str
) -> int | None:
    """Return the same session with the same firms as the same person recorded it since a moment."""
    values = as_dict(symposium) | {"held_on": symposium.held_on.isoformat(), "since": since}
    values["present"] = json.dumps(sorted(set(present)))
    found: int | None = database.value(_AGAIN, values)
    return found


def add_attendance(
    database: Database, symposium: int, firms: Iterable[int], *, is_present: bool
) -> None:
    """Store which firms came, or which stayed away."""
    database.run_many(
        _ADD_ATTENDANCE,
        [{"symposium": symposium, "firm": each, "is_present": is_present} for each in firms],
    )


def load(database: Database, months: Iterable[str] = ()) -> list[Symposium]:
    """Return every symposium, by day; with how long the list of these months was by then."""
    values = {"months": json.dumps(list(months))}
    return [_symposium(row) for row in database.rows(_ALL, values)]


def attendance(database: Database, symposium: int) -> tuple[tuple[str, bool], ...]:
    """Return each firm of a symposium with whether it came, those who came first."""
    rows = database.rows(_ATTENDANCE, {"symposium": symposium})
    return tuple((row["name"], bool(row["is_present"])) for row in rows)


def minutes(database: Database, symposium: int) -> str | None:
    """Return a symposium's minutes, or None."""
    found: str | None = database.value(_MINUTES, {"symposium": symposium})
    return found


def problems(database: Database, symposium: int) -> tuple[int, ...]:
    """Return the ids of the problems raised at a symposium."""
    return tuple(row["id"] for row in database.rows(_PROBLEMS, {"symposium": symposium}))


def void(database: Database, symposium: int, at: str, reason: str) -> None:
    """Note that a symposium's record no longer stands."""
    database.run(_VOID, {"symposium": symposium, "at": at, "reason": reason})


def _symposium(row: Row) -> Symposium:
    values = {
        "held_on": date.fromisoformat(row["held_on"]),
        "is_special": bool(row["is_special"]),
    }
    return Symposium(**{**dict(row), **values})
