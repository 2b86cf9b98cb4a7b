"""What a re-check comes to, in figures."""

from revisit_cli.records.code import RecheckClass, RecheckState
from revisit_cli.records.rate import Rate
from revisit_cli.records.value import Value, computed, field


class RecheckFigures(Value):
    """What a month's re-check proves: counts of calls, and two bounds.

    ``drawn`` counts those added for others that were not reached too. ``most`` of the pool may be
    false at most, ``most_with_unreached`` where each that was not reached is false; both are None
    while the sample is not done. ``doubtful`` records wait for somebody's decision. ``earlier``
    are draws of the same month before this one: a result is not made good by drawing again.
    """

    state: RecheckState
    month: str
    nth: int = field("nth_draw", default=0)
    percent: int | None = None
    pool: int = 0
    size: int = 0
    drawn: int = 0
    answered: int = 0
    unreached: int = 0
    waiting: int = 0
    false: int = field("not_as_recorded", default=0)
    classes: tuple[tuple[RecheckClass, int], ...] = field(pairs=True, default=())
    most: int | None = None
    most_with_unreached: int | None = None
    completed_later: int = field("not_in_pool", default=0)
    doubtful: int = 0
    earlier: tuple[tuple[int, int, int], ...] = field(
        columns="nth_draw answered not_as_recorded", default=()
    )
    sentence: str = field(default="")

    @computed(after="most")
    def too_many(self) -> int | None:
        """So many false ones of the pool, or more, would hardly have shown none; None: of any."""
        return None if self.most is None or self.most >= self.pool else self.most + 1

    @computed(after="most")
    def most_percent(self) -> float | None:
        """How many per cent of the pool may be false at most."""
        tenths = None if self.most is None else Rate(self.most, self.pool).tenths
        return None if tenths is None else tenths / 10

    @property
    def added(self) -> int:
        """How many were added for others that were not reached."""
        return self.drawn - self.size

    def count(self, kind: RecheckClass) -> int:
        """Return how many calls came to that."""
        return dict(self.classes).get(kind, 0)
