"""No telephone number leaves the program whole, wherever somebody wrote it, unless asked for."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from revisit_cli.files.workbooks import book
from tests.bureau import MONTH, UNIT
from tests.conftest import Revisit
from tests.faults.planted import FIRM, Planter, columns_without, plant
from tests.faults.test_moment import READING
from tests.ledgers import write_ledger

FORMATS = ((), ("--json",), ("--nl",), ("--csv",))
# What else shows words, or writes files of them.
MORE: tuple[tuple[str, ...], ...] = (
    ("report", "month", "-o", "月报.html"), ("report", "half", "-o", "半年报.xlsx"),
    ("report", "month", "-o", "月报.docx"), ("report", "unit", UNIT, "-o", "单位.xlsx"),
    ("report", "duty", "-o", "认定.xlsx"), ("report", "public", "-o", "公布.html"),
    ("calls", "list", "--answers"), ("calls", "list", "--answers", "-o", "回答.xlsx"),
    ("calls", "list", "2026-12"), ("calls", "drafts", "--by", "丙"), ("firms", "show", FIRM),
    ("firms", "search", "13800000099"), ("flags", "list", "--all"), ("symposium", "show", "2"),
    ("duty", "open"), ("duty", "changes"), ("sample", "list"), ("sample", "show", "2"),
    ("recheck", "show", "2026-10"), ("recheck", "signals", "2026-10"), ("calls", "undo", "--list"),
    ("undo", "--list"), ("ledgers", "show", "植入.csv"), ("close", MONTH), ("status", MONTH),
    ("db", "query", "select * from v_services"), ("db", "query", "select * from v_calls"),
    ("db", "query", "select matter from v_services", "-o", "查.xlsx"),
    ("db", "query", "select replace(matter, '许可', '') as m from v_services"),
    ("settings", "list"), ("units", "list"), ("units", "show", "丙科"), ("calls", "attention"),
)  # fmt: skip
# What hands whole numbers on must say so, and the log is told: held in their own tests.
REVEALING = (("calls", "list"), ("calls", "show", "{call}"), ("firms", "show", FIRM),
             ("ledgers", "show", "植入.csv"), ("problems", "list"), ("flags", "list", "2026-12"),
             ("visits", "show", "{visit}"), ("calls", "list", "--answers"))  # fmt: skip
# Codes, days, ids, digests, colleagues by a name that is held to be one, and names that firms,
# units and files bear: no column for words.
NO_WORDS = re.compile(
    r".*\.(\w+_)?(at|on|in|by|until|since|month|kind|state|code|sha256|hash|digest|digests|salt|salts"
    r"|tbl|key|half|outcome|question|field|phone|extension|name|owner|clerk|secret|notes|tags"
    r"|category|source|sheet|initials|calendar|algorithm|seed|checker|label|missing|body|prev"
    r"|pool|firms|strata|chair|lead|role|signature|overall|answer|recorded|cases|attempts|subject"
    r"|escalation|heading|day|before|after|firm_text|unit_text|carried_to|party|path)"
)
# What no command writes words into, or only one that these columns' own tests run.
ELSEWHERE = {
    "attendance.person", "attendance.words", "closing.certificate", "correction.reason",
    "draft.answers", "filing.void_reason", "finding.evidence", "problem.void_reason",
    "recheck_attempt.office", "recheck_draw.seed_from", "recheck_packet.office",
    "flag.reason", "not_served.leader", "not_served.reason", "service.void_reason",
    "visit.void_reason", "visit.refusal_reason", "visit.witnesses",
    # Blanked when the firm is erased; and a count, its days and its period.
    "firm_erasure.reason", "tally.counts", "tally.period", "tally.shown_from",
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Revisit, Planter]:
    revisit = Revisit(tmp_path_factory.mktemp("masked"))
    return revisit, plant(revisit)


@pytest.fixture
def bureau(filled: tuple[Revisit, Planter], monkeypatch: pytest.MonkeyPatch) -> Revisit:
    monkeypatch.chdir(filled[0].folder)
    return filled[0]


@pytest.fixture
def number(filled: tuple[Revisit, Planter]) -> Planter:
    return filled[1]


def _written(folder: Path) -> str:
    """Return all text of the files under a folder, but for the ones that were put in."""
    told = []
    for path in (each for each in folder.rglob("*") if each.is_file()):
        if zipfile.is_zipfile(path):
            # Cells, and what else a program shows: headers, names of sheets, properties.
            with zipfile.ZipFile(path) as parts:
                texts = [parts.read(name).decode(errors="replace") for name in parts.namelist()]
            told += [re.sub("<[^>]*>", "\n", each) for each in texts]
        else:
            told.append(path.read_text(encoding="utf-8"))
    return "\n".join(told)


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize("words", dict.fromkeys((*READING, *MORE)), ids=" ".join)
def test_no_number_in_any_text_is_shown_or_written(
    bureau: Revisit, number: Planter, words: tuple[str, ...], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for more in FORMATS if "-o" not in words else ((),):
        monkeypatch.chdir(bureau.folder if "-o" not in words else tmp_path)
        ran = bureau.try_out(*words, *more)
        assert ran.code != 1, ran.err
        assert not number.found_in(ran.out + ran.err), (words, more)
        assert not number.found_in(_written(tmp_path)), words


def test_a_number_was_written_into_every_column_for_words(bureau: Revisit, number: Planter) -> None:
    without = columns_without(bureau.db, number)
    assert {each for each in without if not NO_WORDS.fullmatch(each)} == ELSEWHERE


@pytest.mark.parametrize("words", REVEALING, ids=" ".join)
def test_asked_for_they_are_shown_and_the_log_names_the_firms(
    bureau: Revisit, number: Planter, words: tuple[str, ...]
) -> None:
    calls = {each["firm"]: each["id"] for each in bureau.json("calls", "list")["calls"]}
    visit = next(v["id"] for v in bureau.json("visits", "list")["visits"] if v["firm"] == FIRM)
    told = [word.format(call=calls[FIRM], visit=visit) for word in words]
    firm = bureau.json("firms", "show", FIRM)["id"]
    shown = set()
    for more in FORMATS:
        ran = bureau(*told, "--phones", *more)
        shown |= number.found_in(ran.out)
        shown |= {"13800000099"} if "13800000099" in ran.out else set()
        event = bureau.json("audit", "log")["events"][-1]
        assert event["kind"] == "PhonesShown"
        assert firm in event["facts"]["firm_ids"]
    assert shown


def test_asked_for_where_there_are_none_is_told(bureau: Revisit) -> None:
    size = bureau.json("audit", "head")["size"]
    assert "--phones 没有用到" in bureau("status", "--phones").err
    assert bureau.json("audit", "head")["size"] == size


@pytest.mark.parametrize(
    "words",
    [("firms", "show", "{}"), ("calls", "inbound", "{}"), ("units", "show", "{}科"),
     ("problems", "show", "{}"), ("calls", "record", "1", "--outcome", "打{}"),
     ("import", "{}.xlsx"), ("{}",), ("report", "month", "{}"), ("help", "{}")],
    ids=" ".join,
)  # fmt: skip
def test_no_refusal_repeats_a_number_that_was_typed(
    bureau: Revisit, words: tuple[str, ...]
) -> None:
    ran = bureau.try_out(*(word.format("13900000055") for word in words))
    assert ran.code != 0
    assert "13900000055" not in ran.out + ran.err


def test_the_card_that_is_held_has_the_firms_number_and_no_other(
    bureau: Revisit, number: Planter
) -> None:
    ledger = write_ledger(bureau.folder, UNIT, ["示例未拨厂"], date(2026, 11, 6), 13800000098)
    text = ledger.read_text(encoding="utf-8").replace("施工许可", number("许可"))
    ledger.write_text(text, encoding="utf-8")
    bureau("import", ledger)
    for more in ((), ("--json",)):
        ran = bureau("calls", "inbound", "示例未拨", *more, by="丁")
        assert "13800000098" in ran.out.replace(" ", "")
        assert not number.found_in(ran.out)
    # The words too, where they are asked for.
    ran = bureau("calls", "inbound", "示例未拨", "--phones", by="丁")
    assert number.found_in(ran.out)
    assert bureau.json("audit", "log")["events"][-1]["kind"] == "PhonesShown"


def test_a_files_name_is_masked_for_people_and_exact_for_programs(
    bureau: Revisit, tmp_path: Path
) -> None:
    ledger = write_ledger(tmp_path, UNIT, ["示例文件名厂"], date(2026, 11, 6), 13800000097)
    named = ledger.rename(tmp_path / "王工１３９～0000～0055.csv")
    ran = bureau("import", named, "--dry-run")
    assert "王工139****0055.csv" in ran.err
    assert "0000" not in ran.out + ran.err
    assert bureau.json("import", named, "--dry-run")["files"][0]["file"].endswith(named.name)


def test_our_own_numbers_are_nobodys(bureau: Revisit) -> None:
    bureau("settings", "set", "office_phone", "0376-6000000")
    for more in FORMATS:
        assert "0376-6000000" in bureau("settings", "list", *more).out


def test_a_receipt_has_whole_numbers_says_so_and_is_logged(bureau: Revisit, tmp_path: Path) -> None:
    events = bureau.json("audit", "log", "--limit", "500")["events"]
    (shown,) = (
        each["facts"]["phones_shown"]
        for each in events
        if each["kind"] == "LedgerImported" and each["facts"]["phones_shown"]
    )
    assert shown == 3
    ran = bureau("ledgers", "receipt", "植入.csv", "-o", tmp_path / "回执.xlsx")
    assert "完整电话" in ran.err
    assert "13800000099" in _written(tmp_path)
    assert "完整电话" in _written(tmp_path)
    told = bureau.json("audit", "log")["events"][-1]
    assert told["facts"]["firm_ids"]


def test_a_sink_that_masks_nothing_is_found(
    bureau: Revisit, number: Planter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness can fail: without the masking of one kind of file it finds what was planted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(book, "_masking", book._masking.__wrapped__)
    monkeypatch.setattr(book, "hidden", lambda text: text)
    bureau("forms", "3", UNIT, "-o", "三.xlsx")
    assert number.found_in(_written(tmp_path))
