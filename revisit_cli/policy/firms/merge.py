"""What merging two firms means for each month, and what taking it back restores."""

from collections.abc import Iterable, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.firms.firm import (
    FirmBeingCalled,
    MergedFurther,
    MergeNotClear,
    MergeNotFound,
    NothingMerged,
    ReasonEmpty,
)
from revisit_cli.labels.text import several
from revisit_cli.policy.firms.lookup import matches
from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.records.firms.merge import (
    MonthDecided,
    MonthStand,
    Move,
    Stand,
    StandingMerge,
    Stored,
)


def reason_given(text: str) -> str:
    """Return a reason, trimmed. Raises ReasonEmpty."""
    reason = text.strip()
    if not reason:
        raise ReasonEmpty
    return reason


@clause("R11", "R12", "R14")
def decide_month(stand: MonthStand, firm: int, into: int) -> MonthDecided:
    """Return what merging ``firm`` into ``into`` does to a month.

    A cleared month stays as it was reported. In a month at work all rows go over, and of two
    calls one is withdrawn: 「一户企业一个周期只打一次电话」, but 「已回访过的企业不撤回」.
    Where both are on a frozen list, or both were called, both stay in N: see :func:`_paired`.
    """
    if stand.is_closed:
        return MonthDecided(stand.month, (), "closed")
    mine = next((each for each in stand.calls if each.firm == firm and each.is_live), None)
    other = next((each for each in stand.calls if each.firm == into), None)
    is_pair = mine is not None and other is not None and other.is_live
    if mine and other and is_pair and (stand.is_locked or (mine.is_begun and other.is_begun)):
        return _paired(stand, mine, other, firm, into)
    calls, withdrawn = _calls(mine, other, firm, into)
    return _whole(stand, calls, firm, into, withdrawn=withdrawn)


@clause("R33")
def _paired(stand: MonthStand, mine: Stand, other: Stand, firm: int, into: int) -> MonthDecided:
    """Return a month in which a firm stands under two names: 「一通电话作两个名称的答复」.

    The call that is done, else the one that is further, is made; the other is its twin, if it is of
    N: one that is only carried into the month is settled with the first. Where both are done both
    stand.
    """
    if mine.state == other.state == "done":
        link = Move("call", mine.id, {"twin_of": None}, {"twin_of": other.id})
        return _whole(stand, (link,), firm, into, twin=mine.id)
    moved: tuple[Move, ...] = ()
    before: dict[str, Stored] = {}
    after: dict[str, Stored] = {}
    made, left = other, mine
    if _progress(mine) > _progress(other):
        made, left = mine, other
        moved = (Move("call", mine.id, {"firm": firm}, {"firm": into}),)
        before, after = {"firm": into}, {"firm": firm}
    before, after = {**before, "state": left.state}, {**after, "state": "withdrawn"}
    if left.is_carried_in:
        calls = (*moved, Move("call", left.id, before, after))
        return _whole(stand, calls, firm, into, withdrawn=left.id)
    twin = Move("call", left.id, {**before, "twin_of": None}, {**after, "twin_of": made.id})
    return _whole(stand, (*moved, twin), firm, into, twin=left.id)


def _whole(
    stand: MonthStand,
    calls: tuple[Move, ...],
    firm: int,
    into: int,
    *,
    withdrawn: int | None = None,
    twin: int | None = None,
) -> MonthDecided:
    """Return what is decided of a month with these moves of calls, and those of all other rows."""
    visits, given_up, other_open = _visits(stand.visits, firm, into)
    moves = []
    for each in stand.rows:
        before, after = {"firm": firm}, {"firm": into}
        if given_up is not None and other_open is not None and each.visit == given_up:
            before, after = before | {"visit": given_up}, after | {"visit": other_open}
        moves.append(Move(each.table, each.row, before, after))
    return MonthDecided(stand.month, (*calls, *visits, *moves), None, withdrawn, twin)


