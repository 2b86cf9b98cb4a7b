"""The draw for the symposium: pool, ranks, and what happened to each firm."""

from collections.abc import Mapping

from revisit_cli.records.code import FaultOfDraw
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class Scope(Value):
    """What a draw is for: a half-year ``2026-H2`` or one month ``2026-11``, never both."""

    half: str | None
    month: str | None

    @property
    def name(self) -> str:
        """The half or the month, whichever it is."""
        return self.half or self.month or ""


class ServedFirm(Value):
    """A firm and how many services each unit (by name) gave it in the scope's months."""

    firm: int
    name: str
    services: Mapping[str, int]


class Stratum(Value):
    """The firms of one unit in a pool, by label, and the seats fixed for them at the freeze."""

    unit: str
    seats: int
    labels: tuple[str, ...] = field("firms=len()")


class Pool(Value):
    """A frozen pool: one firm's label a line, LF, in code-point order.

    ``firms`` are the ids behind the lines, ``sha256`` is over the UTF-8 bytes of ``text``.
    ``strata`` is empty unless seats were fixed by unit.
    """

    text: str = field("")
    firms: tuple[int, ...] = field("")
    sha256: str
    strata: tuple[Stratum, ...] = field("", default=())

    @property
    def labels(self) -> tuple[str, ...]:
        """The firms' labels in pool order."""
        return tuple(self.text.split("\n")[:-1])

    @property
    def units(self) -> Mapping[str, str]:
        """The unit that each label holds a seat with; nothing where no seats were fixed."""
        return {label: each.unit for each in self.strata for label in each.labels}

    @computed(after="")
    def count(self) -> int:
        """How many firms are in the pool."""
        return len(self.firms)


class Rank(Value):
    """One firm's place in a draw: 1 is first; ``hash`` is octo41/1's, in lower-case hex."""

    rank: int
    label: str
    hash: str
    is_selected: bool


class RankedFirm(Value):
    """A rank as stored, with the firm behind it and what came of its invitation."""

    rank: Rank = field(".rank firm=label .hash selected=is_selected")
    firm: int = field("firm_id")
    invited_at: str | None = None
    declined_at: str | None = None
    decline_reason: str | None = None


class NewFreeze(Value):
    """A pool about to be frozen."""

    scope: Scope
    size: int
    pool: Pool
    nth_draw: int
    reason: str | None
    frozen_at: str
    by: str


class PoolFrozen(LoggedOutcome):
    """A pool was frozen, before any seed exists.

    ``is_with_seed``: nothing had been frozen before a seed was given, so both came at once.
    """

    freeze: int = field(logs=True)
    scope: Scope = field("*", logs="*")
    size: int = field(logs=True)
    pool: Pool = field(logs=".count .sha256 .strata.seats", after="*", private=True)
    nth_draw: int = field(logs="nth")
    reason: str | None = field(private=True)
    frozen_at: str
    by: str = field(private=True)
    least: int = field("")
    draw: int | None = None
    is_with_seed: bool = field(logs=True, default=False)

    @computed(after="nth_draw")
    def is_all_invited(self) -> bool:
        """Whether the list is no longer than the size, so that nothing is left to chance."""
        return self.pool.count <= self.size

    @computed(after="all_invited")
    def is_below_ten(self) -> bool:
        """Whether the list is too short for the ten of the document, or whatever holds."""
        return self.pool.count < self.least

    @computed(after="below_ten")
    def strata(self) -> tuple[Stratum, ...]:
        """The pool's firms by unit, where seats were fixed."""
        return self.pool.strata


class StoredDraw(Value):
    """A draw as it is stored, without its ranks; ``freeze`` is the pool that was drawn from."""

    freeze: int
    algorithm: str
    seed: str = field(private=True)
    seed_from: str | None = field(private=True)
    drawn_at: str
    by: str = field(private=True)


class FirmsDrawn(LoggedOutcome):
    """Firms were drawn from a frozen pool with a seed."""

    draw: int = field(logs=True)
    algorithm: str = field(logs=True)
    frozen: PoolFrozen = field(
        "*=scope .pool .size .nth_draw .freeze all_invited=is_all_invited "
        "below_ten=is_below_ten .strata .reason",
        logs=".freeze pool_sha256=pool.sha256",
    )
    seed: str = field(after="pool", private=True)
    seed_sha256: str = field("", logs=True)
    seed_from: str | None = field(after="freeze", private=True)
    drawn_at: str = field(after="seed_from")
    by: str = field(after="drawn_at", private=True)
    ranks: tuple[RankedFirm, ...] = field(logs="ranked=len()", after="size", private=True)

    @computed("", logs="seed_from")
    def seed_from_told(self) -> str:
        """Whether somebody said who gave the seed."""
        return "named" if self.seed_from else "unnamed"

    @computed("", logs="selected=len()")
    def selected(self) -> tuple[RankedFirm, ...]:
        """The firms that won a seat, in rank order."""
        return tuple(each for each in self.ranks if each.rank.is_selected)

    @property
    def reserves(self) -> tuple[RankedFirm, ...]:
        """The firms without a seat, in rank order."""
        return tuple(each for each in self.ranks if not each.rank.is_selected)


class DrawFault(Value):
    """One place where a draw redone differs from the draw as stored.

    ``what`` is a code of labels.draws.sample; ``rank`` the place, where it has one.
    """

    what: FaultOfDraw
    rank: int | None = None


class Redone(Outcome):
    """What redoing ranks from their stored pool and seed found."""

    pool_sha256: str
    ranked_count: int = field("ranks")
    faults: tuple[DrawFault, ...] = field(rows=True)

    @computed(after="")
    def is_ok(self) -> bool:
        """Whether nothing differs."""
        return not self.faults


class DrawVerified(Redone):
    """The same of a draw of firms."""

    draw: int = field(after="ok")


class DrawsListed(Outcome):
    """Every freeze, oldest first, with the draw made from it and that draw's time."""

    freezes: tuple[PoolFrozen, ...] = field("draws", rows=True)


class FirmDeclined(LoggedOutcome):
    """An invited firm declined or stayed away, and the next reserve is to be invited."""

    draw: int = field(logs=True)
    declined: RankedFirm = field(logs=".rank.rank", private=True)
    invited: RankedFirm | None = field("next", logs="next=rank.rank", private=True)


class DrawExported(Outcome):
    """A draw was written out for signing and for anybody to redo."""

    draw: int
    folder: str
    files: tuple[str, ...] = field(rows=True)
