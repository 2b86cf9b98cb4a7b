"""Clearing a month through the command line, and what may change after it."""

import ast
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import revisit_cli
from tests.conftest import Revisit
from tests.ledgers import write_ledger

FIRMS = ("示例市甲子有限公司", "示例市乙丑有限公司", "示例市丙寅有限公司")
OPERATIONS = Path(revisit_cli.__file__).parent / "operations"
# Writing acts that change no figure of a month, and why not.
FREE = {
    "calendar.import_notice": "days, not a month",
    "call.release_call": "a claim is a lease",
    "call.lock_calls": "a cleared month's list is locked",
    "database.back_up": "a copy",
    "database._put_back": "the whole file, told with both heads",
    "database._put_in_place": "as above",
    "duty.find_findings": "discipline is decided when it is decided, not cleared by the month",
    "duty.report_praise": "as above",
    "duty.decide_finding": "as above",
    "duty.open_confidence": "a look",
    "phone.note_phones_shown": "a look",
    "problem.recount_problems": "only running clocks, and no cleared month has one of its own",
    "sample.freeze": "a pool of what stands",
    "sample.draw": "a draw from a pool",
    "sample.decline": "a draw's own story",
    "setting.set_setting": "no month's",
    "unit.add_unit": "the roster",
    "unit.import_units": "the roster",
    "unit.rename_unit": "the roster",
}


def _writers() -> dict[str, str]:
    """Return the source of every operation that opens a writing act, by ``file.function``."""
    found = {}
    for path in OPERATIONS.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            source = ast.get_source_segment(text, node) or ""
            if isinstance(node, ast.FunctionDef) and "with writing(" in source:
                found[f"{path.stem}.{node.name}"] = text
    return found


@pytest.mark.clause("四3")
def test_every_writing_act_is_held_by_a_cleared_month_or_says_why_not() -> None:
    writers = _writers()
    assert not FREE.keys() - writers.keys(), "no such act: take it out of FREE"
    for name, text in writers.items():
        assert name in FREE or "allow_change" in text, name


@pytest.fixture
def cleared(revisit: Revisit) -> Revisit:
    """A month with one call done, one visit done, one problem answered, then cleared."""
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", ledger)
    for call in (1, 2, 3):
        revisit("calls", "record", call, "--outcome", "completed", "--overall", "satisfied")
    revisit("flags", "add", FIRMS[0], "--reason", "bad_review", "--source", "12345-1")
    revisit("problems", "add", FIRMS[1], "--text", "证照打不开", "--month", "2026-11")
    revisit("problems", "answer", 1, "--words", "已答复")
    with closing(sqlite3.connect(revisit.db)) as connection, connection:
        connection.execute(
            "insert into closing (month, closed_at, by, certificate) "
            "values ('2026-11', '2026-12-21T09:00:00+08:00', '测试员', '{}')"
        )
    revisit.now = "2026-12-22T09:00"
    return revisit


def _import(revisit: Revisit) -> tuple[object, ...]:
    firms = [*FIRMS, "示例市新增有限公司"]
    return ("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 4)))


def _import_flags(revisit: Revisit) -> tuple[object, ...]:
    path = revisit.folder / "flags.csv"
    path.write_text(f"企业名称,事由\n{FIRMS[2]},差评\n", encoding="utf-8")
    return ("flags", "import", path, "--reason", "bad_review", "--month", "2026-11")


CHANGES: dict[str, Callable[[Revisit], tuple[object, ...]]] = {
    "import": _import,
    "import --accept-gone": lambda r: (*_import(r), "--accept-gone"),
    "ledgers zero": lambda _: ("ledgers", "zero", "审批科", "2026-11"),
    "calls undo": lambda _: ("calls", "undo", 1, "--reason", "按错"),
    "flags add": lambda _: (
        *("flags", "add", FIRMS[1], "--reason", "petition", "--source", "信1"),
        *("--month", "2026-11"),
    ),
    "flags import": _import_flags,
    "flags drop": lambda _: ("flags", "drop", 1, "--reason", "查无此事"),
    "visits record": lambda _: (
        *("visits", "record", 1, "--lead", "局长甲", "--signature", "signed", "--signed-by", "乙"),
        *("--overall", "satisfied"),
    ),
    "problems add": lambda _: ("problems", "add", "--text", "新问题", "--month", "2026-11"),
    "problems reopen": lambda _: ("problems", "reopen", 1, "--words", "又打不开"),
    "symposium record": lambda _: (
        *("symposium", "record", "--held-on", "2026-11-20", "--chair", "局长甲", "--role", "chief"),
        *("--present", FIRMS[0]),
    ),
}


def _corrections(revisit: Revisit) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(revisit.db)) as connection:
        return connection.execute("select month, reason, by from correction").fetchall()


@pytest.mark.clause("四3")
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_to_a_cleared_month_is_refused_or_noted_as_a_correction(
    cleared: Revisit, name: str
) -> None:
    words = CHANGES[name](cleared)
    head = cleared.json("audit", "head")
    ran = cleared(*words, code=5)
    assert "--correct" in ran.err
    cleared(*words, "--correct", " ", code=2)
    assert cleared.json("audit", "head") == head
    cleared(*words, "--correct", "笔误更正")
    assert _corrections(cleared)[0] == ("2026-11", "笔误更正", "测试员")
    assert cleared.json("audit", "head")["size"] > head["size"]


@pytest.mark.clause("四3")
def test_a_call_reopened_by_a_correction_is_held_like_the_rest(cleared: Revisit) -> None:
    cleared("calls", "undo", 1, "--reason", "按错", "--correct", "笔误")
    record = ("calls", "record", 1, "--outcome", "no_answer")
    cleared(*record, code=5)
    cleared(*record, "--correct", "补记")
    given = ("calls", "return", 1, "--phone", "13800000099")
    cleared(*given, code=5)
    cleared(*given, "--correct", "单位补号")
    assert len(_corrections(cleared)) == 3


@pytest.mark.clause("四3")
def test_finishing_what_was_answered_is_no_correction(cleared: Revisit) -> None:
    cleared("problems", "close", 1, "--cause", "接口超时", "--words", "满意")
    assert _corrections(cleared) == []


def test_a_reason_given_where_nothing_is_cleared_notes_nothing(revisit: Revisit) -> None:
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", ledger, "--correct", "多写的")
    assert _corrections(revisit) == []
