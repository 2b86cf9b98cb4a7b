"""The draw for the symposium: pool, ranks, and what happened to each firm."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from revisit_cli.records.code import FaultOfDraw
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Scope:
    """What a draw is for: a half-year ``2026-H2`` or one month ``2026-11``, never both."""

    half: str | None
    month: str | None

    @property
    def name(self) -> str:
        """The half or the month, whichever it is."""
        return self.half or self.month or ""

    def as_json(self) -> dict[str, Json]:
        """``{"half","month"}``, one of them null."""
        return {"half": self.half, "month": self.month}


@dataclass(frozen=True, slots=True)
class ServedFirm:
    """A firm and how many services each unit (by name) gave it in the scope's months."""

    firm: int
    name: str
    services: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stratum:
    """The firms of one unit in a pool, by label, and the seats fixed for them at the freeze."""

    unit: str
    seats: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """A frozen pool: one firm's label a line, LF, in code-point order.

    ``firms`` are the ids behind the lines, ``sha256`` is over the UTF-8 bytes of ``text``.
    ``strata`` is empty unless seats were fixed by unit.
    """

    text: str
    firms: tuple[int, ...]
    sha256: str
    strata: tuple[Stratum, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The firms' labels in pool order."""
        return tuple(self.text.split("\n")[:-1])

    @property
    def count(self) -> int:
        """How many firms are in the pool."""
        return len(self.firms)

    def as_json(self) -> dict[str, Json]:
        """``{"count","sha256"}``."""
        return {"count": self.count, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Rank:
    """One firm's place in a draw: 1 is first; ``hash`` is octo41/1's, in lower-case hex."""

    rank: int
    label: str
    hash: str
    is_selected: bool


@dataclass(frozen=True, slots=True)
class RankedFirm:
    """A rank as stored, with the firm behind it and what came of its invitation."""

    rank: Rank
    firm: int
    invited_at: str | None = None
    declined_at: str | None = None
    decline_reason: str | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"rank","firm","hash","selected",…}``; ``firm`` is the label as hashed."""
        return {
            "rank": self.rank.rank,
            "firm": self.rank.label,
            "hash": self.rank.hash,
            "selected": self.rank.is_selected,
            "firm_id": self.firm,
            "invited_at": self.invited_at,
            "declined_at": self.declined_at,
            "decline_reason": self.decline_reason,
        }


@dataclass(frozen=True, slots=True)
class NewFreeze:
    """A pool about to be frozen."""

    scope: Scope
    size: int
    pool: Pool
    nth_draw: int
    reason: str | None
    frozen_at: str
    by: str


@dataclass(frozen=True, slots=True)
class PoolFrozen:
    """A pool was frozen, before any seed exists."""

    freeze: int
    scope: Scope
    size: int
    pool: Pool = field(repr=False)
    nth_draw: int
    reason: str | None = field(repr=False)
    frozen_at: str
    by: str = field(repr=False)
    draw: int | None = None
    least: int = field(kw_only=True)

    @property
    def is_all_invited(self) -> bool:
        """Whether the list is no longer than the size, so that nothing is left to chance."""
        return self.pool.count <= self.size

    @property
    def is_below_ten(self) -> bool:
        """Whether the list is too short for the ten of the document, or whatever holds."""
        return self.pool.count < self.least

    def as_json(self) -> dict[str, Json]:
        """``{"freeze","half","month","pool":{"count","sha256"},"size","nth_draw",…}``."""
        return {
            "freeze": self.freeze,
            **self.scope.as_json(),
            "pool": self.pool.as_json(),
            "size": self.size,
            "nth_draw": self.nth_draw,
            "all_invited": self.is_all_invited,
            "below_ten": self.is_below_ten,
            "strata": [
                {"unit": each.unit, "seats": each.seats, "firms": len(each.labels)}
                for each in self.pool.strata
            ],
            "reason": self.reason,
            "frozen_at": self.frozen_at,
            "by": self.by,
            "draw": self.draw,
        }

    def facts(self) -> dict[str, Json]:
        """The freeze's id, scope, count, digest, size and number; seats by unit as numbers."""
        return {
            "freeze": self.freeze,
            **self.scope.as_json(),
            "count": self.pool.count,
            "sha256": self.pool.sha256,
            "size": self.size,
            "nth": self.nth_draw,
            "seats": [each.seats for each in self.pool.strata],
        }


@dataclass(frozen=True, slots=True)
class FirmsDrawn:
    """Firms were drawn from a frozen pool with a seed."""

    draw: int
    algorithm: str
    frozen: PoolFrozen
    seed: str = field(repr=False)
    seed_sha256: str
    seed_from: str | None = field(repr=False)
    drawn_at: str
    by: str = field(repr=False)
    ranks: tuple[RankedFirm, ...] = field(repr=False)

    @property
    def selected(self) -> tuple[RankedFirm, ...]:
        """The firms that won a seat, in rank order."""
        return tuple(each for each in self.ranks if each.rank.is_selected)

    @property
    def reserves(self) -> tuple[RankedFirm, ...]:
        """The firms without a seat, in rank order."""
        return tuple(each for each in self.ranks if not each.rank.is_selected)

    def as_json(self) -> dict[str, Json]:
        """``{"draw","algorithm","half","month","pool","seed","size","ranks","nth_draw",…}``."""
        frozen = self.frozen.as_json()
        return {
            "draw": self.draw,
            "algorithm": self.algorithm,
            **self.frozen.scope.as_json(),
            "pool": frozen["pool"],
            "seed": self.seed,
            "size": self.frozen.size,
            "ranks": [each.as_json() for each in self.ranks],
            "nth_draw": self.frozen.nth_draw,
            "freeze": self.frozen.freeze,
            "seed_from": self.seed_from,
            "drawn_at": self.drawn_at,
            "by": self.by,
            "all_invited": self.frozen.is_all_invited,
            "below_ten": self.frozen.is_below_ten,
            "strata": frozen["strata"],
            "reason": self.frozen.reason,
        }

    def facts(self) -> dict[str, Json]:
        """Ids, counts and the seed's digest: a seed is free text and stays in its row."""
        return {
            "draw": self.draw,
            "freeze": self.frozen.freeze,
            "algorithm": self.algorithm,
            "pool_sha256": self.frozen.pool.sha256,
            "seed_sha256": self.seed_sha256,
            "ranked": len(self.ranks),
            "selected": len(self.selected),
        }


@dataclass(frozen=True, slots=True)
class DrawFault:
    """One place where a draw redone differs from the draw as stored.

    ``what`` is a code of labels.draws.sample; ``rank`` the place, where it has one.
    """

    what: FaultOfDraw
    rank: int | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"what","rank"}``."""
        return {"what": self.what, "rank": self.rank}


@dataclass(frozen=True, slots=True)
class DrawVerified:
    """What redoing a draw from its stored pool and seed found."""

    draw: int
    pool_sha256: str
    ranked_count: int
    faults: tuple[DrawFault, ...]

    @property
    def is_ok(self) -> bool:
        """Whether nothing differs."""
        return not self.faults

    def as_json(self) -> dict[str, Json]:
        """``{"ok","draw","pool_sha256","ranks","faults":[{"what","rank"}]}``."""
        return {
            "ok": self.is_ok,
            "draw": self.draw,
            "pool_sha256": self.pool_sha256,
            "ranks": self.ranked_count,
            "faults": [each.as_json() for each in self.faults],
        }


@dataclass(frozen=True, slots=True)
class DrawsListed:
    """Every freeze, oldest first, with the draw made from it and that draw's time."""

    freezes: tuple[PoolFrozen, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"draws":[{"freeze","draw","half","month","pool","size","nth_draw",…}]}``."""
        return {"draws": [each.as_json() for each in self.freezes]}


@dataclass(frozen=True, slots=True)
class FirmDeclined:
    """An invited firm declined or stayed away, and the next reserve is to be invited."""

    draw: int
    declined: RankedFirm = field(repr=False)
    invited: RankedFirm | None = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"draw","declined":{rank…},"next":{rank…}|null}``."""
        return {
            "draw": self.draw,
            "declined": self.declined.as_json(),
            "next": self.invited.as_json() if self.invited else None,
        }

    def facts(self) -> dict[str, Json]:
        """The draw's id and both ranks."""
        return {
            "draw": self.draw,
            "rank": self.declined.rank.rank,
            "next": self.invited.rank.rank if self.invited else None,
        }


@dataclass(frozen=True, slots=True)
class DrawExported:
    """A draw was written out for signing and for anybody to redo."""

    draw: int
    folder: str
    files: tuple[str, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"draw","folder","files":[…]}``."""
        return {"draw": self.draw, "folder": self.folder, "files": list(self.files)}
