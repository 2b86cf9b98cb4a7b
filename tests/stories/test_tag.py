"""A tag counts once a contact, with or without a problem, by whichever door it came (R32)."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revisit_cli.labels.calls.call import PROBLEM_TAGS
from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger
from tests.older import AT, write_older
from tests.packets import FINE, FIRST_ROW, fill

MONTH = "2026-11"
FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙丁"]
TAG = "隐性审批"
SAID = ("--outcome", "接通", "--overall", "满意", "--tag", TAG)


@begins
def month(revisit: Revisit) -> Revisit:
    """November with four firms of one unit on a frozen list."""
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    revisit("calls", "lock", MONTH)
    return revisit


def _figures(revisit: Revisit) -> dict[str, Any]:
    """Return how often the tag is told, the same wherever it is shown."""
    report: dict[str, Any] = revisit.json("report", "month", MONTH)["hidden_approval"]
    half = revisit.json("report", "half", "2026-H2")["hidden_approval"]
    assert half["contacts"] == report["contacts"]
    rows = revisit.json("report", "month", MONTH, "--explain", "hidden_approval.contacts")["rows"]
    assert len(rows) == report["contacts"]
    return report


def _problems(revisit: Revisit) -> int:
    return len(revisit.json("problems", "list")["problems"])


def _by_option(revisit: Revisit) -> None:
    revisit("calls", "record", 1, *SAID)


def _without_problem(revisit: Revisit) -> None:
    revisit("calls", "record", 1, *SAID, "--suggestion", "少要材料", "--no-problem")


def _by_file(revisit: Revisit) -> None:
    path = revisit.folder / "补录.jsonl"
    row = {"call": 1, "outcome": "接通", "overall": "满意", "at": "2026-11-26T08:30", "标签": TAG}
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    revisit("calls", "record", "--from", path)


def _by_sheet(revisit: Revisit) -> None:
    folder = revisit.folder / "表"
    revisit("calls", "sheet", "-o", folder)
    (path,) = folder.glob("回访表*.xlsx")
    fill(path, {FIRST_ROW: {**FINE, "at": "11-26 8:30", "tags": TAG}})
    revisit("calls", "absorb", path)
    # The same again is told as recorded before; another tag as another record.
    assert revisit.json("calls", "absorb", path)["rows"][0]["state"] == "same"
    fill(path, {FIRST_ROW: {"tags": "乱设前置条件"}})
    (row,) = revisit.json("calls", "absorb", path, code=8)["rows"][:1]
    assert [each["field"] for each in row["differences"]] == ["tags"]


DOORS: dict[str, Callable[[Revisit], None]] = {
    "option": _by_option, "no_problem": _without_problem, "file": _by_file, "sheet": _by_sheet,
}  # fmt: skip


@pytest.mark.clause("二(二)3", "R32")
@pytest.mark.parametrize("door", DOORS)
def test_a_tag_without_a_problem_is_kept_shown_and_counted(month: Revisit, door: str) -> None:
    DOORS[door](month)
    assert _problems(month) == 0
    told = _figures(month)
    assert (told["contacts"], told["firms"]) == (1, 1)
    assert [(each["unit"], each["contacts"]) for each in told["units"]] == [("审批科", 1)]
    call = month.json("calls", "list")["calls"][0]["id"]
    assert month.json("calls", "show", call)["history"][0]["tags"] == [TAG]
    assert f"标签：{TAG}" in month("calls", "show", call).out
    (listed,) = (
        each for each in month.json("calls", "list", "--answers")["answers"] if each["tags"]
    )
    assert (listed["call"], listed["unit"], listed["tags"]) == (call, "审批科", [TAG])
    assert TAG in month("calls", "list", "--answers", "--csv").out
    assert month.json("calls", "list", "--said")["answers"] == [listed]
    # Undone, it is told of no more.
    month("calls", "undo", call, "--reason", "记错了户")
    assert _figures(month)["contacts"] == 0


@pytest.mark.clause("二(二)3", "R32")
def test_one_contact_counts_once_whatever_it_opened(month: Revisit) -> None:
    problems = ("--suggestion", "少要材料", "--difficulty", "排队太久")
    month("calls", "record", 1, *SAID, *problems)
    month("calls", "record", 2, *SAID)
    month("calls", "record", 3, *SAID, "--suggestion", "无")
    told = _figures(month)
    assert (told["contacts"], told["firms"], _problems(month)) == (3, 3, 2)
    assert [(each["unit"], each["contacts"]) for each in told["units"]] == [("审批科", 3)]
    public = month("report", "public", MONTH, "--csv").out
    assert "隐性审批" in public


def _visit(revisit: Revisit, firm: str = FIRMS[0]) -> int:
    revisit("flags", "add", firm, "--reason", "bad_review", "--month", MONTH)
    listed = revisit.json("visits", "list", MONTH)["visits"]
    return int(next(each["id"] for each in listed if each["firm"] == firm))


SIGNED = ("--signature", "签字", "--signed-by", "赵总")


@pytest.mark.clause("二(二)3", "R32", "三(二)2")
@pytest.mark.parametrize(
    "more", [(), ("--suggestion", "少要材料", "--no-problem"), ("--suggestion", "少要材料")]
)
def test_a_tag_of_a_visit_counts_once_with_or_without_a_problem(
    month: Revisit, more: tuple[str, ...]
) -> None:
    visit = _visit(month)
    month("visits", "record", visit, "--overall", "满意", "--tag", TAG, *more)
    month("visits", "record", visit, *SIGNED, "--tag", TAG)
    assert _problems(month) == (len(more) == 2)
    told = _figures(month)
    assert (told["contacts"], told["firms"]) == (1, 1)
    assert [(each["unit"], each["contacts"]) for each in told["units"]] == [("审批科", 1)]
    rows = month.json("report", "month", MONTH, "--explain", "hidden_approval.contacts")["rows"]
    assert [(each["id"], each["firm"]) for each in rows] == [(visit, FIRMS[0])]
    assert month.json("visits", "show", visit)["tags"] == [TAG]
    assert f"标签：{TAG}" in month("visits", "show", visit).out
    # The same firm said so by telephone: another contact of one firm.
    call = next(
        each["id"] for each in month.json("calls", "list")["calls"] if each["firm"] == FIRMS[0]
    )
    month("calls", "record", call, *SAID)
    told = _figures(month)
    assert (told["contacts"], told["firms"]) == (2, 1)


@pytest.mark.clause("二(二)3", "R32")
def test_a_tag_of_a_visit_is_of_the_unit_that_its_problem_is_about(month: Revisit) -> None:
    month("import", write_ledger(month.folder, "质安站", FIRMS[:2], date(2026, 11, 4)))
    alone, about = _visit(month, FIRMS[0]), _visit(month, FIRMS[1])
    month("visits", "record", alone, "--tag", TAG, *SIGNED)
    problem = ("--suggestion", "少要材料", "--about", "质安站")
    month("visits", "record", about, "--tag", TAG, *problem, *SIGNED)
    units = {each["unit"]: each["contacts"] for each in _figures(month)["units"]}
    assert units == {"": 1, "质安站": 1}


@pytest.mark.clause("R32")
def test_a_tag_of_a_record_that_is_voided_counts_no_more(month: Revisit) -> None:
    visit = _visit(month)
    month("visits", "record", visit, "--tag", TAG, *SIGNED)
    assert _figures(month)["contacts"] == 1
    month("visits", "void", visit, "--reason", "记错了企业")
    assert _figures(month)["contacts"] == 0
    month("undo")
    assert _figures(month)["contacts"] == 1
    assert month.json("audit", "verify")["ok"]


@pytest.mark.clause("R32", "四3")
@pytest.mark.parametrize(
    ("first", "then", "counts"),
    [
        (("--tag", TAG), (), [1, 0]),
        ((), (), [0, 1]),
        # What is opened a month later takes nothing from the month that was cleared.
        (("--tag", TAG), ("--suggestion", "少要材料"), [1, 1]),
        ((), ("--suggestion", "少要材料"), [0, 1]),
    ],
)
def test_a_tag_of_a_carried_visit_counts_in_the_month_that_made_it(
    month: Revisit, first: tuple[str, ...], then: tuple[str, ...], counts: list[int]
) -> None:
    """A visit that lacked its signature when its month was cleared, and got it a month later."""
    for call in range(1, 5):
        month("calls", "record", call, "--outcome", "接通", "--overall", "满意")
    visit, now = _visit(month), "2026-12-21T09:00"
    month("visits", "record", visit, *first, now=now)
    month("close", MONTH, "--carry", f"visit:{visit}", "--accepted-by", "王局", now=now)
    before = month.json("report", "month", MONTH, now=now)["hidden_approval"]
    month("visits", "record", visit, *SIGNED, "--tag", TAG, *then, now=now)
    told = [
        month.json("report", "month", each, now=now)["hidden_approval"]
        for each in (MONTH, "2026-12")
    ]
    assert told[0] == before
    assert [each["contacts"] for each in told] == counts
    assert month.json("report", "half", "2026-H2", now=now)["hidden_approval"]["contacts"] == 1


@pytest.mark.clause("R32", "附表1", "附表2")
def test_what_is_written_on_paper_has_a_place_for_each_tag(month: Revisit) -> None:
    visit = _visit(month)
    papers = []
    for kind, words in (
        ("表", ("calls", "sheet", "--limit", 1)),
        ("卡", ("calls", "sheet", "--paper", "--limit", 1)),
        ("1.xlsx", ("forms", "1")),
        ("2.xlsx", ("forms", "2")),
    ):
        path = month.folder / kind
        month(*words, "-o", path, by="甲")
        papers += [path] if path.is_file() else [*path.glob("*.xlsx")]
    assert len(papers) == 4
    for path in papers:
        text = _text(path)
        assert all(f"☐{tag}" in text for tag in PROBLEM_TAGS.values()), path
    month("visits", "record", visit, "--tag", TAG, "--tag", "收了两次材料", *SIGNED)
    month("calls", "record", 4, *SAID)
    for number, of in ((1, 4), (2, visit)):
        path = month.folder / f"已填{number}.xlsx"
        month("forms", number, of, "-o", path)
        assert f"☑{TAG}" in _text(path)
        assert "☐乱设前置条件" in _text(path)
        assert ("☑收了两次材料" in _text(path)) == (number == 2)


def _text(path: Path) -> str:
    return "\n".join(
        str(cell)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )


@pytest.mark.clause("二(二)3", "R32")
@pytest.mark.parametrize("tag", PROBLEM_TAGS.values())
def test_each_tag_that_is_offered_is_counted(month: Revisit, tag: str) -> None:
    month("calls", "record", 1, *SAID[:-1], tag)
    assert _figures(month)["contacts"] == 1


@pytest.mark.clause("R32")
def test_a_tag_of_nobody_spoken_to_is_refused(month: Revisit) -> None:
    assert "标签" in month("calls", "record", 1, "--outcome", "无人接听", "--tag", TAG, code=2).err


@pytest.mark.clause("R32", "四3")
def test_a_correction_of_a_cleared_month_brings_a_tag(month: Revisit) -> None:
    for call in range(1, 5):
        month("calls", "record", call, "--outcome", "接通", "--overall", "满意")
    now = "2026-12-21T09:00"
    month("close", MONTH, now=now)
    month("calls", "undo", 1, "--reason", "补记", "--correct", "漏记标签", now=now)
    listed = month.json("calls", "list", "2026-12", now=now)["calls"]
    month("calls", "record", listed[0]["id"], *SAID, now=now)
    told = month.json("report", "month", "2026-12", now=now)["hidden_approval"]
    assert told["contacts"] == 1


def test_an_older_file_brings_its_tags_over(tmp_path: Path) -> None:
    """Two problems of one attempt, one without a tag, and one that no call brought."""
    path = tmp_path / "旧.db"

    def fill_older(connection: sqlite3.Connection) -> None:
        connection.execute("insert into firm (id, name, key) values (1, '甲厂', '甲厂')")
        connection.execute(
            "insert into call (id, month, firm, due_on, state, outcome) "
            "values (1, '2026-11', 1, '2026-12-10', 'done', 'completed')"
        )
        for number in (1, 2):
            connection.execute(
                "insert into attempt (id, call, outcome, by, at, entered_at) values "
                "(?, 1, 'completed', '甲', ?, ?)",
                (number, AT, AT),
            )
        problems = ((1, f'["{TAG}"]'), (1, f'["{TAG}"]'), (2, "[]"), (None, "[]"))
        for number, (attempt, tags) in enumerate(problems, 1):
            connection.execute(
                "insert into problem (id, source, attempt, firm, month, category, tags, text, "
                "raised_at, raised_by, due_on, calendar) values (?, 'call', ?, 1, '2026-11', "
                "'suggestion', ?, '少要材料', ?, '甲', '2026-12-03', 'x')",
                (number, attempt, tags, AT),
            )
            connection.execute(
                "insert into problem_event (problem, kind, at, entered_at, by, due_on) "
                "values (?, 'raised', ?, ?, '甲', '2026-12-03')",
                (number, AT, AT),
            )

    write_older(path, 36, [fill_older])
    revisit = Revisit(tmp_path)
    path.rename(revisit.db)
    assert _figures(revisit)["contacts"] == 1
    assert revisit.rows("select id, tags from attempt order by id") == [
        (1, f'["{TAG}"]'),
        (2, None),
    ]
    assert revisit.json("audit", "verify")["ok"]
