"""A file that is written is whole and its owner's alone, or what lay there before is as it was."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from revisit_cli.disk.leftovers import parts_in
from revisit_cli.errors import ExitCode
from revisit_cli.errors.file.database import DatabaseNotWritable
from revisit_cli.operations.act import Act
from revisit_cli.operations.ledgers import importing
from revisit_cli.records.ledgers.importing import ImportOptions, LedgerImported
from revisit_cli.records.workbooks.grid import Workbook
from tests.bureau import UNIT
from tests.conftest import Revisit

# Every command that writes a file, and where.
WRITING: dict[str, tuple[str, ...]] = {
    "月报.xlsx": ("report", "month", "-o", "月报.xlsx"),
    "月报.html": ("report", "month", "-o", "月报.html"),
    "半年.xlsx": ("report", "half", "-o", "半年.xlsx"),
    "公布.html": ("report", "public", "-o", "公布.html"),
    "表一.xlsx": ("forms", "1", "--all", "-o", "表一.xlsx"),
    "表二.xlsx": ("forms", "2", "--all", "-o", "表二.xlsx"),
    "表三.xlsx": ("forms", "3", "--all", "-o", "表三.xlsx"),
    "空表.xlsx": ("ledgers", "template", UNIT, "-o", "空表.xlsx"),
    "行程.xlsx": ("visits", "sheet", "-o", "行程.xlsx"),
    "邀请.xlsx": ("symposium", "invite", "-o", "邀请.xlsx"),
    "期限.ics": ("calendar", "export", "-o", "期限.ics"),
    "抽取/seed.txt": ("sample", "export", "-o", "抽取"),
    "速查.xlsx": ("help", "print", "-o", "速查.xlsx"),
    "日志/events.jsonl": ("audit", "export", "-o", "日志"),
    "补录.xlsx": ("calls", "sheet", "--blank", "-o", "补录.xlsx"),
    "copy.db": ("db", "backup", "-o", "copy.db"),
}
BEFORE = b"what lay here before"


def _lay(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(BEFORE)
    path.chmod(0o644)


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
@pytest.mark.parametrize("name", WRITING)
def test_a_file_is_its_owners_alone_even_over_one_that_was_not(bureau: Revisit, name: str) -> None:
    path = bureau.folder / name
    _lay(path)
    bureau(*WRITING[name], "--force")
    assert path.read_bytes() != BEFORE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert parts_in(path.parent) == []


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", WRITING)
def test_what_fails_before_its_end_leaves_the_file_before_it(
    bureau: Revisit, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bureau.folder / name
    _lay(path)
    monkeypatch.setattr(os, "fsync", _full)
    ran = bureau.try_out(*WRITING[name], "--force")
    assert ran.code in (2, 3, 4, 5, 7, 9), ran.out + ran.err
    assert "Traceback" not in ran.err
    assert path.read_bytes() == BEFORE
    assert parts_in(path.parent) == []


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_is_named_and_nothing_is_left_that_was_not_there(
    bureau: Revisit, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(bureau.folder.rglob("*"))
    monkeypatch.setattr(os, "fsync", _full)
    ran = bureau.try_out(*WRITING[name])
    assert ran.code == ExitCode.BAD_INPUT
    assert "磁盘已满" in ran.err
    assert ".part" not in ran.err
    assert sorted(bureau.folder.rglob("*")) == before


@pytest.mark.parametrize("way", ["itself", "linked", "hard", "beside", "elsewhere"])
def test_nothing_is_written_on_the_data_file_or_its_own_names(bureau: Revisit, way: str) -> None:
    """However it is named, and whatever the data file itself is called."""
    commands = {
        **WRITING,
        "钥匙": ("duty", "key", "new", "-o", "钥匙"),
        "回访表": ("calls", "sheet", "--names", "甲", "-o", "回访表"),
        "清零单.xlsx": ("close", "2026-11", "--certificate", "-o", "清零单.xlsx"),
        "回执.xlsx": ("ledgers", "receipt", 1, "-o", "回执.xlsx"),
    }
    for number, (name, words) in enumerate(commands.items()):
        ending = Path(name).suffix
        if way == "itself":
            bureau.db = bureau.db.rename(bureau.folder / f"data{ending}")
        path = {
            "itself": bureau.db,
            "linked": bureau.folder / f"{number}{ending}",
            "hard": bureau.folder / f"{number}{ending}",
            "beside": bureau.folder / f"{bureau.db.name}-journal",
            "elsewhere": bureau.folder / ".." / bureau.folder.name / bureau.db.name,
        }[way]
        if way == "linked":
            path.symlink_to(bureau.db)
        if way == "hard":
            path.hardlink_to(bureau.db)
        before = bureau.db.read_bytes()
        force = () if name in ("钥匙", "回访表") else ("--force",)
        ran = bureau.try_out(*words[:-1], path, *force)
        assert ran.code == ExitCode.USAGE, name
        assert "是正在用的数据文件，或是它自己要用的名字" in ran.err, name
        assert bureau.db.read_bytes() == before, name


def test_files_that_belong_together_are_all_of_one_time(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau("audit", "export", "-o", "日志")
    old = {each: each.read_bytes() for each in (bureau.folder / "日志").iterdir()}
    bureau("units", "add", "丁科")
    real, done = os.fsync, iter((True, True))
    monkeypatch.setattr(os, "fsync", lambda file: real(file) if next(done, False) else _full(file))
    bureau("audit", "export", "-o", "日志", "--force", code=ExitCode.BAD_INPUT)
    assert {each: each.read_bytes() for each in (bureau.folder / "日志").iterdir()} == old


@pytest.mark.skipif(os.name != "posix", reason="processes as POSIX has them")
def test_what_a_killed_process_left_anywhere_is_swept_by_the_next_to_write_there(
    bureau: Revisit,
) -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as gone:
        gone.wait()
    folder = bureau.folder / "报表"
    folder.mkdir()
    dead, aside = (folder / f"月报.xlsx.{gone.pid}{end}.part" for end in ("", ".old"))
    other = folder / f"另存.xlsx.{gone.pid}.old.part"
    alive = folder / f"半年.xlsx.{os.getpid()}.part"
    (folder / "月报.xlsx").write_bytes(BEFORE)
    for each in (dead, aside, other, alive):
        each.write_bytes(b"13800000000")
    bureau("report", "public", "-o", folder / "公布.html")
    assert parts_in(folder) == [alive]
    assert (folder / "月报.xlsx").read_bytes() == BEFORE
    # What was set aside, and nothing took its place, is put back.
    assert (folder / "另存.xlsx").read_bytes() == b"13800000000"


def test_a_key_is_whole_or_not_there(bureau: Revisit, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nacl")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _full)
        assert bureau.try_out("duty", "key", "new", "-o", "key.json").code
    assert not (bureau.folder / "key.json").exists()
    bureau("duty", "key", "new", "-o", "key.json")
    assert os.name != "posix" or stat.S_IMODE((bureau.folder / "key.json").stat().st_mode) == 0o600


LEDGER = "企业名称,办理时间,联系电话,事项\n{firm},2026.11.3,电话不详,许可\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
def test_ledgers_of_one_name_out_of_closed_folders_share_no_receipt(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(revisit.folder)
    ledgers = []
    for unit in ("审批科", "燃气办"):
        folder = revisit.folder / unit
        folder.mkdir()
        path = folder / "台账.csv"
        path.write_text(LEDGER.format(firm=f"{unit}建材有限公司"), encoding="utf-8")
        folder.chmod(0o500)
        ledgers.append(path)
    for path, unit in zip(ledgers, ("审批科", "燃气办"), strict=True):
        revisit("import", path, "--unit", unit, "--month", "2026-11")
    assert len(list(revisit.folder.glob("台账_回执*.xlsx"))) == 2


def test_a_place_in_the_folder_one_works_in_is_nobodys_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from revisit_cli.files.ledgers import receipt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(receipt, "_is_writable", lambda path: path.parent == tmp_path)
    first = receipt.receipt_place(tmp_path / "甲" / "台账.xlsx", lambda _: True)
    assert first == tmp_path / "台账_回执.xlsx"
    first.write_bytes(BEFORE)
    second = receipt.receipt_place(tmp_path / "乙" / "台账.xlsx", lambda _: True)
    assert second == tmp_path / "台账_回执(2).xlsx"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes there")
def test_a_batch_goes_on_past_a_file_whose_name_is_no_text(revisit: Revisit) -> None:
    odd = Path(os.fsdecode(os.fsencode(revisit.folder) + b"/\xff\xfe.csv"))
    odd.write_text(LEDGER.format(firm="甲厂"), encoding="utf-8")
    plain = revisit.folder / "乙.csv"
    plain.write_text(LEDGER.format(firm="乙厂"), encoding="utf-8")
    bad = Path(os.fsdecode(os.fsencode(revisit.folder) + b"/\xfd.csv"))
    bad.write_bytes(b"\x89PNG\r\n")
    words = ("import", odd, bad, plain, "--unit", "审批科", "--month", "2026-11")
    told = revisit.json(*words, "--accept-gone", "--replace", code=3)
    assert [each["rows"]["accepted"] for each in told["files"]] == [1, 1]
    assert len(told["refused"]) == 1
    assert revisit.json("audit", "verify")["ok"]
    # It is found by those bytes, and by what the program calls it.
    for name in (odd, odd.name, told["files"][0]["file"]):
        assert len(revisit.json("ledgers", "show", name)["rows"]) == 1
    # Nor is a name told that no file bears.
    odd.write_text(LEDGER.format(firm=""), encoding="utf-8")
    assert "/��_回执" in revisit(*words[:2], *words[4:], "--accept-gone", code=8).err


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes there")
def test_a_notice_comes_in_whatever_its_file_is_called(revisit: Revisit) -> None:
    path = Path(os.fsdecode(os.fsencode(revisit.folder) + b"/\xff\xfe.csv"))
    path.write_text("日期,类型,名称\n2026-11-27,休,测试\n", encoding="utf-8")
    assert revisit.json("calendar", "import", path)["changed"]


def test_a_batch_of_which_a_file_found_the_disk_full_ends_as_the_data_files_fault(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [revisit.folder / f"{name}.csv" for name in ("甲", "乙", "丙")]
    for path in paths:
        path.write_text(LEDGER.format(firm=f"{path.stem}厂"), encoding="utf-8")
    real = importing._import_file

    def full(act: Act, found: Workbook, options: ImportOptions) -> LedgerImported:
        if found.name == "乙.csv":
            raise DatabaseNotWritable(file="revisit.db", what="磁盘已满")
        return real(act, found, options)

    monkeypatch.setattr(importing, "_import_file", full)
    words = ("import", *paths, "--unit", "审批科", "--month", "2026-11", "--replace")
    told = revisit.json(*words, code=ExitCode.BAD_DATABASE)
    assert [each["file"] for each in told["refused"]] == ["乙.csv"]
    assert len(told["files"]) == 2


HELD = "单位,企业名称,办理时间,联系电话,事项\n{unit},,{day},13800000001,许可\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("审批科", "2026.11.3"), ("燃气办", "2026.11.3")),
        (("审批科", "2026.11.3"), ("审批科", "2026.12.3")),
        (("审批科", "2026.11.3"), ("审批科、燃气办", "2026.11.3")),
    ],
)
def test_another_ledger_of_the_same_name_takes_no_receipts_place(
    revisit: Revisit, first: tuple[str, str], second: tuple[str, str]
) -> None:
    path = revisit.folder / "台账.csv"
    kept = {}
    for unit, day in (first, second):
        rows = [HELD.format(unit=each, day=day).splitlines()[1] for each in unit.split("、")]
        path.write_text("\n".join([HELD.splitlines()[0], *rows]), encoding="utf-8")
        told = revisit.json("import", path, now="2026-12-24T09:00", code=ExitCode.SOME_HELD)
        (receipt,) = [each["receipt"] for each in told["files"]]
        assert receipt not in kept
        kept[receipt] = Path(receipt).read_bytes()
        again = revisit.json("ledgers", "receipt", path)["receipt"]
        assert Path(again) == Path(receipt)
        kept[receipt] = Path(receipt).read_bytes()
        assert all(Path(each).read_bytes() == lies for each, lies in kept.items())
    assert len(kept) == 2


def test_a_ledger_sent_again_has_its_receipt_where_the_older_one_lay(revisit: Revisit) -> None:
    path = revisit.folder / "台账.csv"
    for phone in ("13800000001", "13800000002"):
        text = HELD.format(unit="审批科", day="2026.11.3").replace("13800000001", phone)
        path.write_text(text, encoding="utf-8")
        revisit("import", path, code=ExitCode.SOME_HELD)
    assert len(list(revisit.folder.glob("台账_回执*.xlsx"))) == 1
