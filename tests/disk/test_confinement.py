"""The process that reads foreign files can do nothing else, whatever a file makes of it.

Each attempt is made by the reading process itself, at the moment when it would look at a file.
"""

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.disk.confinement import FILES_OPEN, FILTER, LANDLOCK, LIMITS
from revisit_cli.disk.handing import Sender, open_file
from revisit_cli.disk.system_calls import filter_for
from revisit_cli.files.workbooks.frame import frame_of, received
from revisit_cli.files.workbooks.reader import MEMORY_LIMIT
from revisit_cli.program import READER, own_process

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows takes nothing away from itself")

# What the reader does instead of looking at what the file is: says how an attempt ended.
_FALLEN = """
import ctypes, fcntl, os, struct
import revisit_cli.files.workbooks.reader as reader
def asked(numbers, *words):
    library = ctypes.CDLL(None, use_errno=True)
    number = numbers[os.uname().machine != "x86_64"]
    told = [ctypes.c_long(each) if isinstance(each, int) else each for each in (number, *words)]
    if (answer := library.syscall(*told)) < 0:
        raise OSError(ctypes.get_errno(), "")
    return answer
def on_file(act, *words):
    return act(FILES[-1], *words)
FILES, _fdopen = [], os.fdopen
def _kept(file, *words):
    FILES.append(os.dup(file))
    return _fdopen(file, *words)
os.fdopen = _kept
def fallen(data):
    import errno
    from revisit_cli.files.workbooks.refused import Refused
    words = data.decode()
    try:
        told = repr(eval(words) if "\\n" not in words else exec(words))
    except BaseException as problem:
        code = getattr(problem, "errno", None)
        told = errno.errorcode.get(code, str(code)) if code else type(problem).__name__
    raise Refused(told)
reader.guarded_kind = fallen
"""


class Reader:
    """A reading process that runs what the file holds."""

    def __init__(self) -> None:
        command = own_process(READER)
        command[3] = command[3].replace("answered()", _FALLEN + "answered()")
        self.sender = Sender()
        self.process = subprocess.Popen(
            command, stdin=self.sender.input, stdout=subprocess.PIPE, env={}
        )
        self.sender.started()
        self.holds = self._frame()[3]

    def __call__(self, words: str, folder: Path) -> str:
        """Return how it went when a file made the reader do what the words say."""
        path = folder / "台账.xlsx"
        path.write_text(words, encoding="utf-8")
        file = open_file(path)
        self.sender.send(file, self.process)
        os.close(file)
        kind, told, _ = self._frame()
        assert kind == "refused"
        return str(told)

    def _frame(self) -> list[Any]:
        assert self.process.stdout is not None
        return frame_of(received(self.process.stdout))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.sender.close()


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


def _landlock_version() -> int:
    """Return which Landlock the kernel has, asked without our own code; under 1 if none."""
    if not sys.platform.startswith("linux"):
        return 0
    library = ctypes.CDLL(None, use_errno=True)
    return int(library.syscall(444, None, ctypes.c_size_t(0), 1))


def _filters_calls() -> bool:
    return Path("/proc/sys/kernel/seccomp/actions_avail").exists()


needs_landlock = pytest.mark.skipif(
    _landlock_version() < 1,
    reason="this kernel has no Landlock; the limits are tested all the same",
)
needs_filter = pytest.mark.skipif(
    not _filters_calls() or filter_for(os.uname().machine, 0) is None,
    reason="this kernel filters no system calls of this processor",
)


def test_limits_hold_on_every_system(reader: Reader, tmp_path: Path) -> None:
    assert LIMITS in reader.holds
    limit = "__import__('resource').getrlimit(__import__('resource').RLIMIT_{})[{}]"
    assert reader(limit.format("AS", 1), tmp_path) == str(MEMORY_LIMIT)
    assert reader(limit.format("FSIZE", 1), tmp_path) == "0"
    assert reader(limit.format("CORE", 1), tmp_path) == "0"
    assert reader(limit.format("NOFILE", 1), tmp_path) == str(FILES_OPEN)
    assert reader(limit.format("NPROC", 1), tmp_path) == "0"
    assert 0 < int(reader(limit.format("CPU", 0), tmp_path)) < 200
    assert reader("bytearray(2_000_000_000)", tmp_path) == "MemoryError"
    assert reader("[__import__('os').dup(1) for _ in range(100)]", tmp_path) == "EMFILE"


def test_the_environment_is_empty_and_no_terminal_is_at_hand(
    reader: Reader, tmp_path: Path
) -> None:
    assert reader("dict(__import__('os').environ)", tmp_path) == "{}"
    assert reader("open('/proc/self/environ').read().strip('\\0')", tmp_path) in ("''", "EACCES")


