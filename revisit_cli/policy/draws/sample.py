"""The draw of firms for the symposium: pool, size, octo41/1, seats by unit, reserves."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from unicodedata import category, normalize

from revisit_cli.document import clause
from revisit_cli.errors.draws.sample import (
    DeclinedBefore,
    FirmNotInvited,
    SeedFolded,
    SeedUnreadable,
    SizeOutOfRange,
    TwoScopes,
)
from revisit_cli.policy.days.cycle import half_given, month_given
from revisit_cli.records.code import FaultOfDraw
from revisit_cli.records.draws.sample import (
    DrawFault,
    Pool,
    PoolFrozen,
    Rank,
    RankedFirm,
    Scope,
    ServedFirm,
    Stratum,
)
from revisit_cli.records.value import Json
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.rules import Rules

ALGORITHM = "octo41/1"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@clause("R8", "三(二)3")
def scope_given(half: str | None, month: str | None, at_hand: str) -> Scope:
    """Return what a draw is for: the half or month given, else the half-year at hand.

    Raises TwoScopes, MonthUnreadable or HalfUnreadable.
    """
    if half and month:
        raise TwoScopes
    if month:
        return Scope(None, month_given(month))
    return Scope(half_given(half) if half else at_hand, None)


def months_of(scope: Scope, rules: Rules) -> tuple[str, ...]:
    """Return the months whose ledgers a scope's list is made of."""
    return (scope.month,) if scope.month else rules.months_of_half(scope.half or "")


@clause("三(一)3", "R9")
def size_given(size: int | None, numbers: Numbers) -> int:
    """Return how many firms to draw: 「随机抽取10~15家企业」. Raises SizeOutOfRange.

    「抽取家数在种子产生之前定下（默认15家）」
    """
    wanted = numbers.usual_size if size is None else size
    if not numbers.may_draw(wanted):
        raise SizeOutOfRange(size=wanted, least=numbers.sample_least, most=numbers.sample_most)
    return wanted


@clause("R9")
def frozen_for(
    freezes: Sequence[PoolFrozen], half: str | None, month: str | None, today: date, rules: Rules
) -> PoolFrozen | None:
    """Return the freeze that a seed given now belongs to, drawn from already or not; or None.

    Only the newest freeze of a half or month takes a seed. With neither given it is the newest
    freeze that waits for one, else the newest within the half-year at hand.
    """
    if half or month:
        scope = scope_given(half, month, "")
        return next((each for each in reversed(freezes) if each.scope == scope), None)
    newest = {each.scope: each for each in freezes}
    waiting = [each for each in newest.values() if each.draw is None]
    here = Scope(rules.half_at_hand(today), None)
    months = months_of(here, rules)
    within = [each for each in newest.values() if each.scope == here or each.scope.month in months]
    return max(waiting or within, key=lambda each: each.freeze, default=None)


@clause("三(一)3", "R34")
def seed_given(seed: str) -> str:
    """Return the seed as it is, to the character: ``0`` is not ``000``.

    Raises SeedUnreadable for one that is empty or cannot be read off paper, SeedFolded for one
    whose 「规范形（NFKC）与它不同」: another keyboard writes it in characters that look the same.
    """
    if not seed or seed != seed.strip() or any(category(each) in _UNSEEN for each in seed):
        raise SeedUnreadable
    if normalize("NFKC", seed) != seed:
        raise SeedFolded(seed=seed, folded=normalize("NFKC", seed))
    return seed


def label_of(name: str) -> str:
    """Return a firm's name as it is printed in a pool: NFC, trimmed, no control characters."""
    seen = "".join(each for each in normalize("NFC", name) if category(each) not in _UNSEEN)
    return normalize("NFC", seen.strip())


@clause("三(一)3", "二(一)")
def pool_of(served: Iterable[ServedFirm], size: int, *, by_unit: bool) -> Pool:
    """Return the pool to freeze: 「局营商办汇总的涉企服务对象名单」, every firm in it.

    ``by_unit`` fixes seats by unit; a firm stands with the unit that served it most often.
    """
    labelled = sorted(((label_of(each.name), each) for each in _by_firm(served)), key=_label)
    text = "".join(f"{label}\n" for label, _ in labelled)
    firms = tuple(each.firm for _, each in labelled)
    units = {label: _most_often(each.services) for label, each in labelled}
    return Pool(text, firms, digest_of(text), _strata(units, size) if by_unit else ())


