"""Clearing a month through the command line, and what may change after it."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import revisit_cli
from revisit_cli.cli.app import app
from tests.conftest import Revisit, begins
from tests.filled import mark_cleared
from tests.ledgers import write_ledger

FIRMS = ("示例市甲子有限公司", "示例市乙丑有限公司", "示例市丙寅有限公司")
OPERATIONS = Path(revisit_cli.__file__).parent / "operations"
# Writing acts that change no figure of a month, and why not.
FREE = {
    "calls.claim.release_clerk": "a claim is a lease",
    "calls.claim.release_expired": "as above",
    "calls.batch.key_in": "each row is held as it is recorded",
    "calls.absorb.absorb": "each row is held as it is recorded",
    "discipline.duty.admonish": "a talk is held when it is held",
    "days.calendar.import_notice": "days, not a month",
    "reports.closing.close_month": "it is what clears the month",
    "calls.claim.release_call": "a claim is a lease",
    "calls.claim.take_call": "a claim is a lease",
    "calls.listing.lock_calls": "a cleared month's list is locked",
    "calls.listing.unlock_calls": "refused, whatever the reason",
    "ledgers.ledger.report_zero": "held where filings are added, in operations.ledgers.filing",
    "file.database.back_up": "a copy",
    "file.database.share": "who may open the file, nothing of any month",
    "file.database._tell": "the whole file, told with both heads",
    "discipline.duty.find_findings": "decided when it is decided, not cleared by the month",
    "discipline.duty.report_praise": "as above",
    "discipline.duty.decide_finding": "as above",
    "discipline.duty.open_confidence": "a look",
    "firms.likeness.tell_apart": "no month's",
    "firms.erasure.erase_firm": "names and numbers go whatever the month; no figure changes",
    "firms.merge.merge_firms": "a cleared month keeps the firms it was cleared with",
    "firms.merge.split_firm": "as above",
    "firms.merge.undo_merge": "as above",
    "discipline.key.new_key": "no month's",
    "firms.phone.note_phones_shown": "a look",
    "firms.phone.note_cells_shown": "a look",
    "problems.problem.recount_problems": "only running clocks: no cleared month has one of its own",
    "recheck.sample.freeze": "a pool of what stands",
    "recheck.sample.draw": "a draw from a pool",
    "recheck.sheet.write_sheets": "a claim of drawn calls",
    "recheck.sheet.absorb": "a later re-check is the open month's",
    "recheck.entry.record": "a later re-check is the open month's",
    "draws.sample.freeze": "a pool of what stands",
    "draws.sample.draw": "a draw from a pool",
    "draws.sample.decline": "a draw's own story",
    "rules.setting.set_setting": "no month's",
    "ledgers.unit.add_unit": "held where terms are set, in operations.ledgers.term",
    "ledgers.unit.alias_unit": "the roster",
    "ledgers.unit.set_unit": "held where terms are set, in operations.ledgers.term",
    "ledgers.unit.import_units": "held where terms are set, in operations.ledgers.term",
    "ledgers.unit.rename_unit": "the roster",
}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(OPERATIONS).with_suffix("").parts)


def _writers() -> dict[str, str]:
    """Return the source of every operation that opens a writing act.

    They go by ``package.file.function``.
    """
    found = {}
    for path in OPERATIONS.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            source = ast.get_source_segment(text, node) or ""
            if isinstance(node, ast.FunctionDef) and "with writing(" in source:
                found[f"{_module(path)}.{node.name}"] = text
    return found


@pytest.mark.clause("四3")
def test_every_writing_act_is_held_by_a_cleared_month_or_says_why_not() -> None:
    writers = _writers()
    assert not FREE.keys() - writers.keys(), "no such act: take it out of FREE"
    for name, text in writers.items():
        assert name in FREE or "allow_change" in text, name


@begins
def cleared(revisit: Revisit) -> Revisit:
    """A month with one call done, one visit done, one problem answered, then cleared."""
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", ledger)
    for call in (1, 2, 3):
        revisit("calls", "record", call, "--outcome", "completed", "--overall", "satisfied")
    revisit("flags", "add", FIRMS[0], "--reason", "bad_review", "--source", "12345-1")
    revisit("problems", "add", FIRMS[1], "--text", "证照打不开", "--month", "2026-11")
    revisit("problems", "answer", 1, "--words", "已答复")
    mark_cleared(revisit)
    revisit.now = "2026-12-22T09:00"
    return revisit


def _import_flags(revisit: Revisit) -> tuple[object, ...]:
    path = revisit.folder / "flags.csv"
    path.write_text(f"企业名称,事由\n{FIRMS[2]},差评\n", encoding="utf-8")
    return ("flags", "import", path, "--reason", "bad_review", "--month", "2026-11")


CHANGES: dict[str, Callable[[Revisit], tuple[object, ...]]] = {
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
    return revisit.rows("select month, reason, by from correction")


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


def _list(revisit: Revisit, noun: str, month: str) -> list[int]:
    return [each["id"] for each in revisit.json(noun, "list", month)[noun]]


@pytest.mark.clause("四3", "R12", "R15")
def test_what_a_correction_opens_belongs_to_the_next_open_month(cleared: Revisit) -> None:
    """A call undone, a problem and a flag added, a visit voided: each is carried in once."""
    signed = ("--overall", "满意", "--signature", "签字", "--signed-by", "乙")
    cleared("visits", "record", 1, "--lead", "甲", *signed, "--correct", "补记")
    acts: list[tuple[object, ...]] = [
        ("calls", "undo", 1, "--reason", "按错"),
        ("problems", "add", "--text", "新问题", "--month", "2026-11"),
        ("problems", "reopen", 1, "--words", "又打不开"),
        ("flags", "add", FIRMS[1], "--reason", "差评", "--month", "2026-11"),
        ("visits", "void", 1, "--reason", "记错了户"),
    ]
    for words in acts:
        cleared(*words, "--correct", "笔误")
    november = cleared.json("report", "month", "2026-11")
    december = cleared.json("report", "month", "2026-12")
    assert november["carried_out"] == {"calls": 1, "visits": 2, "problems": 2}
    assert {kind: rate["of"] for kind, rate in december["carried_in"].items()} == {
        "calls": 1, "visits": 2, "problems": 2,
    }  # fmt: skip
    # What the status of the month at hand counts stands in the lists of that month.
    duties = {each["what"]: each for each in cleared.json("status", "2026-12")["duties"]}
    assert duties["电话回访"]["of"] == len(_list(cleared, "calls", "2026-12")) == 1
    assert len(_list(cleared, "problems", "2026-12")) == 2
    assert _list(cleared, "visits", "2026-12") == [1, 2]
    today = cleared.json("status", "2026-12")["today"]
    assert today["visits_left"] is None
    # The call is made where it is carried to; there no reason is asked for.
    (call,) = _list(cleared, "calls", "2026-12")
    ran = cleared("calls", "record", 1, "--outcome", "占线", "--correct", "补记", code=5)
    assert f"第 {call} 号" in ran.err
    cleared("calls", "record", call, "--outcome", "拒访", "--words", "outcome=不想说")
    assert cleared.json("report", "month", "2026-12")["carried_in"]["calls"]["n"] == 1


@pytest.mark.clause("四3")
def test_finishing_what_was_answered_is_no_correction(cleared: Revisit) -> None:
    cleared("problems", "close", 1, "--cause", "接口超时", "--words", "满意")
    assert _corrections(cleared) == []


def test_a_reason_given_where_nothing_is_cleared_notes_nothing(revisit: Revisit) -> None:
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", ledger, "--correct", "多写的")
    assert _corrections(revisit) == []


@begins
def worked(revisit: Revisit) -> Revisit:
    """November: one call done, one not answered yet, one visit and one problem still open."""
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    revisit("calls", "lock", "2026-11")
    for call in (1, 2):
        revisit("calls", "record", call, "--outcome", "completed", "--overall", "satisfied")
    revisit("calls", "record", 3, "--outcome", "no_answer")
    revisit("flags", "add", FIRMS[0], "--reason", "bad_review")
    revisit("problems", "add", FIRMS[1], "--text", "证照打不开", "--month", "2026-11")
    revisit.now = "2026-12-21T09:00"
    return revisit


CARRY = ("--carry", "call:3", "--carry", "visit:1", "--carry", "problem:P-0001")


@pytest.mark.clause("四3", "R15")
def test_what_stands_in_the_way_is_named_with_its_command(worked: Revisit) -> None:
    head = worked.json("audit", "head")
    ran = worked("close", "2026-11", code=5)
    for told in (
        "3 项未了",
        f"{FIRMS[2]}（待再拨，已超期）　revisit calls record 3",
        f"{FIRMS[0]}（待上门，已超期）　revisit visits record 1",
        f"{FIRMS[1]}（未办，已超期）　revisit problems answer 1",
        "revisit close 2026-11 --carry call:3 --carry visit:1 --carry problem:1 --decided-by",
    ):
        assert told in ran.err
    assert worked("close", "2026-11", "--dry-run", code=5).err == ran.err
    assert worked.json("audit", "head") == head


@pytest.mark.clause("四3", "R15")
def test_each_carry_over_is_accepted_by_a_named_person(worked: Revisit) -> None:
    worked("close", "2026-11", *CARRY, code=2)
    worked("close", "2026-11", *CARRY, "--accepted-by", " ", code=2)
    worked("close", "2026-11", "--carry", "call:3", "--accepted-by", "张局长", code=5)
    worked("close", "2026-11", *CARRY, "--carry", "call:1", "--accepted-by", "张局长", code=2)
    worked("close", "2026-11", "--carry", "户:3", "--accepted-by", "张局长", code=2)
    worked("close", "2026-11", *CARRY, "--accepted-by", "张局长", now="2026-11-25T09:00", code=5)
    told = worked.json("close", "2026-11", *CARRY, "--accepted-by", "张局长")
    assert [(each["kind"], each["id"], each["to"]) for each in told["carried"]] == [
        ("call", "3", "2026-12"), ("visit", "1", "2026-12"), ("problem", "1", "2026-12"),
    ]  # fmt: skip
    assert {each["accepted_by"] for each in told["carried"]} == {"张局长"}
    assert told["calls"] == {"total": 3, "parts": {"partial": 2, "carried": 1}}
    assert worked.json("audit", "verify")["ok"]
    worked("close", "2026-11", code=5)


@pytest.mark.clause("四3", "R15", "R11", "R12")
def test_a_carried_call_is_in_next_months_list_with_its_history(worked: Revisit) -> None:
    worked("close", "2026-11", *CARRY, "--accepted-by", "张局长")
    worked.now = "2026-12-26T09:00"
    ledger = write_ledger(worked.folder, "审批科", ["示例市丁卯有限公司"], date(2026, 12, 3))
    worked("import", ledger)
    assert worked.json("calls", "lock", "2026-12")["size"] == 1
    calls = worked.json("calls", "list", "2026-12")["calls"]
    assert [(c["firm"], c["carried_from"], c["units"]) for c in calls] == [
        (FIRMS[2], "2026-11", ["审批科"]),
        ("示例市丁卯有限公司", None, ["审批科"]),
    ]
    number = calls[0]["id"]
    shown = worked.json("calls", "show", number)
    assert [each["outcome"] for each in shown["history"]] == ["no_answer"]
    assert "转来" in worked("calls", "show", number).out
    # The call of November stays as it was; the one of December takes the answer.
    worked("calls", "record", 3, "--outcome", "completed", "--overall", "satisfied", code=5)
    record = ("--outcome", "completed", "--overall", "satisfied")
    assert worked.json("calls", "record", number, *record)["outcome"] == "partial"
    november = worked.json("report", "month", "2026-11")
    assert november["coverage"]["n"] == 3
    assert november["not_done"] == [{"firm": FIRMS[2], "state": "carried"}]
    assert worked.json("report", "month", "2026-12")["firms"] == 1


@pytest.mark.clause("四3", "R15", "R11")
def test_a_firm_served_again_is_called_once_for_both_months(worked: Revisit) -> None:
    worked("close", "2026-11", *CARRY, "--accepted-by", "张局长")
    worked.now = "2026-12-26T09:00"
    worked("import", write_ledger(worked.folder, "质监站", [FIRMS[2]], date(2026, 12, 3)))
    assert worked.json("calls", "lock", "2026-12")["size"] == 1
    (call,) = worked.json("calls", "list", "2026-12")["calls"]
    assert (call["units"], call["carried_from"]) == (["审批科", "质监站"], "2026-11")


@pytest.mark.clause("四3", "R15")
def test_carried_visits_and_problems_are_worked_on_without_a_correction(worked: Revisit) -> None:
    worked("close", "2026-11", *CARRY, "--accepted-by", "张局长")
    assert [v["id"] for v in worked.json("visits", "list", "2026-12")["visits"]] == [1]
    worked(
        *("visits", "record", 1, "--lead", "局长甲", "--signature", "signed", "--signed-by", "乙"),
        *("--suggestion", "多开窗口"),
    )
    worked("problems", "answer", 1, "--words", "已答复")
    assert _corrections(worked) == []
    months = worked.rows("select month from problem order by id")
    assert months == [("2026-11",), ("2026-12",)]
    ran = worked("close", "2026-12", now="2027-01-21T09:00", code=5)
    assert "问题 2" in ran.err
    assert "问题 1" not in ran.err


@pytest.mark.clause("四3", "R15", "三(一)1", "三(二)3")
def test_lists_ledgers_and_the_half_year_stand_in_the_way_too(revisit: Revisit) -> None:
    revisit.now = "2026-12-26T09:00"
    revisit("units", "add", "审批科")
    revisit("units", "add", "质监站")
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS[:1], date(2026, 12, 3)))
    revisit("calls", "record", 1, "--outcome", "completed", "--overall", "satisfied")
    ran = revisit("close", "2026-12", code=5)
    for told in ("质监站（未报送", "calls lock 2026-12", "2026-H2（本半年尚未召开，未到期）"):
        assert told in ran.err
    revisit("calls", "lock", "2026-12")
    revisit("duty", "find", "2026-12", now="2026-12-30T09:00")
    accepted = ("--carry", "symposium:2026-H2", "--accepted-by", "张局长")
    told = revisit.json("close", "2026-12", *accepted, now="2027-01-05T09:00")
    assert (told["missing"], told["symposium"]["held"]) == (["质监站"], 0)
    assert told["undecided"] >= 1
    shown = revisit("close", told["month"], "--certificate").out
    assert f"尚未认定的报送嫌疑：{told['undecided']}\n" in shown


@pytest.mark.clause("四3")
def test_the_certificate_is_printed_again_as_it_was(worked: Revisit) -> None:
    worked("close", "2026-11", "--certificate", code=4)
    first, again = worked.folder / "清零单.xlsx", worked.folder / "再印.xlsx"
    first.write_bytes(b"")
    asked = ("close", "2026-11", *CARRY, "--accepted-by", "张局长")
    worked(*asked, "-o", first, code=3)
    worked(*asked, "-o", worked.folder / "清零单.doc", code=2)
    worked(*asked, "-o", worked.folder / "没有" / "清零单.xlsx", code=3)
    told = worked.json(*asked, "-o", first, "--force")
    assert told["log"] == {k: v for k, v in worked.json("audit", "head").items() if k != "origin"}
    worked("settings", "set", "sample_size", 12)
    shown = worked.json("close", "2026-11", "--certificate", "-o", again)
    assert again.read_bytes() == first.read_bytes()
    assert {**shown, "file": None, "dry_run": False} == {**told, "file": None}


def test_a_dry_run_clears_nothing(worked: Revisit) -> None:
    asked = ("close", "2026-11", *CARRY, "--accepted-by", "张局长")
    head = worked.json("audit", "head")
    dry = worked(*asked, "-n")
    assert worked.json("audit", "head") == head
    assert "预演" in dry.err
    assert worked(*asked).out.startswith(dry.out)
    assert "--certificate" in worked(*asked, code=5).err


@pytest.mark.clause("四3")
@pytest.mark.parametrize(("typed", "is_closed"), [("2026-11", True), ("", False), ("y", False)])
def test_at_a_terminal_the_month_is_typed_to_be_sure(
    worked: Revisit, monkeypatch: pytest.MonkeyPatch, typed: str, is_closed: bool
) -> None:
    for module in ("reports.closing", "confirm"):
        monkeypatch.setattr(f"revisit_cli.cli.{module}.may_ask", lambda _face: True)
    environment = {
        "REVISIT_DB": str(worked.db), "REVISIT_BY": worked.by, "REVISIT_NOW": worked.now,
    }  # fmt: skip
    asked = ["close", "2026-11", *CARRY, "--accepted-by", "张局长"]
    ran = CliRunner().invoke(app, asked, env=environment, input=f"{typed}\n")
    assert ran.exit_code == (0 if is_closed else 130)
    assert ("已清零" in ran.stdout) is is_closed
    duties = worked.json("status", "2026-11")["duties"]
    assert duties[-1]["done"] == int(is_closed)
