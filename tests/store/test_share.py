"""A data file on a share is read and never written."""

import pytest

from revisit_cli.store.share import REMOTE_KINDS, kind_of_mount
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
    monkeypatch.setattr("revisit_cli.store.database.is_remote", lambda _: True)
    revisit("settings", "list")
    ran = revisit("settings", "set", "closing_time", "17:45", code=7)
    assert "共享" in ran.err
    assert revisit.db.read_bytes() == before
