"""A data file that is a group's: all that goes with it, now and later, until it is taken back."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Revisit

grp = pytest.importorskip("grp", reason="Windows has no groups of files")


def _group() -> str:
    """Return a group that may be given to, other than the one that files get by themselves."""
    own = range(1, 1 << 31) if os.geteuid() == 0 else os.getgroups()
    found = [each.gr_name for each in grp.getgrall() if each.gr_gid in own]
    found = [name for name in found if grp.getgrnam(name).gr_gid != os.getegid()]
    if not found:
        pytest.skip("this user is in no group beside his own")
    return str(found[0])


@pytest.fixture
def group() -> str:
    return _group()


@pytest.fixture
def bureau(tmp_path: Path) -> Revisit:
    folder = tmp_path / "数据"
    folder.mkdir(mode=0o700)
    made = Revisit(folder)
    made("units", "add", "审批科")
    made("db", "backup")
    return made


def kept(bureau: Revisit) -> dict[str, tuple[str, str]]:
    """Return mode and group of everything that goes with the data file."""
    found = [bureau.folder, *bureau.folder.rglob("*")]
    return {
        each.relative_to(bureau.folder).as_posix(): (
            f"{stat.S_IMODE(each.stat().st_mode):04o}",
            grp.getgrgid(each.stat().st_gid).gr_name,
        )
        for each in found
    }


def _is_all_the_groups(bureau: Revisit, group: str) -> bool:
    return all(
        told == ("2770" if (bureau.folder / name).is_dir() else "0660", group)
        for name, told in kept(bureau).items()
    )


def test_folder_file_journal_and_backups_are_given_and_taken_back(
    bureau: Revisit, group: str
) -> None:
    before = kept(bureau)
    told = bureau.json("db", "share", "--group", group)
    assert told["group"] == group
    assert set(told["given"]) == before.keys()
    assert _is_all_the_groups(bureau, group)
    bureau("db", "check")
    events = bureau.json("audit", "log")["events"]
    assert events[-1]["kind"] == "DatabaseShared"
    bureau("db", "share", "--withdraw")
    assert {name: mode for name, (mode, _) in kept(bureau).items()} == {
        name: mode for name, (mode, _) in before.items()
    }
    bureau("db", "check")


def test_what_comes_after_is_the_groups_too_whatever_the_umask(bureau: Revisit, group: str) -> None:
    bureau("db", "share", "--group", group)
    before = os.umask(0o077)
    try:
        bureau.now = "2026-11-27T09:00"
        bureau("db", "backup")
        bureau("units", "add", "燃气办")
        copy = next((bureau.folder / "backups").glob("*20261127*"))
        bureau.now = "2026-11-28T09:00"
        bureau("db", "restore", copy, "--yes")
        bureau.db.unlink()
        bureau("db", "restore", copy, "--yes")
    finally:
        os.umask(before)
    assert len(kept(bureau)) > 5
    assert _is_all_the_groups(bureau, group)
    bureau("db", "check")


@pytest.mark.parametrize("which", ["revisit.db", "backups", "revisit.db-journal", "backups/*"])
def test_a_check_names_what_is_off_and_sharing_again_mends_it(
    which: str, bureau: Revisit, group: str
) -> None:
    bureau("db", "share", "--group", group)
    (odd,) = bureau.folder.glob(which)
    odd.chmod(0o755 if odd.is_dir() else 0o640)
    name = odd.relative_to(bureau.folder).as_posix()
    faults = bureau.json("db", "check", code=6)["faults"]
    assert [(each["file"], each["what"]) for each in faults] == [(name, "share_uneven")]
    assert name in bureau("db", "check", code=6).err
    bureau("db", "share", "--group", group)
    bureau("db", "check")


def test_a_file_that_others_read_without_being_shared_is_still_a_fault(bureau: Revisit) -> None:
    bureau.db.chmod(0o660)
    (fault,) = bureau.json("db", "check", code=6)["faults"]
    assert fault["what"] == "file_open_to_others"


def test_nothing_is_shared_that_cannot_be(
    bureau: Revisit, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(bureau)
    bureau("db", "share", code=2)
    bureau("db", "share", "--group", group, "--withdraw", code=2)
    assert "groupadd 没有这组" in bureau("db", "share", "--group", "没有这组", code=4).err
    monkeypatch.setattr(Path, "home", lambda: bureau.folder)
    assert "单独的文件夹" in bureau("db", "share", "--group", group, code=2).err
    monkeypatch.undo()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    monkeypatch.setattr(os, "getgroups", lambda: [grp.getgrnam(group).gr_gid])
    assert "不是您的" in bureau("db", "share", "--group", group, code=2).err
    monkeypatch.setattr(os, "getgroups", list)
    assert "usermod" in bureau("db", "share", "--group", group, code=2).err
    assert kept(bureau) == before


def test_a_link_out_of_the_folder_is_left_alone(bureau: Revisit, group: str) -> None:
    outside = bureau.folder.parent / "别的"
    outside.write_bytes(b"x")
    outside.chmod(0o600)
    (bureau.folder / "backups" / "link.db").symlink_to(outside)
    bureau("db", "share", "--group", group)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o600


OWNER, COLLEAGUE = 54321, 54322  # of no login
as_administrator = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only the administrator acts for two users"
)


@contextmanager
def acting(user: int, group: str) -> Iterator[None]:
    """Act as a user who is in a group."""
    groups = os.getgroups()
    os.setgroups([grp.getgrnam(group).gr_gid])
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture
def shared(bureau: Revisit, group: str) -> Iterator[Revisit]:
    """A data file of one user, shared with a group in which there is a second one."""
    # What is loaded while a command runs may lie where these users may not read.
    for words in (["--group", group], ["--withdraw"]):
        bureau("db", "share", *words)
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place) / "数据"
        folder.mkdir(mode=0o700)
        os.chown(folder, OWNER, OWNER)
        with acting(OWNER, group):
            made = Revisit(folder)
            made("units", "add", "审批科")
            made("db", "share", "--group", group)
        yield made


def owners(revisit: Revisit) -> set[int]:
    return {each.stat().st_uid for each in [revisit.folder, *revisit.folder.rglob("*")]}


@as_administrator
@pytest.mark.parametrize("first", [OWNER, COLLEAGUE], ids=["in my folder", "in his folder"])
def test_a_colleagues_backup_is_taken_over_with_what_it_says(
    shared: Revisit, group: str, first: int
) -> None:
    made = {}
    for user, now in ((first, "2026-11-27T10:00"), (COLLEAGUE, "2026-11-28T10:00")):
        with acting(user, group):
            backup = Path(shared.json("db", "backup", now=now)["file"])
        made[backup.relative_to(shared.folder).as_posix()] = backup.read_bytes()
    assert owners(shared) == {OWNER, COLLEAGUE}
    with acting(OWNER, group):
        told = shared.json("db", "share", "--withdraw")
    wanted = (
        {"backups", *made} if first == COLLEAGUE else {backup.relative_to(shared.folder).as_posix()}
    )
    assert set(told["taken_over"]) == wanted
    assert owners(shared) == {OWNER}
    assert {mode for mode, _ in kept(shared).values()} == {"0700", "0600"}
    assert {name: (shared.folder / name).read_bytes() for name in made} == made
    with acting(OWNER, group):
        shared("db", "check")


@as_administrator
def test_what_cannot_be_taken_over_is_named_with_its_owner_and_the_way_out(
    shared: Revisit, group: str
) -> None:
    with acting(COLLEAGUE, group):
        backup = shared.json("db", "backup")["file"]
        Path(backup).chmod(0o000)
    before = kept(shared)
    for user, file, owner in ((OWNER, backup, COLLEAGUE), (COLLEAGUE, shared.folder, OWNER)):
        with acting(user, group):
            told = shared("db", "share", "--withdraw", code=2).err
        assert f"{file} 是“{owner}”的" in told
        assert f"chown {user} " in told
    assert kept(shared) == before


@as_administrator
def test_a_copy_that_a_colleague_is_just_writing_is_left_to_him(
    shared: Revisit, group: str
) -> None:
    with acting(COLLEAGUE, group):
        shared("db", "backup")
        part = shared.folder / "backups" / f"某.db.{os.getpid()}.part"
        part.write_bytes(b"half")
    with acting(OWNER, group):
        told = shared.json("db", "share", "--withdraw")
    assert part.stat().st_uid == COLLEAGUE
    assert not [name for name in told["taken_over"] if "part" in name]
