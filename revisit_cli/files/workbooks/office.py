"""Converting file formats that are not read here to docx or xlsx, by LibreOffice.

It runs as a separate process in a temporary folder, with limits on time and memory, and without a
network where the system supports that.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revisit_cli.errors.workbooks.workbook import OFFICE_TABLES
from revisit_cli.program import LIMITED, own_process

SECONDS_AT_MOST = 90
# The endings by which LibreOffice recognises each kind.
ENDINGS = {
    "doc": ".doc", "works": ".wps", "odt": ".odt", "rtf": ".rtf", "word_xml": ".xml",
    "fodt": ".fodt", "xml_table": ".xml", "fods": ".fods",
}  # fmt: skip
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC")
_DOCUMENT, _TABLE = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"


def office() -> str | None:
    """Return the path of LibreOffice, or None if it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


@contextmanager
def converted(path: Path, kind: str, program: str) -> Iterator[Path | None]:
    """Yield the path of a file converted to docx or xlsx; None if LibreOffice failed."""
    into = _TABLE if kind in OFFICE_TABLES else _DOCUMENT
    folder = Path(tempfile.mkdtemp(prefix="revisit-office-"))
    try:
        source = folder / f"in{ENDINGS[kind]}"
        target = folder / "out" / f"in.{into.partition(':')[0]}"
        try:
            shutil.copyfile(path, source)
            is_done = _run(program, folder, source, target.parent, into)
        except OSError:
            is_done = False
        yield target if is_done and target.is_file() else None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, folder: Path, source: Path, place: Path, into: str) -> bool:
    """Convert one file; return whether LibreOffice ended within its time."""
    words = [
        program, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", into, "--outdir", str(place), str(source),
    ]  # fmt: skip
    if os.name == "posix":
        words = own_process(LIMITED, *words)
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    process = subprocess.Popen(  # noqa: S603
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment | own | {"LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        process.wait(SECONDS_AT_MOST)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return process.returncode == 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all processes that it started; it may have ended already."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
    process.wait()
