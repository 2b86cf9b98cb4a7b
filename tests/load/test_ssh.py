"""Eight clerks, each with a login of his own, at one data file over ssh: every firm exactly once.

A real sshd on loopback, real logins, made for the test and removed after it.
"""

import grp
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

CLERKS = [f"revisit-test-{number}" for number in range(1, 9)]
GROUP = "revisit-test"
FIRMS = 16
_PROGRAMS = ("sshd", "ssh", "ssh-keygen", "useradd", "groupadd")
_MISSING = [
    name for name in _PROGRAMS if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") is None
]
_HOUSE = Path(__file__).parents[2]
# What each clerk does at his own login: takes calls and records them until none is left.
_WORK = """
import json, subprocess, sys
def revisit(*words):
    command = [sys.executable, "-m", "revisit_cli", *words, "--json"]
    return subprocess.run(command, capture_output=True, text=True)
while True:
    ran = revisit("calls", "next", "2026-11")
    assert ran.returncode == 0, ran.stderr
    call = json.loads(ran.stdout)
    if call is None:
        break
    ran = revisit("calls", "record", str(call["id"]), "--token", str(call["token"]),
                  "--outcome", "拒访", "--words", "不愿多谈")
    assert ran.returncode == 0, ran.stderr
    print(call["id"])
"""

pytestmark = [
    pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}"),
    pytest.mark.skipif(
        os.geteuid() != 0, reason="only the administrator of a machine makes logins on it"
    ),
]


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every login may enter; pytest's own is its owner's alone."""
    made = Path(tempfile.mkdtemp(prefix="revisit-ssh-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def python(place: Path) -> str:
    """Return a Python that every login may run: this one, or a copy where it lies out of reach."""
    own = Path(sys.executable).resolve()
    if all(each.stat().st_mode & 0o001 for each in own.parents):
        return sys.executable
    library = Path(os.__file__).parent
    home = place / "python"
    (home / "bin").mkdir(parents=True)
    shutil.copy(own, home / "bin")
    shutil.copytree(
        library,
        home / "lib" / library.name,
        ignore=shutil.ignore_patterns("test", "site-packages", "__pycache__", "config-*"),
    )
    return f"PYTHONHOME={home} {home / 'bin' / own.name}"


@pytest.fixture
def logins() -> Iterator[None]:
    """Eight logins in one group."""
    _run("groupadd", "-f", GROUP)
    try:
        for name in CLERKS:
            _run(
                "useradd",
                "-M",
                "-N",
                "-g",
                "nogroup",
                "-G",
                GROUP,
                "-p",
                "*",
                "-s",
                "/bin/sh",
                name,
            )
        yield
    finally:
        for name in CLERKS:
            subprocess.run(["userdel", name], check=False, capture_output=True)
        subprocess.run(["groupdel", GROUP], check=False, capture_output=True)


@pytest.fixture
def port(place: Path, logins: None) -> Iterator[int]:
    """A server that lets the eight in by one key."""
    for name in ("host", "key"):
        _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / name))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    told = {
        "Port": number, "ListenAddress": "127.0.0.1", "HostKey": place / "host",
        "PidFile": "none", "AuthorizedKeysFile": place / "key.pub", "StrictModes": "no",
        "UsePAM": "no", "PasswordAuthentication": "no", "AllowGroups": GROUP,
        "MaxStartups": 100,
    }  # fmt: skip
    config = place / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in told.items()))
    (place / "key.pub").chmod(0o644)
    Path("/run/sshd").mkdir(exist_ok=True, mode=0o755)
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert sshd is not None
    server = subprocess.Popen([sshd, "-D", "-e", "-f", config], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", number)) == 0:
                    break
            time.sleep(0.05)
        yield number
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def test_eight_logins_call_every_firm_exactly_once(place: Path, python: str, port: int) -> None:
    bureau = Revisit(place / "data")
    bureau.folder.mkdir(mode=0o700)
    firms = [f"示例{number:02d}有限公司" for number in range(FIRMS)]
    ledger = write_ledger(place, "审批科", firms, date(2026, 11, 3))
    bureau("import", ledger, "--month", "2026-11")
    bureau("db", "backup")
    bureau("db", "share", "--group", GROUP)
    work = place / "work.py"
    work.write_text(_WORK, encoding="utf-8")
    work.chmod(0o644)
    found = ":".join([str(_HOUSE), sysconfig.get_path("purelib")])
    told = f"REVISIT_DB={bureau.db} REVISIT_NOW={bureau.now} PYTHONPATH={found} LC_ALL=C.UTF-8"
    command = f"umask 077; cd {place}; {told} {python} {work}"
    clerks = [
        subprocess.Popen(
            [
                "ssh", "-q", "-i", place / "key", "-p", str(port), "-o", "BatchMode=yes",
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                f"{name}@127.0.0.1", command,
            ],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in CLERKS
    ]  # fmt: skip
    done: list[int] = []
    for clerk in clerks:
        out, err = clerk.communicate(timeout=300)
        assert clerk.returncode == 0, err
        done += map(int, out.split())
    assert Counter(done) == Counter(range(1, FIRMS + 1))
    listed = bureau.json("calls", "list", "2026-11")["calls"]
    assert {each["attempts"] for each in listed} == {1}
    events = bureau.json("audit", "log", "--limit", "1000")["events"]
    callers = {each["by"] for each in events if each["kind"] == "CallRecorded"}
    assert callers <= set(CLERKS)
    assert len(callers) > 1
    bureau("db", "check")
    later = "REVISIT_NOW=2026-11-27T09:00"
    # Each may look after the file too: a backup by one is the group's.
    subprocess.run(
        ["runuser", "-u", CLERKS[2], "--", "sh", "-c",
         f"umask 077; cd {place}; {told} {later} {python} -m revisit_cli db backup"],
        check=True, capture_output=True,
    )  # fmt: skip
    bureau("db", "check")
    assert json.loads(bureau("db", "check", "--json").out)["ok"]
    assert grp.getgrgid(bureau.db.stat().st_gid).gr_name == GROUP


def _run(*words: str) -> None:
    subprocess.run(
        words, check=True, capture_output=True,
        env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"},
    )  # fmt: skip
