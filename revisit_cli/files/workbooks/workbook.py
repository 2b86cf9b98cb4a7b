"""Reading foreign workbooks in a child process, so that no file can harm or hang the program.

One child serves many files. For each it sends frames: a head, the sheets in batches of rows, then
an end or a refusal. It gets no environment, and open files instead of paths, and restricts itself
further (``disk.confinement``).
"""

import hashlib
import os
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

from revisit_cli.disk.handing import Sender, open_file
from revisit_cli.disk.process import processor_seconds
from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.answer import Answer
from revisit_cli.files.workbooks.frame import frame_of, received
from revisit_cli.labels.ledgers.receipt import ENDING
from revisit_cli.program import READER, own_process
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Workbook

# Seconds of processor time, where the system tells it: a busy machine is not the file's fault.
SECONDS_SILENT = 10.0
SECONDS_PER_MEGABYTE = 3.0  # a large file may be silent for longer while it is parsed
SECONDS_AT_MOST = 60.0
# How many times as long it may take by the clock, for a child that waits instead of working.
TIMES_BY_CLOCK = 10
SHORTEST_WAIT = 0.01
FRAMES_AHEAD = 8
# Bytes of all frames of a file: no file within the other limits needs more.
ANSWER_AT_MOST = 3 << 27
SECONDS_TO_END = 1.0
_STRUCK_BY_EXCEL = b'StrikeThrough="1"'
_BY_MEMORY = (6, 9)  # SIGABRT, SIGKILL: what ends a process that runs out of memory
_BY_SECONDS = 24  # SIGXCPU: it used up its limit of processor time
# Windows starts no process without it.
_ENVIRONMENT = ("SYSTEMROOT",) if os.name == "nt" else ()
Workbooks: TypeAlias = Iterator[Workbook | RevisitError]


def read_workbook(path: Path) -> Workbook:
    """Read one file. Raises a refusal of ``errors.workbooks.workbook`` if it cannot be read."""
    with workbooks([path]) as found:
        for each in found:
            if isinstance(each, RevisitError):
                raise each
            return each
    raise AssertionError


def read_workbooks(paths: Sequence[Path]) -> Iterator[Workbook | RevisitError]:
    """Yield a workbook or a refusal for each file, in order."""
    with workbooks(paths) as found:
        yield from found


@contextmanager
def workbooks(paths: Sequence[Path]) -> Iterator[Workbooks]:
    """Yield an iterator with a workbook or a refusal for each file, in order.

    The child starts reading the first file at once, and each next one while the caller works on the
    one before.
    """
    reading = _Reading()
    try:
        reading.begin(paths[0] if paths else None)
        yield reading.each(paths)
    finally:
        reading.close()


class _Reading:
    """A child for many files; after a crash the next file gets a new child."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._asked: Path | None = None
        self._is_told = False

    def begin(self, path: Path | None) -> None:
        """Ask for a file in advance; not for a receipt, which may be being written."""
        if path is None or path.stem.endswith(ENDING) or _refusal_by_name(path) is not None:
            return
        self._asked = path if self._ask(path) is None else None

    def each(self, paths: Sequence[Path]) -> Iterator[Workbook | RevisitError]:
        """Yield a workbook or a refusal for each file in turn."""
        for path, after in zip_longest(paths, paths[1:]):
            found = self._read(path)
            self.begin(after)
            yield found

    def close(self) -> None:
        """Kill the child if there is one."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def _read(self, path: Path) -> Workbook | RevisitError:
        if self._asked != path:
            refusal = _refusal_by_name(path)
            if refusal is not None:
                return refusal
            refusal = self._ask(path)
            if refusal is not None:
                return refusal
        self._asked = None
        if self._child is None:
            raise AssertionError
        found = self._child.gather(path)
        is_unaided = self._child.is_unaided
        if self._child.is_gone:
            self.close()
        if isinstance(found, workbook.FileNeedsOffice):
            found = self._by_office(path, found)
        if is_unaided and not self._is_told and isinstance(found, Workbook):
            self._is_told = True
            return replace(found, tells_slow=True)
        return found

    def _by_office(self, path: Path, refusal: workbook.FileNeedsOffice) -> Workbook | RevisitError:
        """Read a file that LibreOffice converts; name and digest stay those of the original."""
        # Loaded here, because few ledgers need it.
        from revisit_cli.files.workbooks import office

        kind, program = str(refusal.facts["line"]), office.office()
        if program is None:
            return refusal
        with office.converted(path, kind, program) as made:
            if made is None:
                is_table = isinstance(refusal, workbook.TableNeedsOffice)
                failed = workbook.OfficeFailedAtTable if is_table else workbook.OfficeFailed
                what = (workbook.OFFICE_DOCUMENTS | workbook.OFFICE_TABLES)[kind]
                return failed(file=path.name, what=what, seconds=office.SECONDS_AT_MOST)
            refused = self._ask(made)
            if refused is not None or self._child is None:
                return refusal
            found = self._child.gather(path)
        if self._child.is_gone:
            self.close()
        if isinstance(found, RevisitError):
            return found
        data = path.read_bytes()
        traits = (*found.traits, "converted")
        if _STRUCK_BY_EXCEL in data:  # LibreOffice loses it in the conversion.
            traits += ("struck_words",)
        sha256 = hashlib.sha256(data).hexdigest()
        return replace(found, sha256=sha256, size=len(data), traits=traits)

    def _ask(self, path: Path) -> RevisitError | None:
        """Pass a file to the child; return a refusal if it cannot be opened, else None."""
        try:
            file = open_file(path)
        except FileNotFoundError:
            return workbook.FileMissing(file=str(path))
        except OSError:
            return workbook.FileUnreadable(file=path.name)
        try:
            if self._child is None:
                self._child = _Child()
            self._child.ask(file)
        finally:
            os.close(file)
        return None


