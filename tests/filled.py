"""A data file filled by hand with made-up firms, units and services, for tests of what follows."""

from collections.abc import Iterable
from pathlib import Path

from revisit_cli.records.file.audit import DatabaseCreated
from revisit_cli.records.value import Json
from revisit_cli.store.file import audit
from revisit_cli.store.file.database import opened
from tests.conftest import Revisit

AT = "2026-11-20T09:00:00+08:00"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def firm_name(number: int) -> str:
    """Return a made-up firm's name; all different for numbers below 120."""
    return f"示例市{STEMS[number % 10]}{BRANCHES[number // 10]}建筑工程有限公司"


def fill(path: Path, firms: Iterable[tuple[str, str, str]]) -> None:
    """Add one accepted service for each (firm, unit, month), with the log told."""
    with opened(path) as database, database.writing():
        for row, (firm, unit, month) in enumerate(firms, start=1):
            database.run(
                "insert into unit (name, created_at) values (?, ?) on conflict do nothing",
                (unit, AT),
            )
            database.run(
                "insert into firm (name, key) values (?, ?) on conflict do nothing", (firm, firm)
            )
            database.run(
                "insert into service (sheet, row, state, month, unit, firm) "
                "select 'x', ?, 'accepted', ?, unit.id, firm.id from unit, firm "
                "where unit.name = ? and firm.name = ?",
                (row, month, unit, firm),
            )
        told = DatabaseCreated(origin="0" * 16, schema=1)
        body: dict[str, Json] = {
            "kind": "DatabaseCreated",
            "at": AT,
            "by": "测试员",
            "facts": told.facts(),
        }
        audit.append(database, body)


def fill_firms(path: Path, count: int, month: str = "2026-11", units: int = 3) -> None:
    """Fill with ``count`` firms of one month, dealt to so many units."""
    fill(path, ((firm_name(n), f"第{n % units + 1}科", month) for n in range(count)))


def mark_cleared(revisit: Revisit, month: str = "2026-11", certificate: str = "{}") -> None:
    """Let a month be cleared by a row alone, as an older version or nobody left it."""
    revisit.edit(
        "insert into closing (month, closed_at, by, certificate) values (?, ?, '测试员', ?)",
        (month, "2026-12-21T09:00:00+08:00", certificate),
    )