def _calls(
    mine: Stand | None, other: Stand | None, firm: int, into: int
) -> tuple[tuple[Move, ...], int | None]:
    if mine is None:
        return (), None
    if other is None:
        return (Move("call", mine.id, {"firm": firm}, {"firm": into}),), None
    if other.is_live and not (_rank(mine) > _rank(other)):
        gone = Move("call", mine.id, {"state": mine.state}, {"state": "withdrawn"})
        return (gone,), mine.id
    change = (
        Move("call", mine.id, {"firm": firm}, {"firm": into}),
        Move(
            "call",
            other.id,
            {"firm": into, "state": other.state},
            {"firm": firm, "state": "withdrawn"},
        ),
    )
    return change, other.id if other.is_live else None


def _progress(call: Stand) -> tuple[bool, bool, bool]:
    return (call.state == "done", *_rank(call))


def _rank(call: Stand) -> tuple[bool, bool]:
    return call.is_begun, call.is_agreed


@clause("R23")
def _visits(
    visits: Sequence[Stand], firm: int, into: int
) -> tuple[tuple[Move, ...], int | None, int | None]:
    """Return the moves of visits; and which open one is given up for which, where both have one.

    「一户一期只有一次待办的上门，各条理由并在一起」: the reasons of the one go over to the other.
    """
    mine = [each for each in visits if each.firm == firm]
    to_make = next((each for each in mine if not each.is_begun), None)
    other = next((each for each in visits if each.firm == into and not each.is_begun), None)
    given_up = to_make if to_make is not None and other is not None else None
    moves = tuple(
        Move("visit", each.id, {"firm": firm}, {"firm": into}) for each in mine if each != given_up
    )
    if given_up is None or other is None:
        return moves, None, None
    return moves, given_up.id, other.id


def check_not_held(calls: Iterable[Stand], names: Mapping[int, str]) -> None:
    """Refuse while another clerk has one of these calls on the screen. Raises FirmBeingCalled."""
    for call in calls:
        if call.held_by is not None:
            raise FirmBeingCalled(owner=call.held_by, call=call.id, firm=names[call.firm])


def roots(standing: Mapping[int, int]) -> dict[int, int]:
    """Return the firm that each merged firm counts as, given what each was merged into."""
    found = {}
    for firm, into in standing.items():
        root = into
        while root in standing:
            root = standing[root]
        found[firm] = root
    return found


def chosen_merge(text: str, standing: Sequence[StandingMerge]) -> StandingMerge:
    """Return the standing merge whose merged firm a text means.

    Raises MergeNotFound or MergeNotClear.
    """
    found = matches(text, [Candidate(each.firm, (each.name,)) for each in standing])
    if not found:
        raise MergeNotFound(text=text)
    if len(found) > 1:
        firms = several([(each.id, each.name) for each in found])
        raise MergeNotClear(text=text, count=len(found), firms=firms)
    return next(each for each in standing if each.firm == found[0].id)


def newest_merge(standing: Sequence[StandingMerge]) -> StandingMerge:
    """Return the merge made last. Raises NothingMerged."""
    if not standing:
        raise NothingMerged
    return standing[-1]


def check_is_last(
    merge: StandingMerge,
    standing: Sequence[StandingMerge],
    moved: Mapping[int, frozenset[tuple[str, int]]],
) -> None:
    """Refuse to take back a merge whose rows a later one moved on. Raises MergedFurther.

    ``moved`` are the rows that each merge changed.
    """
    for later in standing:
        if later.id > merge.id and moved[later.id] & moved[merge.id]:
            raise MergedFurther(name=merge.name, later=later.name, firm=later.firm)


def taken_back(move: Move, now: Mapping[str, str | int | None]) -> Move | None:
    """Return the move that undoes another where the row is still as it left it; None otherwise.

    A column changed since, such as the state of a call that was made, keeps its later value.
    """
    back = {name: value for name, value in move.before.items() if now[name] == move.after[name]}
    if not back:
        return None
    return Move(move.table, move.row, {name: now[name] for name in back}, back)