ATTEMPTS = {
    "a socket": "__import__('socket').socket()",
    "a datagram": "__import__('socket').socket(type=2)",
    "a socket by name": "__import__('socket').socket(1)",
    "a pair": "__import__('socket').socketpair()",
    "a process": "__import__('os').fork()",
    "a program": "__import__('os').execv('/bin/true', ['true'])",
    "a child": "__import__('subprocess').run(['/bin/true'])",
    "a thread": "__import__('_thread').start_new_thread(print, ())",
    "a signal": "__import__('os').kill({parent}, 0)",
    "a new file": "open({folder!r} + '/new', 'w')",
    "an old file": "open({kept!r}, 'r+')",
    "an end to write at": "open({kept!r}, 'a')",
    "an emptied file": "__import__('os').truncate({kept!r}, 0)",
    "a removed file": "__import__('os').unlink({kept!r})",
    "a renamed file": "__import__('os').rename({kept!r}, {kept!r} + '2')",
    "a link": "__import__('os').symlink('x', {folder!r} + '/link')",
    "a second name": "__import__('os').link({kept!r}, {folder!r} + '/name')",
    "a folder": "__import__('os').mkdir({folder!r} + '/inside')",
    "no folder": "__import__('os').rmdir({folder!r})",
    "other rights": "__import__('os').chmod({kept!r}, 0o777)",
    "another time": "__import__('os').utime({kept!r}, (1, 1))",
    "a pipe by name": "__import__('os').mkfifo({folder!r} + '/pipe')",
    "a mark": "__import__('os').setxattr({kept!r}, 'user.a', b'1')",
    "another's memory": "open('/proc/{parent}/mem', 'r+b')",
    "another's limits": "asked((302, 261), {parent}, 0, None, bytes(16))",
    "another's turn": "asked((141, 140), 0, {parent}, 0)",
    "another's processors": "asked((203, 122), {parent}, 8, struct.pack('Q', (1 << 64) - 1))",
    "another's way of taking turns": "asked((144, 119), {parent}, 0, struct.pack('i', 0))",
    "another's turn at the disk": "asked((251, 30), 1, {parent}, 0)",
    "another's pages": "asked((279, 239), {parent}, 0, None, None, None, 0)",
    "another's files": "asked((312, 272), {parent}, {parent}, 0, 0, 0)",
    "what another does": "asked((298, 241), b'\\1' + bytes(111), {parent}, -1, -1, 0)",
    "another's group": "asked((109, 154), 0, 0)",
    "a signal to a thread": "asked((234, 131), {parent}, {parent}, 0)",
    "a file's signals for another": "fcntl.fcntl(0, 8, {parent})",
    "a file's signals in another form": "fcntl.fcntl(0, 15, struct.pack('ii', 1, {parent}))",
    "a file's signals asked for": "fcntl.ioctl(0, 0x8901, struct.pack('i', {parent}))",
    "which signal a file sends": "fcntl.fcntl(0, 10, 9)",
    "a lease": "on_file(fcntl.fcntl, 1024, 0)",
    "traits of the ledger": "on_file(fcntl.ioctl, 0x40086602, struct.pack('l', 0x40))",
    "more traits of the ledger": "on_file(fcntl.ioctl, 0x401C5820, bytes(28))",
    "the ledger written no more": "on_file(fcntl.ioctl, 0x40806685, bytes(128))",
    "a key typed": "fcntl.ioctl(0, 0x5412, b'x')",
    "a name for its socket": "asked((49, 200), 0, b'\\1\\0' + {folder!r}.encode() + b'/s\\0', 100)",
    "a name nowhere for its socket": "asked((49, 200), 0, b'\\1\\0\\0revisit', 10)",
    "its socket elsewhere": "asked((42, 203), 0, b'\\1\\0\\0revisit', 10)",
    "a file given away": "asked((46, 211), 0, bytes(56), 0)",
    "shared memory": "asked((29, 194), 0, 4096, 0o1600)",
    "a semaphore": "asked((64, 190), 0, 1, 0o1600)",
    "a queue": "asked((68, 186), 0, 0o1600)",
    "a queue by name": "asked((240, 180), b'revisit\\0', 0o100, 0o600, None)",
    "a key": "asked((248, 217), b'user\\0', b'revisit\\0', b'x', 1, -3)",
    "other users": "asked((272, 97), 0x10000000)",
    "other places": "asked((272, 97), 0x00020000)",
    "another disk": "asked((165, 40), b'\\0', {folder!r}.encode() + b'\\0', b'tmpfs\\0', 0, 0)",
    "another root": "asked((161, 51), {folder!r}.encode() + b'\\0')",
    "another name of the machine": "asked((170, 161), os.uname().nodename.encode(), 65)",
    "what the system says": "asked((103, 116), 3, bytes(64), 64)",
}
NO_THREAD = "RuntimeError"


