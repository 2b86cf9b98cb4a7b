"""Acts taken back, newest first, and some of them done again: all is as before, and as after."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from json import loads
from random import Random  # noqa: TID251 - a made-up half-year, no draw
from typing import Any, NamedTuple

from tests.conftest import Ran, Revisit
from tests.oracle.book import Book
from tests.oracle.days import month_of

# What a month had on record by a command; the others leave nothing that its report would tell of.
ON_RECORD = {
    ("import",): "ledger", ("ledgers", "zero"): "ledger", ("calls", "lock"): "list",
    ("calls", "record"): "attempt", ("calls", "not-served"): "attempt", ("flags", "add"): "flag",
    ("visits", "record"): "visit", ("problems", "answer"): "problem",
    ("problems", "handle"): "problem", ("problems", "extend"): "problem",
    ("problems", "reopen"): "problem", ("problems", "add"): "problem",
    ("problems", "transfer"): "problem", ("problems", "assign"): "problem",
    ("problems", "close"): "problem", ("duty", "find"): "finding", ("duty", "dismiss"): "finding",
    ("symposium", "record"): "symposium",
}  # fmt: skip
# What the document wants to stay.
STAYS = {
    ("sample", "freeze"), ("sample", "symposium"), ("close",), ("duty", "confirm"), ("recheck",),
    ("firms", "erase"), ("calls", "sheet"), ("calls", "release"), ("calls", "absorb"),
}  # fmt: skip


class Done(NamedTuple):
    """An act of the log: the words that did it, and what the bureau's book was before."""

    event: int
    words: tuple[object, ...]
    before: dict[str, Any]

    def is_of(self, *names: tuple[str, ...]) -> bool:
        return any(self.words[: len(name)] == name for name in names)


class Watched(Revisit):
    """A command line that keeps, while it is asked to, what was before each act."""

    def __init__(self, revisit: Revisit, book: Book) -> None:
        super().__init__(revisit.folder)
        self.book, self.said = book, ""
        self.keep: Callable[[], dict[str, Any]] | None = None
        self.done: list[Done] = []

    @property
    def size(self) -> int:
        """How many events the log holds."""
        return int(self.rows("select max(seq) from event")[0][0])

    def name(self, unit: object, now: str) -> object:
        """A name by which a unit is known: its first one or, from that day on, its newest."""
        new, since = self.book.renamed.get(str(unit), (unit, ""))
        return new if since <= now[:10] else unit

    def json(self, *words: object, code: int = 0, now: str | None = None, by: str = "") -> Any:
        """Return what is told with each unit by its first name; ``said`` is the text itself."""
        self.said = self(*words, "--json", code=code, now=now, by=by).out
        told = self.said
        for unit, (new, _) in self.book.renamed.items():
            told = told.replace(new, unit)
        return loads(told)

    def try_out(self, *words: object, now: str | None = None, by: str = "") -> Ran:
        at = now or self.now
        words = tuple(self.name(each, at) if each in self.book.renamed else each for each in words)
        if self.keep is None:
            return super().try_out(*words, now=now, by=by)
        before, size = self.keep(), self.size
        ran = super().try_out(*words, now=now, by=by)
        if self.size > size:
            self.done.append(Done(self.size, words, before))
        return ran


class Undoing:
    """Takes back what an act of the story did, as far as the document lets it."""

    def __init__(self, revisit: Watched, book: Book, random: Random) -> None:
        self.revisit, self.book, self.random = revisit, book, random
        # What the months tell was taken back of what was done just now.
        self.told = Counter[tuple[str, str]]()

    def around(self, act: Callable[[str], None], now: str) -> None:
        """Do something, take back the last of its acts, and do the first of those again."""
        run = self.revisit
        run.done, run.keep = [], self._state
        self.told = Counter[tuple[str, str]]()
        try:
            act(now)
        finally:
            run.keep = None
        free = []
        for each in reversed(run.done):
            if each.is_of(*STAYS):
                break
            free.append(each)
        count = self.random.randint(0, len(free))
        again = [self._take_back(each, now) for each in free[:count]]
        for event, after in again[::-1][: self.random.randint(0, count)]:
            run("undo", "--event", event, *_reason(after), now=now)
            self._restore(after.before)

    def _state(self) -> dict[str, Any]:
        return deepcopy(vars(self.book))

    def _restore(self, state: dict[str, Any]) -> None:
        vars(self.book).clear()
        vars(self.book).update(state)

    def _take_back(self, done: Done, now: str) -> tuple[int, Done]:
        """Take an act back; return the event that did, and what was before."""
        run, after = self.revisit, self._state()
        months = self._on_record(done)
        told = run.json("undo", "--event", done.event, *_reason(done), now=now)
        assert told["undone"]["event"] == done.event, (now, done.words, told)
        self.told.update(months)
        self._restore(done.before)
        self.book.taken_back.update(self.told)
        return run.size, done._replace(before=after)

    def _on_record(self, done: Done) -> list[tuple[str, str]]:
        """The months that are not cleared and had on record what an act did, and its kind."""
        for name, kind in ON_RECORD.items():
            if done.is_of(name):
                return [(month, kind) for month in self._months(done) - self.book.closed.keys()]
        return []

    def _months(self, done: Done) -> set[str]:
        book, before = self.book, done.before
        words = [str(word) for word in done.words]
        if done.is_of(("import",)):
            month = words[words.index("--month") + 1]
            is_late = month in book.closed and "--correct" not in words
            found = {book.open_month(month) if is_late else month}
        elif done.is_of(("calls", "lock")):
            found = {words[2]}
        elif done.is_of(("ledgers", "zero")):
            found = {words[3]}
        elif done.is_of(("visits",)):
            found = {before["visits"][int(words[2])].works_in}
        elif done.is_of(("problems", "add")):
            found = {words[words.index("--month") + 1]}
        elif done.is_of(("problems",)):
            found = {before["problems"][int(words[2])].works_in}
        elif done.is_of(("duty",)):
            found = {
                each.month
                for each, state in book.findings.items()
                if before["findings"].get(each) != state
            }
        elif done.is_of(("flags",)):
            found = {month for _, month, _, _ in book.flagged - before["flagged"]}
        elif done.is_of(("symposium",)):
            found = {month_of(date.fromisoformat(words[words.index("--on") + 1]))}
        else:
            found = {
                call.month
                for key, call in book.calls.items()
                if (call.is_begun, len(call.attempts))
                != (before["calls"][key].is_begun, len(before["calls"][key].attempts))
            }
        return found


def _reason(done: Done) -> tuple[str, ...]:
    """The reason of a correction, where the act was one."""
    return ("--correct", "核对后更正") if "--correct" in done.words else ()
