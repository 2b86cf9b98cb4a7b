"""Erasing a firm's people: not a trace in the file, and the log still whole."""

import csv
import sqlite3
from pathlib import Path

import pytest

from revisit_cli.labels.firms.firm import TABLES
from revisit_cli.store.file.look import looked_at
from revisit_cli.store.firms import erasure as store
from tests.conftest import Revisit, begins

FIRM, OTHER = "示例甲子建筑有限公司", "示例乙厂"
PHONES = ("13800000001", "13800000002", "03766000003", "13800000004", "13800000005")
NAMES = ("钱某某", "孙某某", "周某某")
HEADINGS = ["单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话", "备注"]


@begins
def bureau(revisit: Revisit) -> Revisit:
    """A firm whose people left their names and numbers wherever they could."""
    path = revisit.folder / "11月.csv"
    rows = [
        ["审批科", "2026-11-03", "许可", FIRM, "钱某某、孙某某", "138 0000 0001/13800000002", ""],
        ["质安站", "2026-11-04", "监督", FIRM, "钱某某", "0376-6000003", "急找孙某某13800000004"],
        ["审批科", "2026-11-30", "许可", FIRM, "钱某某", "13800000001", ""],
        ["审批科", "2026-11-05", "许可", OTHER, "吴某某", "13900000009", ""],
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    revisit("import", path, "--month", "2026-11", code=8)
    call = next(
        each["id"]
        for each in revisit.json("calls", "list", "2026-11")["calls"]
        if each["firm"] == FIRM
    )
    revisit("calls", "record", call, "--outcome", "no_answer", "--phone", "13800000001",
            "--words", "outcome=周某某说改打13800000005", now="2026-11-26T09:00")  # fmt: skip
    revisit(
        "calls", "record", call, "--outcome", "completed", "--overall", "satisfied",
        "--respondent", "周某某", "--phone", "13800000001", "--suggestion", "请回13800000001钱某某",
        now="2026-11-27T15:00",
    )  # fmt: skip
    return revisit


def _traces(path: Path, *words: str) -> list[str]:
    held = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    return [word for word in words if word.encode() in held]


@pytest.mark.clause("三(四)1")
def test_no_name_and_no_number_is_left_in_the_file_and_the_log_is_whole(bureau: Revisit) -> None:
    assert _traces(bureau.db, *PHONES[:2], *NAMES)
    before = bureau.json("report", "month", "2026-11")
    told = bureau.json("firms", "erase", FIRM, "--reason", "企业书面要求", "--yes")
    assert told["rows"]["contact"] >= 3
    assert told["rows"]["service"] == 3
    assert not _traces(bureau.db, *PHONES, *NAMES, "138 0000 0001", "0376-6000003", "6000003")
    assert _traces(bureau.db, "13900000009", "吴某某", FIRM)
    assert bureau.json("audit", "verify")["ok"]
    after = bureau.json("report", "month", "2026-11")
    before["log"] = after["log"] = None
    assert before == after
    shown = bureau.json("firms", "show", FIRM)
    assert shown["contacts"] == []
    assert len(shown["history"]["services"]) == 2
    assert shown["history"]["calls"][0]["attempts"] == 2
    assert "＊＊" in shown["history"]["problems"][0]["text"]
    assert bureau.json("firms", "search", "0001")["total"] == 0


def test_the_log_tells_of_the_erasure_without_a_word(bureau: Revisit) -> None:
    bureau("firms", "erase", FIRM, "--reason", "钱某某来函", "--yes")
    event = bureau.json("audit", "log")["events"][-1]
    assert event["kind"] == "FirmErased"
    assert event["facts"]["firm"]
    assert not any(word in str(event) for word in (FIRM, "来函"))


def test_the_salts_of_what_was_erased_are_gone(bureau: Revisit) -> None:
    """With salt and digest a number is guessed in a blink; without the salt never."""
    connection = sqlite3.connect(bureau.db)
    seals = "select count(*) from seal where tbl = 'contact' and salt is not null and seq < ?"
    size = bureau.json("audit", "head")["size"] + 1
    kept = connection.execute(seals, (size,)).fetchone()[0]
    bureau("firms", "erase", FIRM, "--reason", "企业书面要求", "--yes")
    left = connection.execute(seals, (size,)).fetchone()[0]
    connection.close()
    assert kept - left == 3


def test_a_quiet_purge_is_seen(bureau: Revisit) -> None:
    bureau.edit("update seal set salt = null where tbl = 'contact'")
    bureau.edit("update contact set phone = '', name = id")
    faults = bureau.json("audit", "verify", code=6)["faults"]
    assert {each["what"] for each in faults} == {"salt_missing"}


def test_a_merged_name_is_erased_with_its_firm_and_may_still_be_split(bureau: Revisit) -> None:
    bureau("firms", "merge", FIRM, OTHER)
    bureau("firms", "erase", OTHER, "--reason", "企业书面要求", "--yes")
    assert not _traces(bureau.db, *PHONES, *NAMES, "13900000009", "吴某某")
    bureau("firms", "split", FIRM)
    assert bureau.json("audit", "verify")["ok"]


@pytest.mark.parametrize("back", [("firms", "split", FIRM), ("undo",)])
def test_what_another_firm_held_while_they_were_merged_is_erased_too(
    bureau: Revisit, back: tuple[str, ...]
) -> None:
    bureau("firms", "merge", FIRM, OTHER, now="2026-11-28T09:00")
    bureau(*back, now="2026-11-28T09:10")
    told = bureau("firms", "erase", FIRM, "--reason", "企业书面要求", "--yes")
    assert not _traces(bureau.db, *PHONES, *NAMES)
    assert "image" not in told.out + told.err
    assert _traces(bureau.db, "13900000009", "吴某某") == ["13900000009", "吴某某"]
    assert bureau.json("audit", "verify")["ok"]


def test_an_erasure_asks_first_and_a_dry_run_writes_nothing(bureau: Revisit) -> None:
    size = bureau.json("audit", "head")["size"]
    refused = bureau("firms", "erase", FIRM, "--reason", "企业书面要求", code=2)
    assert "不能恢复" in refused.err
    tried = bureau.json("firms", "erase", FIRM, "--reason", "企业书面要求", "--dry-run")
    assert tried["dry_run"]
    assert bureau.json("audit", "head")["size"] == size
    assert _traces(bureau.db, *NAMES)
    bureau("firms", "erase", FIRM, "--reason", " ", "--yes", code=2)
    bureau("firms", "erase", FIRM, "--yes", code=2)
    bureau("firms", "erase", "没有这家", "--reason", "x", "--yes", code=4)


def test_calls_still_to_be_made_and_shared_numbers_are_told(bureau: Revisit) -> None:
    path = bureau.folder / "b.csv"
    row = ["审批科", "2026-11-06", "许可", "示例丙厂", "吴某某", "13900000009", ""]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, row])
    bureau("import", path, "--month", "2026-11")
    told = bureau("firms", "erase", OTHER, "--reason", "企业书面要求", "--yes")
    assert "还有 1 通" in told.err
    assert "另有 1 户" in told.err
    assert _traces(bureau.db, "13900000009")
    held = bureau.json("calls", "next", "2026-11", by="乙")["firm"]
    assert "乙" in bureau("firms", "erase", held, "--reason", "x", "--yes", code=5).err


