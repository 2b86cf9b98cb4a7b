"""A file is handed over open: whoever takes it reads it, and never learns where it lies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revisit_cli.disk.handing import Sender, open_file

_TAKER = """
import os
from revisit_cli.disk.handing import receive_file
while (file := receive_file()) is not None:
    print(os.fdopen(file, "rb").read())
print("end")
"""


def test_files_arrive_in_order_and_the_end_is_told(tmp_path: Path) -> None:
    sender = Sender()
    taker = subprocess.Popen(
        [sys.executable, "-c", _TAKER], stdin=sender.input, stdout=subprocess.PIPE
    )
    sender.started()
    for name in ("甲", "乙"):
        path = tmp_path / name
        path.write_bytes(name.encode())
        file = open_file(path)
        if os.name == "posix":
            path.unlink()  # it is the open file that goes over, not its name
        sender.send(file, taker)
        os.close(file)
    sender.close()
    out, _ = taker.communicate(timeout=30)
    assert out.split() == [repr("甲".encode()).encode(), repr("乙".encode()).encode(), b"end"]


def test_nobody_to_take_a_file_is_an_error(tmp_path: Path) -> None:
    sender = Sender()
    gone = subprocess.Popen([sys.executable, "-c", ""], stdin=sender.input)
    sender.started()
    gone.wait()
    (tmp_path / "a").write_bytes(b"a")
    file = open_file(tmp_path / "a")
    with pytest.raises(OSError):  # noqa: PT011
        sender.send(file, gone)
    os.close(file)
    sender.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name on this system")
def test_what_is_no_plain_file_is_not_opened_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "none", Path("/dev/null")):
        with pytest.raises(OSError):  # noqa: PT011
            open_file(path)
