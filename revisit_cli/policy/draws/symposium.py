"""Holding the symposium: who chairs, who came, and whether the half-year has had its one."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.errors.draws.sample import DrawUnknown
from revisit_cli.errors.draws.symposium import (
    ChairMissing,
    InvitedToThePast,
    NobodyCame,
    PairUnreadable,
    ReasonWithoutSpecial,
    RoleUnknown,
)
from revisit_cli.labels.draws.symposium import ALL
from revisit_cli.labels.visits.visit import ROLE_WORDS
from revisit_cli.policy.word import code_of
from revisit_cli.records.code import ChairRole, SymposiumNote
from revisit_cli.records.draws.sample import PoolFrozen
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.periods import Period


@clause("三(一)3")
def role_given(text: str) -> ChairRole:
    """Return the chair's role: 「由局主要领导或分管领导主持」. Raises RoleUnknown."""
    if code := code_of(text, ROLE_WORDS):
        return code
    raise RoleUnknown(role=text)


@clause("三(一)3")
def check_held(chair: str, present: Collection[int]) -> None:
    """Refuse a symposium without a chair or without firms: 「“面对面”帮助服务对象」.

    Raises ChairMissing or NobodyCame.
    """
    if not chair.strip():
        raise ChairMissing
    if not present:
        raise NobodyCame


def check_invited_to(held_at: datetime | None, now: datetime) -> None:
    """Refuse to invite to a time that is over; None is a time not yet fixed.

    Raises InvitedToThePast.
    """
    if held_at is not None and held_at <= now:
        raise InvitedToThePast(at=f"{held_at:%Y-%m-%d %H:%M}")


def pair_given(text: str) -> tuple[str, str]:
    """Return the firm and the words of ``FIRM=TEXT``. Raises PairUnreadable."""
    firm, equals, words = text.replace("＝", "=").partition("=")
    if not (equals and firm.strip() and words.strip()):
        raise PairUnreadable(text=text)
    return firm.strip(), words.strip()


def draw_of(
    drawn: Sequence[PoolFrozen], half: str, months: Collection[str], wanted: int | None
) -> int | None:
    """Return the draw a symposium's firms came from: the one named, else the half's newest.

    Raises DrawUnknown. None when nothing was drawn for the half or a month of it.
    """
    if wanted is not None:
        if wanted not in {each.draw for each in drawn}:
            raise DrawUnknown(draw=wanted)
        return wanted
    mine = [each.draw for each in drawn if each.scope.half == half or each.scope.month in months]
    return max((each for each in mine if each is not None), default=None)


def is_all(words: Sequence[str]) -> bool:
    """Whether a list of firms is the one word for all that were invited."""
    return len(words) == 1 and words[0].strip().lower() in ALL


@clause("三(一)3", "R10")
def notes_of(
    present: Collection[int],
    absent: Collection[int],
    invited: Collection[int] | None,
    numbers: Numbers,
) -> tuple[SymposiumNote, ...]:
    """Return what is to be remarked: 「随机抽取10~15家企业召开座谈会」.

    ``invited`` are the firms with a standing invitation, None when nothing was drawn.
    """
    known = set(invited or ())
    found: tuple[tuple[SymposiumNote, bool], ...] = (
        ("not_drawn", invited is None),
        ("below_ten", len(present) < numbers.sample_least),
        ("above_fifteen", len(present) > numbers.sample_most),
        ("uninvited", invited is not None and bool({*present, *absent} - known)),
        ("unaccounted", bool(known - set(present) - set(absent))),
    )
    return tuple(note for note, applies in found if applies)


@clause("三(二)3")
def special_reason_given(text: str | None, *, is_special: bool) -> str | None:
    """Return why a session is special, where it is one: 「特殊情况随时召开」.

    Raises ReasonWithoutSpecial.
    """
    if text is not None and not is_special:
        raise ReasonWithoutSpecial
    return text.strip() or None if text else None


@clause("三(二)3")
def special_notes(reason: str | None, *, is_special: bool) -> tuple[SymposiumNote, ...]:
    """Return the remark on a special session of which nobody said why."""
    return ("special_unexplained",) if is_special and reason is None else ()


@clause("三(一)3", "R9", "R31")
def order_notes(
    held_on: date, drawn_at: str | None, half: Period, *, is_special: bool
) -> tuple[SymposiumNote, ...]:
    """Return the remark on a session held before its firms were drawn, or after its half ended.

    「随机抽取10~15家企业召开座谈会」: the draw comes first. ``drawn_at`` is ISO, None when
    nothing was drawn.
    """
    found: tuple[tuple[SymposiumNote, bool], ...] = (
        ("before_draw", drawn_at is not None and f"{held_on}" < drawn_at[:10]),
        ("held_late", held_on > half.last_on and not is_special),
    )
    return tuple(note for note, applies in found if applies)
