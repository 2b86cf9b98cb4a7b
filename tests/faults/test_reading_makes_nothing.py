"""A look makes no data file and obeys nothing that anybody wrote; a name is a name."""

import itertools
import os
import re
import stat
import unicodedata
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.errors import ExitCode, RevisitError
from revisit_cli.errors.file.database import DatabaseMissing
from revisit_cli.operations.act import writing
from revisit_cli.plain import safe
from revisit_cli.records.calls.claim import CallReleased
from revisit_cli.records.context import BEIJING, Context
from tests.bureau import FIRMS, LISTS
from tests.cases import hold_each
from tests.conftest import Revisit
from tests.faults.harness import COMMANDS, words_of
from tests.faults.test_moment import OTHERS, READING
from tests.ledgers import write_ledger
from tests.test_errors import refusals

# What a terminal would obey, what turns a line round or hides in it, and what a markup would take.
HOSTILE = (
    "\x1b[31m红\x1b[0m", "\x1b]0;题\x07", "\x9b2J", "反\u202e司公", "\u2066甲\u2069", "甲\x00乙",
    "甲\r覆盖", "甲\n× 已清零", "零\u200b宽", "\ufeff首", "[link=http://x]甲[/link]", ":smile:",
    "尾\\", "{0}{file}", "%s%n", "\u2028行\u2029段", "\udcff\udcfe\ud83d",
    "\U000e0041标", "\x85\x0b\x0c",
)  # fmt: skip
# More than anybody types: what repeats it whole fills the screen.
LONG, MOST_TOLD = "长" * 10_000, 10_000
# What a bureau may do first of all, and what puts a file where there is none.
FOUNDING = ("import", "imports", "unit", "roster", "setting", "key", "lock", "restore")
# What asks for no data, or for more than its own words.
BARE = (("clause", "list"), ("calendar", "show"), ("settings", "list"), ("db", "query"))


def _leaves() -> list[tuple[str, ...]]:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    ctx = root.make_context("revisit", ["status"])
    found: list[tuple[str, ...]] = []
    for name in root.list_commands(ctx):
        group = root.get_command(ctx, name)
        inner = group.list_commands(ctx) if isinstance(group, TyperGroup) else ()
        found += [(name, each) for each in inner] or [(name,)]
    # The demonstration makes a folder of what it is given.
    return [each for each in found if each != ("demo",)]