# Tables with free text that an erasure need not look into, and why.
SPARED = {
    "evaluation": "who answered about whom; what was said stands in answer",
    "admonition": "the bureau's own people",
    "calendar_day": "holidays",
    "calendar_year": "holidays",
    "call": "who carried it over is a colleague",
    "call_list": "digests",
    "carry": "colleagues",
    "closing": "a certificate of counts and firms",
    "column_map": "headings",
    "correction": "why a colleague changed a cleared month",
    "draft": "dropped whole",
    "draw": "the committee's seed",
    "event": "ids and counts only",
    "file": "names of files",
    "filing": "units",
    "finding": "units",
    "firm": "the firm itself stays",
    "firm_alias": "the firm itself stays",
    "firm_code": "the firm itself stays",
    "firm_move": "numbers of firms and states",
    "freeze": "a frozen pool is never touched",
    "keyed_row": "places in files",
    "lease": "colleagues",
    "packet": "colleagues",
    "doubt": "colleagues",
    "image": "what the firm's rows were before is forgotten whole",
    "rank": "a draw is never touched",
    "recheck": "a frozen pool is never touched",
    "retraction": "colleagues",
    "recheck_attempt": "whoever called again: codes and colleagues",
    "recheck_call": "a draw is never touched",
    "recheck_draw": "the committee's seed",
    "recheck_packet": "colleagues",
    "roster_term": "months",
    "tally": "counts of firms",
    "seal": "salted digests, whose salts go",
    "seal_block": "salted digests, whose salts go",
    "setting": "the bureau's own",
    "unit": "the bureau's own people",
    "unit_alias": "units",
}


def test_every_table_that_may_name_a_person_is_looked_into(revisit: Revisit) -> None:
    revisit("units", "add", "审批科")
    schema = revisit.rows(
        "select tbl.name, count(col.name) from sqlite_schema as tbl"
        " join pragma_table_info(tbl.name) as col on upper(col.type) in ('TEXT', 'BLOB')"
        " where tbl.type = 'table' group by tbl.name"
    )
    assert {name for name, _ in schema} - set(TABLES) == set(SPARED)


FIGURES = (("report", "month", "2026-11"), ("report", "half"), ("report", "duty", "2026-11"),
           ("report", "public", "2026-11"), ("ledgers", "list", "2026-11"), ("status", "2026-11"),
           ("calls", "progress", "2026-11"))  # fmt: skip


def _figures(revisit: Revisit) -> dict[str, object]:
    return {" ".join(words): _headless(revisit.json(*words)) for words in FIGURES}


