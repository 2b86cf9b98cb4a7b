"""Answers on integrity, sealed with their words; only the committee's count is printed."""

import hashlib
import json
import re
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revisit_cli.rulebook.loader import form
from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

FIRMS = [f"示例{sign}厂" for sign in "甲乙丙丁戊己庚辛壬癸"]
ANSWERS = ("没有", "没有", "没有", "没有", "有", "有", "有", "不愿回答", "不愿回答", "不愿回答")
WORDS = "张某某要了两条烟"
FINE = ("--outcome", "接通", "--attitude", "好", "--one-time-notice", "是", "--days", "3",
        "--extra-trips", "否", "--overall", "满意")  # fmt: skip
TOLD = {"no": 4, "yes": 3, "declined": 3}


@begins
def bureau(revisit: Revisit) -> Revisit:
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    return revisit


def _key(revisit: Revisit) -> Path:
    path = revisit.folder / "纪委私钥.json"
    revisit("duty", "key", "new", "-o", path)
    return path


def _answer(
    revisit: Revisit,
    call: int,
    answer: str,
    *more: str,
    now: str | None = None,
    said: str = WORDS,
    attitude: str = "好",
) -> None:
    at = now or f"2026-11-26T09:{call:02}"
    fine = [attitude if each == "好" else each for each in FINE]
    words = ("--words", f"integrity={said}") if answer == "有" else ()
    revisit("calls", "record", call, *fine, "--integrity", answer, *words, *more, now=at)


def _all(revisit: Revisit, count: int = len(FIRMS)) -> None:
    for call, answer in enumerate(ANSWERS[:count], 1):
        _answer(revisit, call, answer)


def _told(revisit: Revisit, *words: str, now: str | None = None) -> dict[str, Any]:
    report = revisit.json("report", *(words or ("month", "2026-11")), now=now)
    found: dict[str, Any] = next(e for e in report["questions"] if e["code"] == "integrity")
    return found


def _rows(revisit: Revisit, query: str) -> list[Any]:
    return revisit.rows(query)


def _close(revisit: Revisit, month: str, now: str) -> None:
    revisit("calls", "lock", month, now=now)
    revisit("close", month, now=now)


@pytest.mark.clause("三(四)1", "二(二)4")
def test_every_answer_is_sealed_alike_and_no_word_of_it_lies_in_the_file(bureau: Revisit) -> None:
    _key(bureau)
    for call, answer in enumerate(ANSWERS, 1):
        # Some say much more than others: nobody can tell them from those who say nothing.
        _answer(bureau, call, answer, said=WORDS + "还" * 40 * call)
    assert _rows(bureau, "select distinct code from answer where question = 'integrity'") == [
        ("sealed",)
    ]
    lengths = _rows(bureau, "select distinct length(words), is_sealed from confidence")
    assert len(lengths) == 1
    assert lengths[0][1] == 1
    held = b"".join(each.read_bytes() for each in bureau.folder.glob("revisit.db*"))
    assert WORDS.encode() not in held
    assert bureau.json("audit", "verify")["ok"]


@pytest.mark.clause("三(四)1")
def test_reports_print_unopened_until_the_committee_has_counted(bureau: Revisit) -> None:
    key = _key(bureau)
    _all(bureau)
    for words in (("month", "2026-11"), ("half",)):
        told = _told(bureau, *words)
        assert told["withheld"] == "sealed"
        assert set(told["counts"].values()) == {None}
        assert "sealed" not in told["counts"]
    assert "未启封" in bureau("report", "month", "2026-11", "--all").out
    bureau("duty", "open")
    assert _told(bureau)["withheld"] == "sealed"
    opened = bureau.json("duty", "open", "--key", key)
    assert {each["answer"] for each in opened["confidences"]} == {"yes", "declined"}
    assert [each["words"] for each in opened["confidences"]][:3] == [WORDS] * 3
    whole = [each for each in opened["tallies"] if each["unit"] is None]
    assert [each["period"] for each in whole] == ["2026-11", "2026-H2"]
    for words in (("month", "2026-11"), ("half",)):
        told = _told(bureau, *words)
        assert told["of"] == 10
        assert told["withheld"] is None
        assert {code: n for code, n in told["counts"].items() if n} == TOLD
    assert not [each for each in _told(bureau)["units"] if set(each["counts"].values()) != {None}]
    assert bureau.json("audit", "verify")["ok"]