@needs_filter
@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_network_no_process_and_nothing_written(
    name: str, reader: Reader, tmp_path: Path
) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    kept = tmp_path / "数据.db"
    kept.write_bytes(b"kept")
    before = kept.stat()
    words = ATTEMPTS[name].format(folder=str(folder), kept=str(kept), parent=os.getpid())
    assert reader(words, tmp_path) in ("EPERM", "EACCES", NO_THREAD)
    after = kept.stat()
    assert kept.read_bytes() == b"kept"
    assert (after.st_mode, after.st_mtime_ns, after.st_nlink) == (
        before.st_mode, before.st_mtime_ns, before.st_nlink,
    )  # fmt: skip
    assert list(folder.iterdir()) == []


SECRETS = {
    "the data file": "open({kept!r}, 'rb').read()",
    "what lies beside it": "__import__('os').listdir({folder!r})",
    "the accounts of the machine": "open('/etc/passwd').read()",
    "the environment of others": "open('/proc/{parent}/environ').read()",
    "the file itself by its number": "open('/proc/self/fd/0').read()",
}


@needs_landlock
@pytest.mark.parametrize("name", SECRETS)
def test_no_other_file_can_be_read(name: str, reader: Reader, tmp_path: Path) -> None:
    kept = tmp_path / "数据.db"
    kept.write_bytes(b"kept")
    words = SECRETS[name].format(folder=str(tmp_path), kept=str(kept), parent=os.getpid())
    assert reader(words, tmp_path) in ("EACCES", "EPERM", "ENXIO")


@needs_landlock
def test_landlock_alone_leaves_no_file_to_write_and_no_port_to_reach(tmp_path: Path) -> None:
    """Each guard holds by itself: without the filter, what the other takes away stays away."""
    ended = _alone("confinement._filtered = lambda _: False", tmp_path)
    assert ended[0] == repr([LIMITS, LANDLOCK])
    assert ended[1:3] == ["EACCES", "EACCES"]
    if _landlock_version() < 4:
        pytest.skip("this kernel's Landlock knows no network yet")
    assert ended[3] == "EACCES"


@needs_filter
def test_the_filter_alone_leaves_no_file_to_write_and_no_socket(tmp_path: Path) -> None:
    ended = _alone("confinement._locked = lambda *_: False", tmp_path)
    assert ended[0] == repr([LIMITS, FILTER])
    assert ended[1:] == ["EPERM", "read", "EPERM"]


def _alone(change: str, folder: Path) -> list[str]:
    """Return what held, and how writing, reading and reaching a port went under one guard."""
    (folder / "kept").write_text("read")
    with socket.create_server(("127.0.0.1", 0)) as server:
        program = f"""
import errno, socket
from revisit_cli.disk import confinement
{change}
print(confinement.confine([], memory=1 << 30))
def tried(act):
    try:
        print(act())
    except OSError as problem:
        print(errno.errorcode[problem.errno])
tried(lambda: open({str(folder / "new")!r}, "w"))
tried(lambda: open({str(folder / "kept")!r}).read())
tried(lambda: socket.create_connection(("127.0.0.1", {server.getsockname()[1]})))
"""
        ended = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
    assert not (folder / "new").exists()
    return ended.stdout.splitlines()


def test_it_may_end_itself_as_a_library_does(reader: Reader, tmp_path: Path) -> None:
    assert reader("asked((234, 131), os.getpid(), os.getpid(), 0)", tmp_path) == "0"
    assert reader("asked((302, 261), 0, 0, None, bytes(16))", tmp_path) == "0"
    assert reader("on_file(os.isatty)", tmp_path) == "False"
    assert reader("on_file(os.set_inheritable, False)", tmp_path) == "None"


def test_it_stands_nowhere_near_the_clerks_files(reader: Reader, tmp_path: Path) -> None:
    assert reader("os.getcwd()", tmp_path) == "'/'"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux parts privileges")
def test_an_administrators_process_keeps_no_privilege_but_to_read(reader: Reader) -> None:
    status = Path(f"/proc/{reader.process.pid}/status").read_text(encoding="ascii")
    told = dict(line.split(":", 1) for line in status.splitlines())
    for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(told[kind], 16) & ~(1 << 2) == 0


def test_what_it_needs_it_still_loads(reader: Reader, tmp_path: Path) -> None:
    for name in ("xlrd", "csv", "email", "html.parser", "xml.parsers.expat", "zipfile", "lzma"):
        assert reader(f"__import__({name!r}).__name__", tmp_path) == repr(name.split(".")[0])
    assert reader("'浉'.encode('gb18030').decode('gb18030')", tmp_path) == "'浉'"


@needs_filter
@needs_landlock
def test_it_says_truly_what_holds(reader: Reader) -> None:
    assert reader.holds == [LIMITS, LANDLOCK, FILTER]
    status = Path(f"/proc/{reader.process.pid}/status").read_text(encoding="ascii")
    told = dict(line.split(":", 1) for line in status.splitlines())
    assert (told["Seccomp"].strip(), told["NoNewPrivs"].strip()) == ("2", "1")
