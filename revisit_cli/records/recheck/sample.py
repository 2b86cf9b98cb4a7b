"""The sample of a re-check: what is frozen, what a seed draws from it, and what a check finds."""

from revisit_cli.records.draws.sample import Pool, Rank, Redone
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class CompletedCall(Value):
    """A completed call of a month: its firm as it is now, and what it was told on the whole.

    ``last_at`` is when it was last telephoned, ``overall`` every answer on the whole that stands.
    """

    call: int
    firm: int
    name: str
    last_at: str
    overall: tuple[str, ...] = ()


class MonthCalls(Value):
    """A month's calls, as far as a freeze asks of them; ``open_firms`` have no final outcome."""

    month: str
    is_locked: bool
    open_firms: tuple[str, ...]
    completed: tuple[CompletedCall, ...]


class PooledCall(Value):
    """A call in a frozen pool: its firm's label there, and what the bureau recorded on the whole.

    What was recorded stays here: no card and no list shows it before the re-check is done.
    """

    call: int
    firm: int
    label: str
    recorded: str | None = field("", private=True)


class NewRecheck(Value):
    """A re-check about to be frozen."""

    month: str
    percent: int
    size: int
    pool: Pool
    nth: int
    reason: str | None
    at: str
    by: str


class RecheckFrozen(LoggedOutcome):
    """The completed calls of a month were frozen for a re-check, before any seed exists.

    ``least`` is the size by the rule, ``size`` what was fixed.
    """

    recheck: int = field(logs=True)
    month: str = field(logs=True)
    percent: int = field(logs=True)
    least: int
    size: int = field(logs=True)
    pool: Pool = field(logs=".count .sha256", private=True)
    nth: int = field("nth_draw", logs=True)
    reason: str | None = field(private=True)
    frozen_at: str
    by: str = field(private=True)
    drawn_at: str | None = None

    @computed(after="size")
    def is_census(self) -> bool:
        """Whether every call is called again, so that nothing is left to chance."""
        return self.pool.count == self.size


class RankedCall(Value):
    """A call's place in the draw of a re-check."""

    rank: Rank = field(".rank firm=label .hash selected=is_selected")
    call: int


class RecheckDrawn(LoggedOutcome):
    """A re-check's calls were put in order by a seed, once."""

    recheck: int = field(logs=True)
    frozen: RecheckFrozen = field(
        ".month .percent .size .pool nth_draw=nth census=is_census .frozen_at .reason",
        logs=".month pool_sha256=pool.sha256",
    )
    algorithm: str = field(logs=True, after="recheck")
    seed: str = field(after="pool", private=True)
    seed_sha256: str = field("", logs=True)
    seed_from: str | None = field(after="seed", private=True)
    drawn_at: str
    by: str = field(private=True)
    ranks: tuple[RankedCall, ...] = field(logs="ranked=len()", private=True, rows=True)

    @property
    def selected(self) -> tuple[RankedCall, ...]:
        """The calls that are called again before any is added, in rank order."""
        return tuple(each for each in self.ranks if each.rank.is_selected)


class RecheckVerified(Redone):
    """The same of a re-check's order."""

    recheck: int = field(after="ok")
    month: str = field(after="recheck")


class RecheckExported(Outcome):
    """A re-check's order was written out for signing and for anybody to redo."""

    recheck: int
    folder: str
    files: tuple[str, ...] = field(rows=True)
