"""The data file as shown to a clerk, its copies, and what a check of it found."""

from dataclasses import dataclass

from revisit_cli.records.file.audit import Fault, LogHead
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class DatabaseLocated:
    """Where the data file is, and whether it exists yet; size in bytes."""

    path: str
    exists: bool
    size: int | None

    def as_json(self) -> Json:
        """``{"path","exists","size"}``."""
        return {"path": self.path, "exists": self.exists, "size": self.size}


@dataclass(frozen=True, slots=True)
class DatabaseBackedUp:
    """A whole copy of the data file was written; ``removed`` are older copies let go.

    ``log`` is the log's size and head in the copy. ``not_logged`` says why the data file, though
    it can be read, takes no event, as on a full disk; None where it took it.
    """

    file: str
    size: int
    sha256: str
    log: LogHead
    removed: tuple[str, ...] = ()
    not_logged: str | None = None

    def as_json(self) -> Json:
        """``{"file","size","sha256","log":{"size","head"},"removed":[…],"logged"}``."""
        return {
            "file": self.file,
            "size": self.size,
            "sha256": self.sha256,
            "log": self.log.as_json(),
            "removed": list(self.removed),
            "logged": self.not_logged is None,
        }

    def facts(self) -> dict[str, Json]:
        """``{"size","sha256","log":{"size","head"},"removed"}``: no path, a count."""
        return {
            "size": self.size,
            "sha256": self.sha256,
            "log": self.log.as_json(),
            "removed": len(self.removed),
        }


@dataclass(frozen=True, slots=True)
class DatabaseRestored:
    """The data file was replaced by a backup; ``kept_aside`` is where the one before now lies.

    ``before`` is the head of the log that was replaced, None where it could not be read;
    ``after`` the head the backup came with; ``sha256`` is the backup's.
    """

    file: str
    source: str
    sha256: str
    before: LogHead | None
    after: LogHead
    kept_aside: str | None

    def as_json(self) -> Json:
        """``{"file","source","kept_aside"}`` and the log's facts."""
        return {
            "file": self.file,
            "source": self.source,
            "kept_aside": self.kept_aside,
            **self.facts(),
        }

    def facts(self) -> dict[str, Json]:
        """``{"sha256","before":{"size","head"},"after":{"size","head"}}``."""
        return {
            "sha256": self.sha256,
            "before": None if self.before is None else self.before.as_json(),
            "after": self.after.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is no fault but that the one in charge should know; ``text`` says which."""

    what: str
    text: str = ""

    def as_json(self) -> dict[str, Json]:
        """``{"what","text"}``."""
        return {"what": self.what, "text": self.text}


@dataclass(frozen=True, slots=True)
class DatabaseChecked:
    """What a check of the whole data file, and of what lies around it, found."""

    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]

    @property
    def is_ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults

    def as_json(self) -> Json:
        """``{"ok","faults":[{"seq|table|row|file|…","what"}],"notes":[{"what","text"}]}``."""
        return {
            "ok": self.is_ok,
            "faults": [each.as_json() for each in self.faults],
            "notes": [each.as_json() for each in self.notes],
        }