def _refusal_by_name(path: Path) -> RevisitError | None:
    if path.name.startswith(("~$", ".~")):
        return workbook.FileLocked(file=path.name)
    try:
        if path.is_dir():
            return workbook.FolderGiven(file=str(path))
        if not path.exists():
            return workbook.FileMissing(file=str(path))
        if not path.is_file():
            return workbook.FileNotRegular(file=str(path))
        if not os.access(path, os.R_OK):
            return workbook.FileUnreadable(file=path.name)
        if path.stat().st_size == 0:
            return workbook.FileEmpty(file=path.name)
    except PermissionError:
        return workbook.FileUnreadable(file=path.name)
    except OSError:
        return workbook.FileMissing(file=str(path))
    return None


def _megabytes(path: Path) -> float:
    try:
        return path.stat().st_size / 1e6
    except OSError:
        return 0.0


class _Time:
    """Measures processor time and clock time of a child from a moment on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._started, self._taken = monotonic(), processor_seconds(process)

    def left(self, seconds: float) -> float:
        """Return the seconds that are left, at least, of a number that is allowed."""
        by_clock = TIMES_BY_CLOCK * seconds - (monotonic() - self._started)
        now = processor_seconds(self._process)
        if self._taken is None or now is None:
            return by_clock
        return min(by_clock, seconds - (now - self._taken))

    def seconds(self) -> int:
        """Return the whole seconds of the clock since then."""
        return int(monotonic() - self._started)


class _Child:
    """The child process, and a thread that receives its frames, so that waiting can time out."""

    def __init__(self) -> None:
        self.sender = Sender()
        self.process = subprocess.Popen(  # noqa: S603
            own_process(READER),
            stdin=self.sender.input,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,
        )
        self.sender.started()
        self.frames: queue.Queue[bytes | None] = queue.Queue(maxsize=FRAMES_AHEAD)
        self.is_gone = False
        self.is_ready = self.is_unaided = False
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def ask(self, file: int) -> None:
        """Pass the child an open file to read."""
        try:
            self.sender.send(file, self.process)
        except OSError:
            # The child is gone, which the end of its frames will show.
            return

    def close(self) -> None:
        """Kill the process and wait for its end."""
        self.process.kill()
        self.process.wait()
        while self.thread.is_alive():
            # The thread may be waiting for room in the queue.
            while not self.frames.empty():
                self.frames.get_nowait()
            self.thread.join(0.01)
        self.sender.close()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue

    def gather(self, path: Path) -> Workbook | RevisitError:
        """Return the workbook or refusal for the file that was passed first."""
        answer = Answer(path)
        for frame in self._frames(path):
            if isinstance(frame, RevisitError):
                return frame
            try:
                found = answer.take(frame)
            except ValueError:
                break
            if found is not None:
                return found
        # It broke the protocol, and is not used again.
        self.is_gone = True
        return workbook.FileNotUnderstood(file=path.name)

    def _frames(self, path: Path) -> Iterator[list[Any] | RevisitError]:
        """Yield the frames of a file; a refusal at the end if the child is too slow or gone."""
        silent = SECONDS_SILENT + SECONDS_PER_MEGABYTE * _megabytes(path)
        over, size = _Time(self.process), 0
        while True:
            # The time to start the child does not count against the file.
            since = _Time(self.process)
            allowed = silent if self.is_ready else SECONDS_AT_MOST
            try:
                data = self._next((since, allowed), (over, SECONDS_AT_MOST))
            except queue.Empty:
                self.is_gone = True
                yield workbook.FileTooSlow(file=path.name, seconds=over.seconds())
                return
            if data is None:
                self.is_gone = True
                yield self._why_gone(path.name, over.seconds())
                return
            size += len(data)
            if size > ANSWER_AT_MOST:
                self.is_gone = True
                yield workbook.FileTooLarge(file=path.name)
                return
            try:
                frame = frame_of(data)
            except ValueError:
                return
            if not self.is_ready and frame[0] == "ready":
                self.is_ready, self.is_unaided = True, not all(frame[2:3])
                over = _Time(self.process)
                continue
            yield frame

    def _next(self, *limits: tuple[_Time, float]) -> bytes | None:
        """Return the next frame, within all the limits, or None at the end. Raises queue.Empty."""
        while True:
            left = min(time.left(seconds) for time, seconds in limits)
            try:
                return self.frames.get(timeout=max(left, SHORTEST_WAIT))
            except queue.Empty:
                if left <= 0:
                    raise

    def _why_gone(self, file: str, seconds: int) -> RevisitError:
        """Return the refusal for a child that ended, or sent nonsense, without a last frame."""
        if not self.is_ready:
            return workbook.ReaderNotStarted(file=file)
        try:
            ended = self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            return workbook.FileNotUnderstood(file=file)  # Still running: it broke the protocol.
        if os.name != "posix" or ended >= 0 or -ended in _BY_MEMORY:
            return workbook.FileTooLarge(file=file)
        if -ended == _BY_SECONDS:
            return workbook.FileTooSlow(file=file, seconds=seconds)
        return workbook.FileNotUnderstood(file=file)

    def _listen(self) -> None:
        stream = self.process.stdout
        if stream is None:
            raise AssertionError
        try:
            while True:
                self.frames.put(received(stream))
        except (EOFError, ValueError, OSError, MemoryError):
            self.frames.put(None)