def test_the_log_does_not_tell_who_had_something_to_say(bureau: Revisit) -> None:
    key = _key(bureau)
    _all(bureau)
    bureau("duty", "open", "--key", key)
    facts = bureau.json("audit", "log")["events"][-1]["facts"]
    assert len(facts["confidences"]) == facts["read"] == len(FIRMS)
    assert "yes" not in json.dumps(facts)


@pytest.mark.clause("三(四)1")
def test_what_comes_after_a_count_moves_the_figure_at_the_next_months_end_only(
    bureau: Revisit,
) -> None:
    key = _key(bureau)
    _all(bureau, 9)
    bureau("duty", "open", "--key", key)
    before = _told(bureau)
    _answer(bureau, 10, ANSWERS[9], now="2026-11-27T09:00")
    assert _told(bureau, now="2026-11-27T10:00")["counts"] == before["counts"]
    assert _told(bureau, now="2026-11-27T10:00")["of"] == 9
    again = bureau.json("duty", "open", "--key", key, now="2026-11-27T10:00")
    assert {each["shown_from"] for each in again["tallies"]} == {"2026-12-26"}
    for now in ("2026-11-27T10:05", "2026-12-25T23:59"):
        assert _told(bureau, now=now)["counts"] == before["counts"]
    after = _told(bureau, now="2026-12-26T00:00")
    assert after["of"] == 10
    assert {code: n for code, n in after["counts"].items() if n} == TOLD


def test_a_month_of_which_one_answer_stays_sealed_is_not_counted(bureau: Revisit) -> None:
    _key(bureau)
    _all(bureau, 5)
    newer = bureau.folder / "新钥.json"
    bureau("duty", "key", "new", "--replace", "-o", newer)
    _answer(bureau, 6, "没有")
    ran = bureau("duty", "open", "--key", newer)
    assert "没有计数" in ran.err
    assert _told(bureau)["withheld"] == "sealed"


@pytest.mark.parametrize("has_key", [False, True])
def test_nothing_is_ever_refused_because_sealing_is_missing(
    bureau: Revisit, has_key: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if has_key:
        _key(bureau)
    for module in ("nacl", "nacl.public", "nacl.bindings"):
        monkeypatch.setitem(sys.modules, module, None)
    _answer(bureau, 1, "有")
    bureau("duty", "report", "审批科", "--words", "要求五星")
    bureau("flags", "add", FIRMS[1], "--reason", "差评")
    bureau("visits", "record", 1, "--lead", "张三", "--district", "浉河区", "--overall", "满意",
           "--attitude", "好", "--one-time-notice", "是", "--extra-trips", "否", "--days", "2",
           "--integrity", "有", "--words", f"integrity={WORDS}", "--signature", "签字",
           "--signed-by", "王某")  # fmt: skip
    assert {each[0] for each in _rows(bureau, "select is_sealed from confidence")} == {0}
    assert WORDS in {each["words"] for each in bureau.json("duty", "open")["confidences"]}
    for words in (("calls", "show", "1"), ("visits", "show", "1"), ("calls", "list", "--answers")):
        assert WORDS not in bureau(*words).out


@pytest.mark.clause("三(四)1", "二(二)4")
def test_without_a_key_figures_are_those_of_cleared_months(bureau: Revisit) -> None:
    _all(bureau)
    told = _told(bureau)
    assert told["withheld"] == "open_month"
    assert set(told["counts"].values()) == {None}
    assert "清零后列" in bureau("report", "month", "2026-11", "--all").out
    _close(bureau, "2026-11", "2026-12-21T09:00")
    cleared = _told(bureau, now="2026-12-21T10:00")
    assert {code: n for code, n in cleared["counts"].items() if n} == TOLD


@pytest.mark.clause("三(四)1")
def test_a_correction_of_a_cleared_month_shows_when_the_next_one_is_cleared(
    revisit: Revisit,
) -> None:
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 10, 12))
    revisit("import", ledger, now="2026-10-24T09:00")
    for call, answer in enumerate(ANSWERS, 1):
        _answer(revisit, call, answer, now=f"2026-11-03T09:{call:02}")
    _close(revisit, "2026-10", "2026-11-21T09:00")
    before = _told(revisit, "month", "2026-10", now="2026-11-21T10:00")["counts"]
    assert {code: n for code, n in before.items() if n} == TOLD
    why = ("--correct", "听错了")
    revisit("calls", "undo", 5, "--reason", "听错了", *why, now="2026-11-22T09:00")
    # The firm is owed its call again, in the next month.
    kept = revisit.db.read_bytes()
    refused = revisit("calls", "record", 5, *FINE, *why, code=5, now="2026-11-22T09:05")
    assert "未作改动" in refused.err
    assert revisit.db.read_bytes() == kept
    _answer(revisit, 11, "没有", now="2026-11-22T09:10")
    assert _told(revisit, "month", "2026-10", now="2026-11-22T10:00")["counts"] == before
    revisit("ledgers", "zero", "审批科", "2026-11", now="2026-11-25T10:00")
    _close(revisit, "2026-11", "2026-12-21T09:00")
    after = _told(revisit, "month", "2026-10", now="2026-12-21T10:00")["counts"]
    assert after["yes"] is None