def obeyed(text: str) -> set[str]:
    """Return what a terminal would obey in a text, but for the ends of its lines."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return {each for each in text if unicodedata.category(each) in kinds} - {"\n"}


@pytest.mark.parametrize("words", dict.fromkeys((*READING, *OTHERS)), ids=" ".join)
def test_a_look_at_a_file_that_is_not_there_makes_none_and_says_so(
    revisit: Revisit, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(revisit.folder)
    missing = revisit.folder / "错字.db"
    ran = revisit.try_out(*words, "--db", missing)
    assert not missing.exists()
    assert not revisit.db.exists()
    named = ran.code == ExitCode.BAD_DATABASE and str(missing) in ran.err
    # What needs no data answers; whatever is wrong besides may be told first.
    assert named or ran.code in (0, 2, 3, 4), ran.out + ran.err
    if words in LISTS and words not in BARE:
        assert named, ran.err


@pytest.mark.parametrize("words", [("status",), ("calls", "list"), ("report", "month")])
def test_where_no_name_was_given_nothing_is_shown_as_nothing(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    ran = revisit(*words)
    assert f"还没有数据文件 {revisit.db}" in ran.err
    assert not revisit.db.exists()


def test_an_empty_file_is_told_and_stays_what_it_is(revisit: Revisit) -> None:
    revisit.db.write_bytes(b"")
    for words in (("status",), ("calls", "list"), ("audit", "log")):
        assert "是空文件" in revisit(*words, code=ExitCode.BAD_DATABASE).err
    assert revisit.db.read_bytes() == b""
    assert "原是空文件" in revisit("units", "add", "审批科").err
    revisit("status")


def test_whoever_makes_a_data_file_says_so(revisit: Revisit) -> None:
    other = revisit.folder / "另.db"
    assert f"新建数据文件：{other}" in revisit("calls", "next", "--db", other).err
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    assert "新建数据文件" in revisit("import", ledger).err
    assert "新建数据文件" not in revisit("import", ledger).err


@pytest.mark.parametrize("name", COMMANDS)
def test_no_mistyped_name_makes_a_file_but_where_a_bureau_begins(
    prepared: Path, revisit: Revisit, name: str
) -> None:
    revisit.db.write_bytes(b"")
    missing = revisit.folder / "错字.db"
    for db, why in ((missing, f"没有 {missing}"), (revisit.db, "是空文件")):
        ran = revisit.try_out(*words_of(name, prepared), "--db", db)
        if name in FOUNDING:
            assert ran.code in (0, 8), ran.err
            (prepared / "key.json").unlink(missing_ok=True)
        else:
            assert ran.code == ExitCode.BAD_DATABASE, ran.err
            assert why in ran.err
            assert not missing.exists()
            assert revisit.db.read_bytes() == b""


@pytest.mark.parametrize("name", COMMANDS)
def test_where_no_name_was_given_only_a_beginning_makes_a_file(
    prepared: Path, revisit: Revisit, name: str
) -> None:
    """REVISIT_DB, which may be mistyped as well: what has nothing to act on leaves nothing."""
    ran = revisit.try_out(*words_of(name, prepared))
    (prepared / "key.json").unlink(missing_ok=True)
    assert revisit.db.exists() is (name in FOUNDING), ran.err
    if name not in FOUNDING:
        assert str(revisit.db) in ran.err
        # What changes nothing tells so; all else is refused for what it lacks.
        assert ran.code in (3, 4, 5, 7) or name in ("shown", "findings", "absorb"), ran.err


def test_what_would_save_where_there_is_no_data_file_is_refused(revisit: Revisit) -> None:
    context = Context(str(revisit.db), "甲", datetime(2026, 11, 26, 9, tzinfo=BEIJING))
    with pytest.raises(DatabaseMissing), writing(context) as act:
        act.tell(CallReleased(1))
    assert [each.fate for each in context.savings] == ["not_saved"]
    assert not revisit.db.exists()


def test_a_matter_that_names_nothing_of_ours_may_be_the_first(revisit: Revisit) -> None:
    missing = revisit.folder / "错字.db"
    add = ("problems", "add", "--words", "停车难")
    revisit(*add, "--db", missing, code=ExitCode.BAD_DATABASE)
    revisit(*add, "甲公司", code=ExitCode.NOT_FOUND)
    assert not missing.exists()
    assert not revisit.db.exists()
    assert "新建数据文件" in revisit(*add).err


def test_a_new_file_beside_others_names_them(bureau: Revisit, tmp_path: Path) -> None:
    (bureau.folder / "别的.db").write_bytes(b"SQLite format 3\0" + b"x" * 90)
    (bureau.folder / "空.db").write_bytes(b"")
    new = bureau.folder / "新.db"
    said = bureau("units", "add", "甲科", "--db", new).err
    assert f"已有数据文件 {bureau.db.name}；" in said
    assert "删掉新的 新.db" in said
    assert "已有数据文件" not in bureau("units", "add", "乙科", "--db", new).err
    alone = tmp_path / "alone" / "新.db"
    assert "已有数据文件" not in bureau("units", "add", "甲科", "--db", alone).err


@pytest.mark.parametrize("kind", ["folder", *(["pipe"] if hasattr(os, "mkfifo") else [])])
def test_what_is_no_file_is_called_no_data_file_and_left_alone(
    revisit: Revisit, bureau: Revisit, kind: str
) -> None:
    bureau("db", "backup", "-o", bureau.folder / "copy.db")
    revisit.db.mkdir() if kind == "folder" else os.mkfifo(revisit.db)
    restore = ("db", "restore", bureau.folder / "copy.db", "--yes")
    record = ("calls", "record", 1, "--outcome", "占线")
    for words in (("status",), ("audit", "verify"), ("db", "check"), ("db", "backup"), ("undo",),
                  record, restore, ("units", "add", "甲科"), ("calls", "next")):  # fmt: skip
        ran = revisit.try_out(*words)
        assert ran.code == ExitCode.BAD_DATABASE, (words, ran.err)
        assert "不是 revisit 的数据文件" in ran.err
        assert not revisit.db.is_file()
        assert {each.name for each in revisit.folder.iterdir()} == {revisit.db.name, "work"}


@pytest.mark.parametrize("words", [("status",), ("audit", "verify"), ("undo",), ("db", "path")])
def test_a_folder_that_is_barred_is_no_bug(
    bureau: Revisit, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def barred(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", barred)
        ran = bureau(*words, "--db", bureau.db, code=ExitCode.BAD_DATABASE)
    assert f"没有权限打开数据文件 {bureau.db}" in ran.err


def test_a_file_that_is_barred_is_told_by_its_name(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda *_, **__: False)
        ran = bureau("calls", "record", 1, "--outcome", "占线", code=ExitCode.BAD_DATABASE)
    assert "没有权限打开数据文件" in ran.err
    assert "没有保存任何记录" in ran.err

    def barred(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "甲.csv")

    with monkeypatch.context() as patch:
        patch.setattr("revisit_cli.cli.file.database.database.locate", barred)
        assert "没有权限打开 甲.csv" in bureau("db", "path", code=ExitCode.BAD_INPUT).err


def test_a_name_that_is_empty_is_asked_for(revisit: Revisit) -> None:
    for words in (("--db", ""), ("--db", "  ")):
        assert "没有写数据文件的名字" in revisit("units", "add", "甲", *words, code=2).err
    assert "不像姓名" in revisit("units", "add", "甲", "--by", "", code=2).err
    assert not revisit.db.exists()


def test_an_empty_file_that_data_are_put_in_is_private(revisit: Revisit) -> None:
    revisit.db.write_bytes(b"")
    revisit.db.chmod(0o644)
    revisit("units", "add", "审批科")
    assert stat.S_IMODE(revisit.db.stat().st_mode) == 0o600


def test_what_is_only_tried_out_makes_no_file(revisit: Revisit, tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path, "审批科", FIRMS, date(2026, 11, 3))
    assert "收下 4" in revisit("import", ledger, "--dry-run").out
    revisit.try_out("flags", "import", ledger, "--reason", "差评", "--dry-run")
    revisit.try_out("undo", "--dry-run")
    assert not revisit.db.exists()


@pytest.mark.parametrize(
    "name",
    [
        "  ",
        "甲\x1b[31m",
        "甲\n乙",
        "甲\u202e",
        "13800000000",
        "１３８0000000",
        "甲" * 41,
        "一三八〇〇〇〇〇〇〇〇",
        "138～0000～0000",
        "王工①③⑧⓪⓪⓪⓪",
    ],
    ids=ascii,
)
def test_what_is_no_name_is_refused_wherever_it_comes_from(revisit: Revisit, name: str) -> None:
    ways = (revisit.try_out("units", "add", "甲", by=name or " "),
            revisit.try_out("units", "add", "甲", "--by", name or " "))  # fmt: skip
    for ran in ways:
        assert ran.code == ExitCode.USAGE, ran.out + ran.err
        assert "不像姓名" in ran.err
        assert not obeyed(ran.err)
    assert not revisit.db.exists()


def test_no_refusal_shows_anything_that_a_terminal_obeys() -> None:
    def check(case: tuple[type[RevisitError], str]) -> None:
        refusal, text = case
        names = re.findall(r"\{(\w+)\}", refusal.sentence)
        facts = {name: text for name in names if name not in ("lines", "advice")}
        facts |= {name: f"甲\n{safe(text)}" for name in ("lines", "advice")}
        told = str(refusal(**facts))
        told.encode()
        assert not obeyed(told)
        assert len(told) < MOST_TOLD
        assert told.count("\n") == refusal.sentence.count("\n") + sum(
            name in ("lines", "advice") for name in names
        )

    hold_each(itertools.product(refusals(), (*HOSTILE, LONG)), check)


@pytest.mark.parametrize("words", _leaves(), ids=" ".join)
def test_no_command_shows_anything_typed_that_a_terminal_obeys(
    revisit: Revisit, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(revisit.folder)
    # No system hands a NUL to a program. Whatever shows but a part of a text shows an end of it.
    typed = [each for each in HOSTILE if "\x00" not in each]
    for text in ("".join([*typed, LONG]), "".join([LONG, *reversed(typed)])):
        for more in ((text,), (text, text), ("--month", text), (f"--{text}",)):
            ran = revisit.try_out(*words, *more)
            told = ran.out + ran.err
            told.encode()
            assert ran.code != ExitCode.BUG, (words, told[:300])
            assert not obeyed(told), (words, more, ran.out, ran.err)
            assert len(told) < MOST_TOLD, (words, len(told))


@pytest.mark.parametrize("size", [1, 2, 100, 511])
@pytest.mark.parametrize(
    "words", ["status", "calls next", "units add 甲科", "db check", "settings list"]
)
def test_a_file_of_a_few_letters_is_none_of_ours_and_left_as_it_is(
    revisit: Revisit, words: str, size: int
) -> None:
    """SQLite takes one byte for none, and writes its own over it."""
    revisit.db.write_bytes(b"S" * size)
    assert revisit.try_out(*words.split()).code in (ExitCode.BAD_DATABASE, ExitCode.BAD_INPUT)
    assert revisit.db.read_bytes() == b"S" * size
