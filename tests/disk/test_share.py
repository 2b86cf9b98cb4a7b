"""A data file on a share is read and never written."""

import pytest

from revisit_cli import store
from revisit_cli.disk.share import REMOTE_KINDS, kind_of_mount
from revisit_cli.store.file.owner import disown, own, owner_file
from tests.conftest import Revisit

MOUNTS = [
    "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
    "40 22 0:35 / /mnt/share rw - cifs //server/share rw",
    "41 22 0:36 / /mnt/my\\040share rw - nfs4 server:/x rw",
    "42 40 0:37 / /mnt/share/local rw - ext4 /dev/sdb1 rw",
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/clerk/revisit.db", "ext4"),
        ("/mnt/share/revisit.db", "cifs"),
        ("/mnt/shared/revisit.db", "ext4"),
        ("/mnt/my share/revisit.db", "nfs4"),
        ("/mnt/share/local/revisit.db", "ext4"),
    ],
)
def test_the_longest_mount_above_decides(path: str, kind: str) -> None:
    assert kind_of_mount(path, MOUNTS) == kind
    assert (kind in REMOTE_KINDS) == (kind != "ext4")


def test_a_file_on_a_share_is_read_but_not_written(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    before = revisit.db.read_bytes()
    monkeypatch.setattr("revisit_cli.store.file.database.is_remote", lambda _: True)
    revisit("settings", "list")
    ran = revisit("settings", "set", "closing_time", "17:45", code=7)
    assert "共享" in ran.err
    assert revisit.db.read_bytes() == before


@pytest.fixture
def shared(revisit: Revisit, monkeypatch: pytest.MonkeyPatch) -> Revisit:
    """A data file that lies on a share."""
    revisit("settings", "set", "closing_time", "17:30")
    monkeypatch.setattr("revisit_cli.store.file.database.is_remote", lambda _: True)
    return revisit


def test_who_says_to_be_alone_writes_and_leaves_no_name_behind(shared: Revisit) -> None:
    shared("settings", "set", "closing_time", "17:45", "--i-am-alone")
    assert shared.json("audit", "verify")["size"] == 3
    assert not owner_file(shared.db).exists()


def test_two_who_say_to_be_alone_notice_each_other(shared: Revisit) -> None:
    own(shared.db, "甲")
    before = shared.db.read_bytes()
    ran = shared("settings", "set", "closing_time", "17:45", "--i-am-alone", code=7)
    assert "甲 于" in ran.err
    assert owner_file(shared.db).name in ran.err
    assert shared.db.read_bytes() == before
    assert owner_file(shared.db).exists()
    disown(shared.db)
    shared("settings", "set", "closing_time", "17:45", "--i-am-alone")


def test_no_file_is_made_or_migrated_on_a_share(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revisit_cli.store.file.database.is_remote", lambda _: True)
    revisit("units", "add", "审批科", code=7)
    assert not revisit.db.exists()
    revisit("units", "add", "审批科", "--i-am-alone")
    monkeypatch.setattr(
        "revisit_cli.store.file.database.SCHEMA_VERSION", store.migrations.SCHEMA_VERSION + 1
    )
    before = revisit.db.read_bytes()
    revisit("settings", "list", code=7)
    assert revisit.db.read_bytes() == before
