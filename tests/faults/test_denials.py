"""Whatever refusal says that nothing was changed: nothing was, in the data file or beside it."""

import importlib
import pkgutil
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from revisit_cli import errors
from revisit_cli.errors import RevisitError
from tests.conftest import Revisit
from tests.faults.harness import FIRM, HEAD, prepare
from tests.filled import firm_name

DENIES = re.compile("未作|没有改动|没有保存任何|未写入|没有再|未重复|不覆盖|未覆盖|不能覆盖")
# What only the end of a command says is held by tests/faults/test_endings.py.
ELSEWHERE = {"OutputNotWritable"}
OTHER = firm_name(1)
FLAG = ("flags", "add", FIRM, "--reason")
DRAWN = (("sample", "freeze"), ("sample", "symposium", "--seed", "12345678"))
VISIT = ("visits", "record", 1, "--lead", "组长")
REPORT = ("duty", "report", "燃气办", "--words", "要求五星")
TALK = ("duty", "admonish", 1, "--on", "2026-11-26", "--talker", "李四", "--whom", "王五")
CONFIRM = ("duty", "confirm", 1, "--evidence", "登记", "--decided-by", "张三")
MERGES = (("firms", "merge", OTHER, FIRM), ("firms", "merge", firm_name(3), firm_name(2)))
BUSY = ("calls", "record", 1, "--outcome", "busy")
ASSIGN = ("problems", "assign", 1, "--team", "一组", "--leader", "甲")
SESSION = (
    "symposium", "record", "--held-on", "2026-11-26", "--chair", "张三", "--role", "主要领导",
    "--special", "--reason", "急", "--present", FIRM,
)  # fmt: skip
SKIP = ("calls", "skip", 1, "--reason", "开标")
CARRIED = tuple(word for call in range(1, 9) for word in ("--carry", f"call:{call}"))
SQL = "create trigger mine after insert on unit begin select 1; end"
Words = tuple[object, ...]
# By refusal: what is done before, and the command that is refused. "sql" edits the file
# by hand, "file" lays one beside it.
CASES: dict[str, tuple[tuple[Words, ...], Words]] = {
    "SchemaChanged": ((("sql", SQL),), ("units", "add", "新科")),
    "UnitContradicted": ((), ("import", "{folder}/新.csv", "--unit", "燃气办")),
    "MonthContradicted": ((), ("import", "{folder}/2026年10月台账.csv", "--month", "2026-11")),
    "SheetNotThere": ((), ("import", "{folder}/一张.xlsx", "--sheet", "没有")),
    "ColumnNotThere": ((), ("import", "{folder}/新.csv", "--map", "没有=企业名称")),
    "ColumnContradicted": ((), ("import", "{folder}/新.csv", "--map", "联系电话=企业名称")),
    "ReasonContradicted": ((), ("flags", "import", "{folder}/差评名单.csv", "--reason", "信访件")),
    "FileSaysItAll": (
        (), ("calls", "record", "2", "--from", "{folder}/新.csv", "--outcome", "占线")
    ),
    "OptionRepeated": ((), ("units", "add", "新科", "--leader", "张三", "--leader", "李四")),
    "OnlyForFile": ((), ("calls", "record", "2", "--outcome", "占线", "--dry-run")),
    "ReplacesMost": ((), ("import", "{folder}/换.csv")),
    "FolderNotEmpty": ((), ("demo", "{folder}")),
    "UnitExists": ((), ("units", "add", "审批科")),
    "TermBackwards": ((), ("units", "set", "审批科", "--until", "2020-01")),
    "TermUnclear": ((), ("units", "set", "审批科", "--until", "2026-11", "--roster")),
    "RosterIsLedger": ((), ("units", "import", "{folder}/新.csv")),
    "RosterUnreadable": ((), ("units", "import", "{folder}/说明.csv")),
    "DeclinedBefore": (
        (*DRAWN, ("sample", "decline", FIRM, "--reason", "忙")),
        ("sample", "decline", FIRM, "--reason", "忙"),
    ),
    "MinutesMissing": (
        DRAWN,
        ("symposium", "record", "--chair", "张三", "--held-on", "2026-11-26", "--role", "主要领导",
         "--present", "全部", "--minutes", "@{folder}/没有.txt"),
    ),
    "CallIsTwin": (
        (("calls", "lock", "2026-11"), ("firms", "merge", OTHER, FIRM, "--reason", "核实")),
        ("calls", "record", 1, "--outcome", "busy"),
    ),
    "CallCarried": (
        (
            ("calls", "lock", "2026-11"),
            ("close", "2026-11", *CARRIED, "--carry", "problem:1", "--decided-by", "张局长"),
        ),
        ("calls", "record", 1, "--outcome", "busy", "--correct", "补记"),
    ),
    "ListNotLocked": ((), ("calls", "unlock", "2026-11")),
    "ListInUse": ((("calls", "lock", "2026-11"), BUSY), ("calls", "unlock", "2026-11")),
    "ListLocked": ((("calls", "lock", "2026-11"),), ("calls", "lock", "2026-11")),
    "NoticeUnreadable": ((), ("calendar", "import", "{folder}/说明.csv")),
    "AdmonishedBefore": ((REPORT, CONFIRM, TALK), TALK),
    "SealingNotInstalled": ((("without nacl",),), ("duty", "key", "new", "-o", "{folder}/钥匙")),
    "SameFirm": ((), ("firms", "merge", FIRM, FIRM)),
    "FirmBeingCalled": ((("calls", "take", 1),), ("firms", "merge", OTHER, FIRM)),
    "NothingMerged": ((), ("firms", "undo")),
    "ConfirmationRequired": ((), ("firms", "erase", FIRM, "--reason", "要求")),
    "VisitNotOwed": (((*FLAG, "差评"), ("flags", "drop", 1, "--reason", "误")), VISIT),
    "VisitDoneBefore": (
        ((*FLAG, "差评"), (*VISIT, "--signed-by", "王", "--signature", "签字")), VISIT,
    ),
    "VisitAddsNothing": (((*FLAG, "差评"), VISIT), VISIT),
    "ScanMissing": (((*FLAG, "差评"),), (*VISIT, "--scan", "{folder}/没有.pdf")),
    "FlagDroppedBefore": (
        ((*FLAG, "差评"), ("flags", "drop", 1, "--reason", "误")),
        ("flags", "drop", 1, "--reason", "误"),
    ),
    "FlagNotPending": (
        ((*FLAG, "差评"),), ("flags", "verify", 1, "--on", "2026-11-26", "--evidence", "核查意见"),
    ),
    "ColumnsDiffer": ((), ("flags", "import", "{folder}/两列.csv", "--reason", "差评")),
    "NoFlagTable": ((), ("flags", "import", "{folder}/说明.csv", "--reason", "差评")),
    "RecordedJustNow": ((BUSY,), BUSY),
    "SkippedJustNow": ((SKIP,), SKIP),
    "MovedJustNow": ((ASSIGN,), ASSIGN),
    "SymposiumRecordedJustNow": ((SESSION,), SESSION),
    "MergeUndoneJustNow": ((*MERGES, ("firms", "undo")), ("firms", "undo")),
    "PraiseReportedJustNow": ((REPORT,), REPORT),
    "PraiseReportedBefore": (((*REPORT, "--call", 1),), (*REPORT, "--call", 1)),
    "TargetExists": ((), ("report", "month", "2026-11", "-o", "{folder}/一张.xlsx")),
    "BackupExists": ((), ("db", "backup", "-o", "{folder}/old.db")),
    "KeyFileExists": ((), ("duty", "key", "new", "-o", "{folder}/一张.xlsx")),
    "ExportExists": (
        (*DRAWN, ("file", "draw/seed.txt")), ("sample", "export", "-o", "{folder}/draw"),
    ),
}  # fmt: skip


