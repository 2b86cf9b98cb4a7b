"""A month whose calls are all made, put into a data file at once, for tests of what follows."""

from collections.abc import Collection
from pathlib import Path

from revisit_cli.records.file.audit import DatabaseCreated
from revisit_cli.store.file import audit
from revisit_cli.store.file.database import opened
from tests.filled import AT, firm_name

MONTH = "2026-11"
CALLED_AT = "2026-12-01T09:00:00+08:00"
CLERK = "王芳"
UNITS = ("审批科", "质安站", "燃气办")
# A call of which every question was answered, and well.
ANSWERS = (
    "--attitude", "好", "--one-time-notice", "是", "--days", "3", "--extra-trips", "否",
    "--integrity", "没有", "--overall", "满意",
)  # fmt: skip
COMPLETED = ("--outcome", "接通", *ANSWERS)


def firm_of(number: int) -> str:
    """Return a made-up firm's name; all different for any number."""
    return firm_name(number % 120) + (f"第{number // 120}分公司" if number >= 120 else "")


def phone_of(number: int) -> str:
    """Return the one number of that firm."""
    return f"138{number:08d}"


def fill_called(
    path: Path,
    count: int,
    *,
    month: str = MONTH,
    by: str = CLERK,
    dissatisfied: Collection[int] = (),
    open_ones: Collection[int] = (),
    is_locked: bool = True,
) -> None:
    """Put ``count`` firms of a month into a data file, each with one call, by default completed.

    Firms are numbered from 0: those in ``dissatisfied`` were not content, the calls of those in
    ``open_ones`` are not made yet. Firm, call and contact bear the same id, one more than that.
    """
    with opened(path) as database, database.writing():
        run = database.run
        for name in UNITS:
            run(
                "insert into unit (name, created_at) values (?, ?) on conflict do nothing",
                (name, AT),
            )
        filings = [
            database.insert(
                "insert into filing (unit, month, version, state, received_at) "
                "select id, ?, 1, 'on_time', ? from unit where name = ?",
                (month, AT, name),
            )
            for name in UNITS
        ]
        for number in range(count):
            name, unit = firm_of(number), number % len(UNITS) + 1
            run("insert into firm (name, key) values (?, ?) on conflict do nothing", (name, name))
            firm = database.value("select id from firm where key = ?", (name,))
            run(
                "insert into contact (firm, name, phone) values (?, ?, ?) on conflict do nothing",
                (firm, f"联系人{number}", phone_of(number)),
            )
            run(
                "insert into service "
                "(sheet, row, state, month, filing, unit, firm, matter, served_on) "
                "values ('表', ?, 'accepted', ?, ?, ?, ?, '施工许可证核发', '2026-11-02')",
                (number + 1, month, filings[unit - 1], unit, firm),
            )
            is_open = number in open_ones
            call = database.insert(
                "insert into call (month, firm, state, outcome, attempts, due_on, is_listed) "
                "values (?, ?, ?, ?, ?, '2026-12-10', 1)",
                (month, firm, *(("new", None, 0) if is_open else ("done", "completed", 1))),
            )
            if is_open:
                continue
            attempt = database.insert(
                "insert into attempt (call, outcome, by, at, entered_at) "
                "values (?, 'completed', ?, ?, ?)",
                (call, by, CALLED_AT, CALLED_AT),
            )
            evaluation = database.insert(
                "insert into evaluation (attempt, firm, unit, month) values (?, ?, ?, ?)",
                (attempt, firm, unit, month),
            )
            run(
                "insert into answer (evaluation, question, code) values (?, 'overall', ?)",
                (evaluation, "dissatisfied" if number in dissatisfied else "satisfied"),
            )
        if is_locked:
            run(
                "insert into call_list (month, locked_at, size, sha256) values (?, ?, ?, ?)",
                (month, AT, count, "0" * 64),
            )
        told = DatabaseCreated(origin="0" * 16, schema=1)
        kind = {"kind": "DatabaseCreated", "at": AT, "by": "测试员"}
        audit.append(database, {**kind, "facts": told.facts()})