def digest_of(text: str) -> str:
    """Return hex SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


@clause("三(一)3")
def ranked(labels: Iterable[str], seed: str) -> tuple[tuple[str, str], ...]:
    """Return every label with its hash, first the one that ranks first: octo41/1.

    ``t`` is the lower-case hex of UTF-8(label + "/" + seed), the hash is SHA-256 of the ASCII
    text ``t``, and the highest hash comes first. A label's hash depends on no other label.
    """
    hashed = ((_hash(label, seed), label) for label in labels)
    return tuple((label, found) for found, label in sorted(hashed, reverse=True))


@clause("三(一)3", "R9", "R10")
def drawn(pool: Pool, size: int, seed: str) -> tuple[Rank, ...]:
    """Return the rank of every firm of a pool; those not selected are reserves in rank order.

    「名单不多于抽取家数时不必抽取，全部邀请」: then every firm is selected.
    """
    order = ranked(pool.labels, seed)
    seats = {each.unit: each.seats for each in pool.strata} or {"": size}
    units = pool.units
    ranks = []
    for number, (label, found) in enumerate(order, start=1):
        unit = units.get(label, "")
        has_seat = seats.get(unit, 0) > 0
        seats[unit] = seats.get(unit, 0) - has_seat
        ranks.append(Rank(number, label, found, has_seat))
    return tuple(ranks)


def check_invited(declining: RankedFirm) -> None:
    """Raise FirmNotInvited or DeclinedBefore when a firm has no invitation to decline."""
    if declining.declined_at is not None:
        raise DeclinedBefore(firm=declining.rank.label, day=declining.declined_at[:10])
    if declining.invited_at is None:
        raise FirmNotInvited(firm=declining.rank.label, rank=declining.rank.rank)


@clause("三(一)3", "R9")
def standing_invitations(ranks: Sequence[RankedFirm]) -> tuple[RankedFirm, ...]:
    """Return the firms that are invited and have not declined, in rank order."""
    return tuple(each for each in ranks if each.invited_at and not each.declined_at)


@clause("R9")
def next_reserve(
    ranks: Sequence[RankedFirm], declined: RankedFirm, pool: Pool
) -> RankedFirm | None:
    """Return the reserve to invite in a declined firm's place: 「其余企业按名次依次递补」.

    With seats by unit, a firm of the same unit comes first. None when no reserve is left.
    """
    units = pool.units
    free = [each for each in ranks if each.invited_at is None and each.declined_at is None]
    unit = units.get(declined.rank.label)
    same = [each for each in free if units.get(each.rank.label) == unit]
    return next(iter([*same, *free]), None)


@clause("三(一)3")
def draw_faults(
    pool: Pool,
    size: int,
    seed: str,
    stored: Sequence[Rank],
    frozen_facts: Mapping[str, Json] | None,
    drawn_facts: Mapping[str, Json] | None,
) -> tuple[DrawFault, ...]:
    """Return where a draw redone from its pool and seed differs from what is stored and logged.

    ``frozen_facts`` and ``drawn_facts`` are what the log was told of freeze and draw; None when
    it was told nothing.
    """
    found = [] if digest_of(pool.text) == pool.sha256 else [DrawFault("pool_changed")]
    if frozen_facts is None or drawn_facts is None:
        found.append(DrawFault("not_in_log"))
    else:
        told: tuple[tuple[FaultOfDraw, Json, Json], ...] = (
            ("pool_not_as_logged", digest_of(pool.text), frozen_facts.get("sha256")),
            ("count_changed", len(pool.labels), frozen_facts.get("count")),
            ("size_changed", size, frozen_facts.get("size")),
            ("seed_changed", digest_of(seed), drawn_facts.get("seed_sha256")),
        )
        found += [DrawFault(what) for what, now, then in told if now != then]
    redone = drawn(pool, size, seed)
    if len(redone) != len(stored):
        found.append(DrawFault("ranks_missing"))
    found += [
        DrawFault("rank_differs", again.rank)
        for again, once in zip(redone, stored, strict=False)
        if again != once
    ]
    return tuple(found)


def seats_by_largest_remainder(counts: Mapping[str, int], seats: int) -> dict[str, int]:
    """Share seats out in proportion to the counts; the largest remainders get what is left over.

    Equal remainders go to the larger count, then to the name that sorts first. Never more seats
    than there are firms.
    """
    total = sum(counts.values())
    seats = min(seats, total)
    shares = {name: divmod(seats * count, total) for name, count in counts.items()}
    order = sorted(counts, key=lambda name: (-shares[name][1], -counts[name], name))
    left = seats - sum(whole for whole, _ in shares.values())
    extra = frozenset(order[:left])
    return {name: shares[name][0] + (name in extra) for name in sorted(counts)}


def _hash(label: str, seed: str) -> str:
    return hashlib.sha256(f"{label}/{seed}".encode().hex().encode("ascii")).hexdigest()


def _label(labelled: tuple[str, ServedFirm]) -> str:
    return labelled[0]


def _by_firm(served: Iterable[ServedFirm]) -> list[ServedFirm]:
    return list({each.firm: each for each in served}.values())


def _most_often(services: Mapping[str, int]) -> str:
    return min(services, key=lambda unit: (-services[unit], unit), default="")


def _strata(units: Mapping[str, str], size: int) -> tuple[Stratum, ...]:
    members: dict[str, list[str]] = {}
    for label, unit in units.items():
        members.setdefault(unit, []).append(label)
    seats = seats_by_largest_remainder({unit: len(each) for unit, each in members.items()}, size)
    return tuple(Stratum(unit, seats[unit], tuple(members[unit])) for unit in seats)
