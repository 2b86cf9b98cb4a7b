"""Counts of one month, and of today, for the page a clerk opens every morning."""

from collections.abc import Iterable

from revisit_cli.records.reports.status import (
    Agenda,
    Count,
    DueProblem,
    LeftBehind,
    StatusFacts,
    Unproposed,
)
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.draws import symposium
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import (
    FLAG_COUNTS,
    OF_MONTH,
    SERVICE_IS_HELD,
    STANDS_IN,
    VISIT_STANDS,
)

_COUNTS = """
select
    (select count(*) from draw join freeze on freeze.id = draw.freeze
     where freeze.half = :half) as drawn,
    (select count(*) from finding where month = :month) as findings,
    (select count(*) from finding where month = :month and state <> 'suspected') as decided,
    exists (select 1 from closing where month = :month) as is_closed
"""
_HERE = f"""{OF_MONTH} and not exists (
    select 1 from carry where carry.month = :month and carry.kind = '{{kind}}'
      and carry.subject = {{kind}}.id
  )"""
_VISITS = f"""
select visit.state = 'done' as is_done,
       coalesce(max(flag.reason = 'key_project'), 0) as is_key_project,
       coalesce(max(flag.reason in
         ('complaint', 'petition', 'overdue_completion', 'hard_to_do')), 0) as is_must,
       coalesce(max(flag.reason = 'bad_review'), 0) as is_bad_review
from visit left join flag on flag.visit = visit.id
    and {FLAG_COUNTS}
where {_HERE.format(kind="visit")}
group by visit.id having visit.state <> 'to_do' or count(flag.id) > 0
"""
_OPEN_PROBLEMS = """
select problem.id, firm.name, problem.due_on
from problem left join firm on firm.id = problem.firm
where problem.voided_at is null and problem.state in ('open', 'assigned', 'transferred')
order by problem.due_on is null, problem.due_on, problem.id
"""
# That a returned call is not done tells SQLite that the index of what is open holds it.
_TODAY = """
select (select count(*) from call
        where state = 'returned' and state <> 'done' and carried_to is null) as returned,
       (select count(*) from finding where state = 'suspected') as suspicions
"""
_HELD = f"""
select count(*) from service
where month = :month and {SERVICE_IS_HELD}
"""
_UNPROPOSED = """
select
    (select count(*) from filing
     where filing.month = :month and filing.state = 'late' and filing.voided_at is null
       and not exists (
         select 1 from filing as other
         where other.unit = filing.unit and other.month = filing.month
           and other.voided_at is null and other.version < filing.version)
       and not exists (
         select 1 from finding where kind = 'late' and subject = 'filing:' || filing.id)) as late,
    (select count(*) from finding where kind = 'missing' and month = :month) as proposed
"""
_EARLIER_VISITS = f"""
select min({STANDS_IN.format(kind="visit")}) as month, count(*) as count from visit
where {STANDS_IN.format(kind="visit")} < :month and visit.state <> 'done'
  and {VISIT_STANDS}
"""
_EARLIER_CAUSES = f"""
select min({STANDS_IN.format(kind="problem")}) as month, count(*) as count from problem
where {STANDS_IN.format(kind="problem")} < :month and problem.voided_at is null
  and problem.state in ('handled', 'answered')
"""
_UNCLEARED = """
select min(filing.month) from filing
where filing.month < :month and filing.voided_at is null
  and not exists (select 1 from closing where closing.month = filing.month)
"""
_HAS_RECHECK = "select exists (select 1 from recheck where month = coalesce(:month, month))"


def load(database: Database, cycle: Period, half: str, months: Iterable[str] = ()) -> StatusFacts:
    """Return what a month's own facts do not tell: its visits, findings, and its half-year.

    ``months`` are those of the half-year.
    """
    values = {"month": cycle.id, "half": half}
    row = database.row(_COUNTS, values)
    if row is None:
        raise AssertionError
    visits = database.rows(_VISITS, values)
    return StatusFacts(
        visits=_count(visits),
        key_projects=_count(each for each in visits if each["is_key_project"]),
        must_visits=_count(each for each in visits if each["is_must"]),
        bad_reviews=_count(each for each in visits if each["is_bad_review"]),
        findings=Count(row["decided"], row["findings"]),
        sessions=tuple(symposium.load(database, months)),
        drawn=row["drawn"],
        is_closed=bool(row["is_closed"]),
    )


def _count(visits: Iterable[Row]) -> Count:
    found = [each["is_done"] for each in visits]
    return Count(sum(found), len(found))


def open_problems(database: Database) -> tuple[DueProblem, ...]:
    """Return every problem whose clock runs, by due day."""
    return tuple(DueProblem(*row) for row in database.rows(_OPEN_PROBLEMS))


def has_recheck(database: Database, month: str | None = None) -> bool:
    """Whether a month's calls, or any, were ever frozen for a re-check."""
    return bool(database.value(_HAS_RECHECK, {"month": month}))


def today(database: Database, month: str) -> Agenda:
    """Return the counts of today's agenda, and what months before this one left undone.

    Its lists are policy's.
    """
    row = database.row(_TODAY)
    if row is None:
        raise AssertionError
    return Agenda(
        returned=row["returned"],
        suspicions=row["suspicions"],
        held=database.value(_HELD, {"month": month}),
        visits_left=_left(database, _EARLIER_VISITS, month),
        causes_left=_left(database, _EARLIER_CAUSES, month),
        uncleared=database.value(_UNCLEARED, {"month": month}),
    )


def unproposed(database: Database, month: str, missing: int) -> Unproposed:
    """Return how many of a month's late ledgers, and of its ``missing`` ones, nobody proposed."""
    row = database.row(_UNPROPOSED, {"month": month})
    if row is None:
        raise AssertionError
    return Unproposed(row["late"], max(0, missing - row["proposed"]))


def _left(database: Database, statement: str, month: str) -> LeftBehind | None:
    row = database.row(statement, {"month": month})
    return None if row is None or not row["count"] else LeftBehind(row["month"], row["count"])
