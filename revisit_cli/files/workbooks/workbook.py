"""Reading any foreign workbook, in a child process that may die without hurting anybody.

One child serves many files. It sends frames: a file's head, its sheets in batches of rows, then
its end or the name of a refusal. It is given no environment, open files instead of paths, and takes
the rest from itself (``disk.confinement``).
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

# Of the processor, as far as the system tells them: a busy machine is no fault of the file.
SECONDS_SILENT = 10.0
SECONDS_PER_MEGABYTE = 3.0  # a large file may be silent for longer while it is parsed
SECONDS_AT_MOST = 60.0
# How many times as long by the clock, for a child that does nothing at all.
TIMES_BY_CLOCK = 10
SHORTEST_WAIT = 0.01
FRAMES_AHEAD = 8
# Bytes of one file's frames: no file that may be read has more to tell, but by telling it again.
ANSWER_AT_MOST = 3 << 27
SECONDS_TO_END = 1.0
_STRUCK_BY_EXCEL = b'StrikeThrough="1"'
_BY_MEMORY = (6, 9)  # SIGABRT, SIGKILL: how native code and the system answer want of memory
_BY_SECONDS = 24  # SIGXCPU: it took more of the processor than it left itself
# Windows starts nothing without it.
_ENVIRONMENT = ("SYSTEMROOT",) if os.name == "nt" else ()
Workbooks: TypeAlias = Iterator[Workbook | RevisitError]


def read_workbook(path: Path) -> Workbook:
    """Read one file. Raises a refusal of ``errors.workbooks.workbook`` when it cannot be read."""
    with workbooks([path]) as found:
        for each in found:
            if isinstance(each, RevisitError):
                raise each
            return each
    raise AssertionError


def read_workbooks(paths: Sequence[Path]) -> Iterator[Workbook | RevisitError]:
    """Read files one after the other; yield a workbook, or the refusal, for each in order."""
    with workbooks(paths) as found:
        yield from found


@contextmanager
def workbooks(paths: Sequence[Path]) -> Iterator[Workbooks]:
    """Give what reads files one after the other, a workbook or the refusal for each in order.

    The reading of the first begins at once, and that of each next one while the caller is still
    busy with the one before.
    """
    reading = _Reading()
    try:
        reading.begin(paths[0] if paths else None)
        yield reading.each(paths)
    finally:
        reading.close()


class _Reading:
    """One child for many files; a file that brings it down gets the next file a new one."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._asked: Path | None = None
        self._is_told = False

    def begin(self, path: Path | None) -> None:
        """Ask for a file ahead of its turn; never for a receipt, which may just be written."""
        if path is None or path.stem.endswith(ENDING) or _refusal_by_name(path) is not None:
            return
        self._asked = path if self._ask(path) is None else None

    def each(self, paths: Sequence[Path]) -> Iterator[Workbook | RevisitError]:
        """Yield what comes of each file in turn."""
        for path, after in zip_longest(paths, paths[1:]):
            found = self._read(path)
            self.begin(after)
            yield found

    def close(self) -> None:
        """End the child, whatever it is doing."""
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
        """Read a file as LibreOffice makes a docx or xlsx of it; it stays the file that it is."""
        # Loaded here: few ledgers are such documents.
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
        if _STRUCK_BY_EXCEL in data:  # LibreOffice forgets it of such a table.
            traits += ("struck_words",)
        sha256 = hashlib.sha256(data).hexdigest()
        return replace(found, sha256=sha256, size=len(data), traits=traits)

    def _ask(self, path: Path) -> RevisitError | None:
        """Hand a file to the child; return the refusal where it cannot be opened."""
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
    """What a child takes from a moment on: of the processor, and by the clock."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._started, self._taken = monotonic(), processor_seconds(process)

    def left(self, seconds: float) -> float:
        """Return for how long it may go on at least, where so many seconds are allowed."""
        by_clock = TIMES_BY_CLOCK * seconds - (monotonic() - self._started)
        now = processor_seconds(self._process)
        if self._taken is None or now is None:
            return by_clock
        return min(by_clock, seconds - (now - self._taken))

    def seconds(self) -> int:
        """Return the whole seconds that went by."""
        return int(monotonic() - self._started)


class _Child:
    """The reading process, and a thread that takes its frames so that waiting has a limit."""

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
        """Ask for one file."""
        try:
            self.sender.send(file, self.process)
        except OSError:
            # It is gone: so says the end of its frames, too.
            return

    def close(self) -> None:
        """End the process, at once and whatever it is doing."""
        self.process.kill()
        self.process.wait()
        while self.thread.is_alive():
            # The listener may be waiting for room in the queue.
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
        """Gather what comes of the file that was asked for first."""
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
        # What it says makes no sense; so it is not heard again.
        self.is_gone = True
        return workbook.FileNotUnderstood(file=path.name)

    def _frames(self, path: Path) -> Iterator[list[Any] | RevisitError]:
        """Yield frames as they come; last of all a refusal, where the child is slow or gone."""
        silent = SECONDS_SILENT + SECONDS_PER_MEGABYTE * _megabytes(path)
        over, size = _Time(self.process), 0
        while True:
            # How long the child takes to start is no fault of the file.
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
        """Return the next frame if it comes within so many seconds each. Raises queue.Empty."""
        while True:
            left = min(time.left(seconds) for time, seconds in limits)
            try:
                return self.frames.get(timeout=max(left, SHORTEST_WAIT))
            except queue.Empty:
                if left <= 0:
                    raise

    def _why_gone(self, file: str, seconds: int) -> RevisitError:
        """Return what the end of the process means, which said nothing of it itself."""
        if not self.is_ready:
            return workbook.ReaderNotStarted(file=file)
        try:
            ended = self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            return workbook.FileNotUnderstood(file=file)  # It talks on, in no frames of ours.
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
