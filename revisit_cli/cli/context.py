"""The world outside: options, environment, clock. Nothing else reads them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from revisit_cli.errors.command import ClockImpossible, ClockUnreadable, DatabaseUnnamed
from revisit_cli.plain import safe
from revisit_cli.records.context import BEIJING, YEARS, Context, name_given, stamp
from revisit_cli.records.saving import Saving

# Set in the context of a command that was completed by asking.
ASKED = "revisit.asked"


class CommonOptions:
    """What the options say that all commands have, at whatever level they stood.

    ``is_at_menu``: a number of the menu ran the command, and the menu says what comes next.
    ``savings`` is what became of the command's acts so far, ``absent`` the data files told to be
    none, ``whole_numbers`` are the telephone numbers that it may show: of a card that is held, or
    the bureau's own.
    """

    db: str | None = None
    by: str | None = None
    json: bool = False
    csv: bool = False
    nl: bool = False
    show_phones: bool = False
    correction: str | None = None
    no_input: bool = False
    no_color: bool = False
    sort: str | None = None
    limit: int | None = None
    no_pager: bool = False
    is_alone: bool = False
    is_at_menu: bool = False

    # Written out: a dataclass takes as long to make as three modules to load.
    def __init__(self, **given: Any) -> None:
        self.savings: list[Saving] = []
        self.absent: set[str] = set()
        self.whole_numbers: set[str] = set()
        for name, value in given.items():
            getattr(self, name)  # What is misspelled is a bug, and loud.
            setattr(self, name, value)

    def may_show(self, number: str) -> bool:
        """Whether a telephone number, as digits, may be shown whole."""
        return number in self.whole_numbers or self.has_revealed

    @property
    def has_revealed(self) -> bool:
        """Whether the log was told that numbers are shown, so that any may be."""
        return any(
            outcome.shows_phones
            for each in self.savings
            if each.fate == "saved"
            for outcome in each.outcomes
        )

    @property
    def is_for_programs(self) -> bool:
        """Whether a program reads the result: --json, or --nl for its lines."""
        return self.json or self.nl


def common_of(ctx: typer.Context) -> CommonOptions:
    """Return the common options given so far."""
    return ctx.ensure_object(CommonOptions)


_AT_WORK: ContextVar[CommonOptions] = ContextVar("common")


@contextmanager
def at_work(common: CommonOptions) -> Iterator[None]:
    """Let whatever is shown within be shown as these options have it."""
    before = _AT_WORK.set(common)
    try:
        yield
    finally:
        _AT_WORK.reset(before)


def common_at_work() -> CommonOptions:
    """Return the options of the command that is running; outside any, those of a bare one."""
    return _AT_WORK.get(None) or CommonOptions()


def may_ask(common: CommonOptions) -> bool:
    """Whether a command may put questions: at a terminal, to a person, and not told otherwise."""
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return at_terminal and not common.no_input and not common.is_for_programs


def database_path(common: CommonOptions) -> Path:
    """Return the data file: --db, else REVISIT_DB, else the user's data folder."""
    given = common.db or os.environ.get("REVISIT_DB")
    if given:
        try:
            return Path(given).expanduser()
        except RuntimeError:  # ~somebody whom the system does not know: a name like any other.
            return Path(given)
    from platformdirs import user_data_path

    return user_data_path("revisit", appauthor=False) / "revisit.db"


def context_of(ctx: typer.Context, *, checks: bool = True) -> Context:
    """Return who acts, when and on which file, for the operation about to be called.

    REVISIT_NOW (ISO date-time) stands in for the clock. Raises ClockUnreadable when it is not one.
    A month that cannot be read is refused here, before a file is made for it: MonthUnreadable or
    HalfUnreadable. Raises NameUnreadable when the clerk's name is none, DatabaseUnnamed when --db
    names nothing.
    """
    month = ctx.params.get("month") if checks else None
    if isinstance(month, str):
        from revisit_cli.operations.days.month import check_period

        check_period(month)
    common = common_of(ctx)
    if common.db is not None and not common.db.strip():
        raise DatabaseUnnamed
    path = database_path(common)
    now, is_back_entry = _clock()
    return Context(
        str(path),
        _actor(common),
        now,
        is_back_entry,
        common.correction,
        common.is_alone,
        is_named=bool(common.db),
        savings=common.savings,
        absent=common.absent,
    )


def check_outputs(ctx: typer.Context) -> None:
    """Refuse a command that is told to write on the data file. Raises DatabaseItself."""
    for param in ctx.command.params:
        told = ctx.params.get(param.name or "") if "-o" in param.opts else None
        for each in told if isinstance(told, list | tuple) else (told,):
            if each is not None:
                from revisit_cli.operations.file.own_names import refuse_itself

                refuse_itself(database_path(common_of(ctx)), Path(each))


# What commands call a month that they are about.
_MONTHS = ("month", "month_option", "since")


def name_months(ctx: typer.Context) -> None:
    """Write out every month that a command was given as people say it: 11, 11月, 上期.

    A half-year stays as it is. Raises MonthUnreadable.
    """
    for name in _MONTHS:
        text = ctx.params.get(name)
        if isinstance(text, str) and "H" not in text.upper():
            from revisit_cli.operations.days.month import month_named

            context = context_of(ctx, checks=False)
            ctx.params[name] = month_named(context, text, is_to_come=name == "since")


def notes_folder() -> Path:
    """Return where the program may leave notes of its own: REVISIT_DB's folder, or the user's."""
    return database_path(CommonOptions()).parent


def clock_told() -> str:
    """Return the moment, for such notes, whatever stands in for the clock."""
    return stamp(datetime.now(BEIJING))


def _clock() -> tuple[datetime, bool]:
    given = os.environ.get("REVISIT_NOW")
    try:
        moment = datetime.fromisoformat(given) if given else datetime.now(BEIJING)
    except ValueError as error:
        raise ClockUnreadable(text=given) from error
    # A dead battery, or a slip: sums of such days are no days any more.
    if moment.year not in YEARS:
        at = moment.isoformat(" ", "minutes")[:16]
        raise ClockImpossible(at=at, first=YEARS[0], last=YEARS[-1])
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=BEIJING)
    return moment.astimezone(BEIJING).replace(microsecond=0), bool(given)


def name_known() -> str | None:
    """Return the name that this login's clerk told once; REVISIT_BY stands before it."""
    told = os.environ.get("REVISIT_BY")
    if told:
        return told
    try:
        return _name_file().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def keep_name(name: str) -> None:
    """Keep the name of this login's clerk, until another is told."""
    os.environ.pop("REVISIT_BY", None)
    path = _name_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{name}\n", encoding="utf-8")


def _name_file() -> Path:
    from platformdirs import user_data_path

    return user_data_path("revisit", appauthor=False) / "name.txt"


def _actor(common: CommonOptions) -> str:
    name = name_known() if common.by is None else common.by
    if name is not None:
        return name_given(name)
    import getpass

    try:
        # The system's own name for a login is what it is.
        return safe(getpass.getuser()) or "unknown"
    except (OSError, KeyError):
        return "unknown"