def test_a_record_made_again_in_doubt_is_still_known_as_the_same(bureau: Revisit) -> None:
    _key(bureau)
    _answer(bureau, 1, "有")
    ran = bureau.try_out("calls", "record", 1, *FINE, "--integrity", "有", "--words",
                         f"integrity={WORDS}", now="2026-11-26T09:02")  # fmt: skip
    assert ran.code != 1
    assert len(_rows(bureau, "select id from attempt")) == 1


def test_an_unfinished_card_keeps_no_answer_that_will_be_sealed(bureau: Revisit) -> None:
    _key(bureau)
    bureau("calls", "take", 1)
    bureau("calls", "take", 1, by="乙")
    bureau(
        "calls", "record", 1, *FINE, "--integrity", "有", "--words", f"integrity={WORDS}", code=5
    )
    ((kept,),) = _rows(bureau, "select answers from draft")
    assert not [key for key in json.loads(kept) if key.startswith("integrity")]
    assert WORDS not in kept


PLANTED = {
    "another key": f"update setting set value = '{'ab' * 32}' where name = 'committee_key'",
    "no key": "delete from setting where name = 'committee_key'",
    "a key by another name": "update setting set name = 'a' where name = 'committee_key'",
    "no hex": "update setting set value = 'zz' where name = 'committee_key'",
    "a key that all can open": f"update setting set value = '{'00' * 32}' where id = 1",
}


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize("edit", PLANTED.values(), ids=PLANTED)
def test_nothing_is_sealed_to_a_key_that_the_log_does_not_know(bureau: Revisit, edit: str) -> None:
    _key(bureau)
    bureau("calls", "take", 1)
    bureau.edit(edit)
    said = (*FINE, "--integrity", "有", "--words", f"integrity={WORDS}")
    for words in (
        ("calls", "record", 1, *said),
        ("calls", "record", 2, *FINE, "--integrity", "没有"),
        ("duty", "report", "审批科", "--words", WORDS),
    ):
        assert "setting 表第 1 行" in bureau(*words, code=6).err
    held = b"".join(each.read_bytes() for each in bureau.folder.glob("revisit.db*"))
    assert WORDS.encode() not in held
    assert _rows(bureau, "select * from confidence") == []