def _classes() -> Iterator[type[RevisitError]]:
    for each in pkgutil.walk_packages(errors.__path__, f"{errors.__name__}."):
        importlib.import_module(each.name)
    left = [RevisitError]
    while left:
        found = left.pop()
        left += found.__subclasses__()
        yield found


def _denying() -> dict[str, type[RevisitError]]:
    every = {each.__name__: each for each in _classes() if each.__name__ not in ELSEWHERE}
    return {
        name: each for name, each in every.items() if DENIES.search(vars(each).get("sentence", ""))
    }


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = prepare(Revisit(tmp_path_factory.mktemp("prepared")))
    texts = {
        "2026年10月台账.csv": f"{HEAD}\n燃气办,甲,2026.11.3,施工,{OTHER},联系人,13800000001",
        "差评名单.csv": f"企业名称\n{FIRM}\n",
        "两列.csv": "企业名称,企业名称\n示例甲有限公司,示例乙有限公司\n",
        "说明.csv": "这是一份说明\n没有表\n",
        "换.csv": (folder / "台账.csv").read_text(encoding="utf-8").replace("施工", "另一件"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = openpyxl.Workbook()
    made.save(folder / "一张.xlsx")
    return folder


def _state(folder: Path) -> dict[str, object]:
    """Return every row of the data file and every file beside it."""
    with closing(sqlite3.connect(folder / "revisit.db")) as connection:
        names = connection.execute("select name from sqlite_schema where type = 'table'").fetchall()
        rows = {name: connection.execute(f"select * from {name}").fetchall() for (name,) in names}
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    beside = {
        str(each.relative_to(folder)): sha256(each.read_bytes()).hexdigest()
        for each in files
        if each.name != "revisit.db"
    }
    return {**rows, "beside": beside}


def test_every_refusal_that_denies_has_a_case() -> None:
    assert sorted(CASES) == sorted(_denying())


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_that_says_that_nothing_was_changed_is_right(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shutil.copytree(prepared, tmp_path / "work")
    revisit = Revisit(tmp_path / "work")
    before, words = CASES[name]
    for each in before:
        if each[0] == "sql":
            revisit.edit(str(each[1]))
        elif each[0] == "without nacl":
            for module in ("nacl", "nacl.public", "nacl.bindings"):
                monkeypatch.setitem(sys.modules, module, None)
        elif each[0] == "file":
            path = revisit.folder / str(each[1])
            path.parent.mkdir()
            path.write_text("此前的文件", encoding="utf-8")
        else:
            revisit(*_in(revisit.folder, each), by="甲" if each[0] == "calls" else "")
    state = _state(revisit.folder)
    refusal = _denying()[name]
    by = "乙" if name == "FirmBeingCalled" else ("甲" if words[0] == "calls" else "")
    ran = revisit(*_in(revisit.folder, words), code=int(refusal.exit_code), by=by)
    said = max(re.split(r"\{\w+\}", refusal.sentence), key=len)
    assert said in ran.err
    assert _state(revisit.folder) == state


def _in(folder: Path, words: Words) -> Words:
    return tuple(str(each).replace("{folder}", str(folder)) for each in words)
