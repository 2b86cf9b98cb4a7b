"""Whether a half-year has had its symposium."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.records.draws.symposium import HalfDuty, Symposium
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.periods import Period


@clause("R10", "R31")
def _has_drawn(held: Symposium, numbers: Numbers) -> bool:
    """Whether a firm came that was drawn, or whose list was so short that none need be drawn."""
    if held.draw is None:
        return 0 < held.list_count <= numbers.usual_size and held.present_count > 0
    return held.drawn_count > 0


@clause("三(二)3", "R8", "R31")
def duty_of_half(half: Period, held: Sequence[Symposium]) -> HalfDuty:
    """Return a half-year's duty: 「原则上每半年召开1次，特殊情况随时召开」.

    「抽取了企业（或名单不长，不必抽取），且至少有一家抽到的企业到会」; special sessions come on top
    and do not count for it, and one held after the half-year ended is late. Where none that was
    held in time was on record by then, that is told: 「期满后才录入的另计补记」.
    """
    counted = [
        each
        for each in held
        if each.half == half.id and not each.is_special and _has_drawn(each, half.numbers)
    ]
    in_time = [each for each in counted if each.held_on <= half.last_on]
    present = max((each.present_count for each in counted), default=None)
    return HalfDuty(
        half.id,
        half.last_on,
        len(counted),
        is_late=bool(counted) and not in_time,
        present_count=present,
        is_few=present is not None and present < half.numbers.sample_least,
        is_back_entered=bool(in_time)
        and all(each.recorded_at[:10] > half.last_on.isoformat() for each in in_time),
    )