@pytest.mark.clause("三(四)1")
def test_words_put_in_behind_the_log_count_for_nothing(bureau: Revisit) -> None:
    key = _key(bureau)
    _all(bureau)
    with closing(sqlite3.connect(bureau.db)) as connection:
        # Sealed to the public key, as anybody can: a 没有 in the place of the first 有, and beside.
        columns = "words, is_sealed, key, digest"
        connection.execute(
            f"update confidence set ({columns}) = "
            f"(select {columns} from confidence where evaluation = 1) where evaluation = 5"
        )
        connection.execute(
            f"insert into confidence (evaluation, at, {columns}) "
            f"select 6, at, {columns} from confidence where evaluation = 1"
        )
        connection.commit()
    opened = bureau.json("duty", "open", "--key", key, "2026-11")
    assert (opened["altered"], opened["tallies"]) == ([5, 11], [])
    assert opened["uncounted"] == ["2026-11", "2026-H2"]
    assert "！5 号被绕过程序改动过" in bureau("duty", "open", "--key", key).err
    assert _told(bureau)["withheld"] == "sealed"


def test_the_printed_form_says_it_is_kept_apart(bureau: Revisit) -> None:
    _key(bureau)
    _answer(bureau, 1, "没有")
    bureau("forms", "1", "1", "-o", bureau.folder / "一.xlsx")
    import openpyxl

    (sheet,) = openpyxl.load_workbook(bureau.folder / "一.xlsx").worksheets
    told = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("另行封存" in str(cell) for cell in told)
    assert not any("sealed" in str(cell) for cell in told)


@pytest.mark.clause("三(四)1")
def test_no_table_of_the_months_papers_sets_it_beside_a_unit(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bureau.folder)
    _all(bureau, 9)
    _answer(bureau, 10, ANSWERS[9], attitude="差")
    _close(bureau, "2026-11", "2026-12-21T09:00")
    bureau("report", "month", "2026-11", "-o", "月报.xlsx", now="2026-12-21T10:00")
    bureau("report", "month", "2026-11", "-o", "月报.html", now="2026-12-21T10:00")
    (question,) = form().confidential
    rows = [
        [str(cell) for cell in row if cell is not None]
        for sheet in openpyxl.load_workbook("月报.xlsx").worksheets
        for row in sheet.iter_rows(values_only=True)
    ]
    assert any(question.label in cell for row in rows for cell in row)
    for row in rows:
        is_of_units = any(cell in ("审批科", "单位") for cell in row)
        assert not is_of_units or not any(question.label in cell for cell in row), row
    page = Path("月报.html").read_text(encoding="utf-8")
    told = bureau("report", "public", "2026-11", "--csv", now="2026-12-21T10:00").out
    for choice in question.choices:
        assert not re.search(rf"{question.label}\W?{choice.word}", re.sub("<[^>]*>", "", page))
        if choice.accuses_nobody:
            assert not re.search(rf"{question.label}\W?{choice.word}", told)


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
def test_nothing_that_is_kept_of_a_keyed_file_tells_its_answers_to_who_tries_them(
    tmp_path: Path, ending: str
) -> None:
    kept = []
    for answer, said in (("没有", ""), ("有", "要了两条烟"), ("不愿回答", "")):
        revisit = Revisit(tmp_path / answer)
        revisit.folder.mkdir()
        revisit("import", write_ledger(revisit.folder, "审批科", FIRMS[:2], date(2026, 11, 3)))
        _key(revisit)
        row = {"call": 1, "outcome": "接通", "overall": "满意", "integrity": answer,
               "words": f"integrity={said}" if said else "没说别的"}  # fmt: skip
        text = json.dumps(row, ensure_ascii=False)
        if ending == ".csv":
            text = "\n".join(",".join(map(str, each)) for each in (row, row.values()))
        path = revisit.folder / f"补录{ending}"
        path.write_text(text, encoding="utf-8")
        revisit("calls", "record", "--from", path)
        again = revisit.json("calls", "record", "--from", path, now="2026-11-27T09:00")
        assert again["counts"]["same"] == 1
        facts = revisit.json("audit", "log")["events"][-1]["facts"]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        held = b"".join(each.read_bytes() for each in revisit.folder.glob("revisit.db*"))
        assert digest.encode() not in held
        kept.append((facts["files"], _rows(revisit, "select sha256 from keyed_row")))
    assert kept == [kept[0]] * 3
