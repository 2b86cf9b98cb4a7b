"""Problems: from the contact that raised them to the firm's word that closed them."""

from datetime import date, datetime

from revisit_cli.errors.problem import ProblemUnknown
from revisit_cli.operations.act import reading, writing
from revisit_cli.policy import problem as policy
from revisit_cli.policy.cycle import month_given
from revisit_cli.records.context import Context
from revisit_cli.records.problem import (
    Problem,
    ProblemEvent,
    ProblemMoved,
    ProblemShown,
    ProblemsListed,
)
from revisit_cli.store import problem as store
from revisit_cli.store.database import Row


def list_problems(
    context: Context, month: str | None, *, only_late: bool, unit: str | None, state: str | None
) -> ProblemsListed:
    """Return problems by due day, all months' unless one is named."""
    wanted = None if month is None else month_given(month)
    with reading(context) as database:
        found = [_problem(row, context.today) for row in store.all_problems(database, wanted)]
    return ProblemsListed(
        tuple(
            each
            for each in found
            if (not only_late or each.is_late)
            and (unit is None or unit in (each.unit or ""))
            and (state is None or each.state == state)
        )
    )


def show_problem(context: Context, text: str) -> ProblemShown:
    """Return one problem with its whole story. Raises ProblemUnknown."""
    with reading(context) as database:
        number = policy.number_given(text)
        row = store.find(database, number)
        if row is None:
            raise ProblemUnknown(problem=text)
        events = tuple(ProblemEvent(**dict(each)) for each in store.events(database, number))
        return ProblemShown(_problem(row, context.today), events)


def move_problem(
    context: Context,
    text: str,
    act: str,
    words: str | None,
    *,
    at: datetime | None = None,
    to: date | None = None,
    team: str | None = None,
    leader: str | None = None,
    cause: str | None = None,
) -> ProblemMoved:
    """Assign, handle, answer, transfer, extend, close or reopen a problem.

    Raises ProblemUnknown, ProblemStateForbids, CauseRequired or ExtensionNotLater.
    """
    number = policy.number_given(text)
    with writing(context) as act_under_way:
        database = act_under_way.database
        row = store.find(database, number)
        if row is None:
            raise ProblemUnknown(problem=text)
        state = policy.state_after(text, row["state"], act)
        if act == "closed":
            policy.check_close(cause, words)
        due = date.fromisoformat(row["due_on"])
        if to is not None:
            policy.check_extension(to, due)
            due = to
        moment = (at or context.now).isoformat(timespec="seconds")
        stopped = row["stopped_at"] or moment if state in policy.STOPPED else None
        store.move(
            database,
            number,
            state=state,
            due_on=due.isoformat(),
            stopped_at=stopped,
            kind=act,
            at=moment,
            entered_at=context.now.isoformat(timespec="seconds"),
            by=context.by,
            words=words,
            team=team,
            leader=leader,
            cause=cause,
        )
        return act_under_way.tell(ProblemMoved(number, act, state, due.isoformat()))


def _problem(row: Row, today: date) -> Problem:
    due = date.fromisoformat(row["due_on"])
    stopped = row["stopped_at"] and date.fromisoformat(row["stopped_at"][:10])
    return Problem(
        id=row["id"],
        source=row["source"],
        firm=row["firm"],
        unit=row["unit"],
        category=row["category"],
        text=row["text"],
        state=row["state"],
        raised_at=row["raised_at"],
        due=row["due_on"],
        is_late=policy.is_late(row["state"], due, stopped or None, today),
    )