def _headless(told: object) -> object:
    if isinstance(told, dict):
        return {key: _headless(each) for key, each in told.items() if key != "log"}
    return [_headless(each) for each in told] if isinstance(told, list) else told


@pytest.mark.clause("R28")
@pytest.mark.parametrize("firm", ["示例一厂", "示例二厂", "示例三厂", "示例四厂", "示例五厂"])
def test_no_figure_moves_when_a_firm_is_erased(revisit: Revisit, firm: str) -> None:
    """Bad numbers too: of one firm, of two by one unit, struck out, and rung under another name."""
    revisit("units", "add", "审批科", "--since", "2026-11")
    rows = [
        ["审批科", "2026-11-03", "许可", "示例一厂", "钱某某", "13800000001、13800000009", ""],
        ["审批科", "2026-11-03", "许可", "示例二厂", "孙某某", "13800000001", ""],
        ["质安站", "2026-11-04", "监督", "示例二厂", "孙某某", "13800000002", ""],
        ["审批科", "2026-11-04", "许可", "示例三厂", "周某某", "0376-6000003转801", ""],
        ["质安站", "2026-11-04", "监督", "示例四厂", "吴某某", "03766000003", ""],
        ["质安站", "2026-11-04", "监督", "示例五厂", "郑某某", "13800000005", ""],
    ]
    _import(revisit, rows)
    calls = {each["firm"]: each["id"] for each in revisit.json("calls", "list", "2026-11")["calls"]}
    for nth, (name, phone, outcome) in enumerate([
        ("示例一厂", "13800000001", "号码有误"), ("示例一厂", "13800000009", "停机空号"),
        ("示例二厂", "13800000001", "无人接听"), ("示例二厂", "13800000002", "停机空号"),
        ("示例三厂", "03766000003", "停机空号"), ("示例四厂", "03766000003", "停机空号"),
        ("示例五厂", "13800000005", "停机空号"),
    ]):  # fmt: skip
        revisit("calls", "record", calls[name], "--outcome", outcome, "--phone", phone,
                now=f"2026-11-26T09:{nth:02}")  # fmt: skip
    revisit("calls", "undo", calls["示例五厂"], "--reason", "拨错了", now="2026-11-26T10:00")
    before = _figures(revisit)
    assert any(unit["bad_numbers"] for unit in before["report month 2026-11"]["units"])  # type: ignore[index]
    for _ in range(2):
        revisit("firms", "erase", firm, "--reason", "企业书面要求", "--yes")
        assert _figures(revisit) == before
    assert revisit.json("audit", "verify")["ok"]
    assert "＊" not in str(revisit.json("firms", "show", firm)["contacts"])


def _import(revisit: Revisit, rows: list[list[str]]) -> None:
    path = revisit.folder / "数.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    revisit("import", path, "--month", "2026-11")


def test_what_is_not_the_firms_own_is_named_with_the_way_out(bureau: Revisit) -> None:
    other = next(
        each["id"]
        for each in bureau.json("calls", "list", "2026-11")["calls"]
        if each["firm"] == OTHER
    )
    bureau("calls", "record", other, "--outcome", "no_answer", "--words",
           "outcome=说找钱某某13800000001", now="2026-11-27T16:00")  # fmt: skip
    bureau("units", "set", "质安站", "--contact", "孙某某")
    bureau("units", "set", "审批科", "--deputy", "周某某 138-0000-0001")
    bureau("firms", "apart", FIRM, OTHER, "--reason", "钱某某说的")
    tried = bureau("firms", "erase", FIRM, "--reason", "钱某某来函", "--dry-run")
    ran = bureau("firms", "erase", FIRM, "--reason", "钱某某来函", "--yes")
    assert tried.err == ran.err
    assert "还有 3 处" in ran.err
    assert "单位名册（unit 第 2 行 contact）里有姓名　revisit units set 2 --contact" in ran.err
    assert "deputy）里有号码和姓名" in ran.err
    assert "别家企业的拨打记录（attempt 第 3 行 words）里有号码和姓名" in ran.err
    for table in ("firm_apart", "firm_erasure"):
        assert "钱某某" not in str(bureau.rows(f"select reason from {table}"))


def test_whatever_table_a_text_is_in_it_is_looked_through(bureau: Revisit) -> None:
    """The schema is walked, no list of tables: one that a later step adds is found too."""
    connection = sqlite3.connect(bureau.db)
    with connection:
        columns = connection.execute(
            "select tbl.name, col.name from sqlite_schema as tbl"
            " join pragma_table_info(tbl.name) as col on upper(col.type) = 'TEXT'"
            " where tbl.type = 'table' and tbl.name not in ('event', 'seal', 'seal_block')"
        ).fetchall()
    connection.close()
    with looked_at(bureau.db, set(), alone=None, is_named=True, needs_file=True) as database:
        found = {(table, column) for table, _, column, _ in store.texts(database)}
    assert found <= set(columns)
    assert {table for table, _ in found} >= {"unit", "firm", "service", "attempt", "file"}
