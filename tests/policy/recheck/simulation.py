"""Whole months made up by the thousand: what the signals and the sample find, and what they miss.

By hand: ``python -m tests.policy.recheck.simulation 10000``. A short form is in the suite.
Everything comes out of SHA-256 of a running number, so that any month can be made again.
"""

import hashlib
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from revisit_cli.policy.draws.sample import ranked
from revisit_cli.policy.recheck.chance import chance_of_at_most, fakes_to_find, sample_size
from revisit_cli.policy.recheck.signal import IN_A_ROW, least_seconds, signals
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.recheck.doubt import SavedCall

CLERKS = ("王芳", "李敏", "周强")
CALLS = 120
POOLS = ((20, 10), (100, 10), (312, 10), (312, 5), (600, 10))


class Stream:
    """Numbers without end, the same for the same name."""

    def __init__(self, name: str) -> None:
        self._bytes = self._all(name)

    @staticmethod
    def _all(name: str) -> Iterator[int]:
        count = 0
        while True:
            yield from hashlib.sha256(f"{name}/{count}".encode()).digest()
            count += 1

    def below(self, bound: int) -> int:
        """A number from 0 up to, and without, ``bound``, all equally likely."""
        top = 1 << 32
        while True:
            drawn = int.from_bytes(bytes(next(self._bytes) for _ in range(4)), "big")
            if drawn < top - top % bound:
                return drawn % bound


def month(stream: Stream, fakes: int = 0) -> list[SavedCall]:
    """A month of calls at the desk: honest ones, and at one place so many fakes in a row.

    Nobody honest saves faster than the sentences can be read; who fakes takes a moment.
    """
    planted = stream.below(CALLS - fakes + 1) if fakes else CALLS
    saved = datetime(2026, 12, 1, 9, 0, tzinfo=BEIJING)
    faker = CLERKS[stream.below(len(CLERKS))]
    calls = []
    for number in range(CALLS):
        is_fake = planted <= number < planted + fakes
        shortest = least_seconds()
        seconds = stream.below(shortest) if is_fake else shortest + stream.below(300)
        clerk = faker if is_fake else CLERKS[stream.below(len(CLERKS))]
        opened = saved + timedelta(seconds=stream.below(30))
        saved = opened + timedelta(seconds=seconds)
        answers = ("satisfied",) if is_fake else (str(stream.below(3)),)
        calls.append(SavedCall(number + 1, number + 1, clerk, saved, opened, saved, None, answers))
    return calls


def signalled(calls: list[SavedCall]) -> set[str]:
    """The kinds of signals a month raises."""
    return {each.kind for each in signals(calls, Calendar(), time(18, 0))}


def honest_months_signalled(count: int) -> int:
    """How many of so many honest months raise a signal about how fast they were saved."""
    found = (signalled(month(Stream(f"honest {number}"))) for number in range(count))
    return sum(bool(kinds & {"too_short", "in_a_row"}) for kinds in found)


def faked_months_missed(count: int) -> int:
    """How many of so many months with ten fakes in a row, or more, are not signalled."""
    missed = 0
    for number in range(count):
        stream = Stream(f"faked {number}")
        kinds = signalled(month(stream, IN_A_ROW + stream.below(30)))
        missed += not {"too_short", "in_a_row"} <= kinds
    return missed


def exactly_found(calls: int, percent: int) -> float:
    """The exact chance that a re-check meets one of the fakes it is to find."""
    fakes = fakes_to_find(calls, percent)
    return 1 - float(chance_of_at_most(0, calls, fakes, sample_size(calls, percent)))


def found_in_draws(calls: int, percent: int, count: int) -> float:
    """The share of so many draws that meet one of the fakes planted among the calls."""
    size, fakes = sample_size(calls, percent), fakes_to_find(calls, percent)
    labels = [f"示例{number}公司" for number in range(calls)]
    stream, hits = Stream(f"planted {calls} {percent}"), 0
    for number in range(count):
        planted: set[str] = set()
        while len(planted) < fakes:
            planted.add(labels[stream.below(calls)])
        drawn = ranked(labels, f"{number}")[:size]
        hits += any(label in planted for label, _ in drawn)
    return hits / count


def main(count: int) -> None:
    """Print every figure for so many months and draws."""
    print(f"honest months signalled: {honest_months_signalled(count)} of {count}")
    print(f"months with fakes in a row missed: {faked_months_missed(count)} of {count}")
    for calls, percent in POOLS:
        exact, seen = exactly_found(calls, percent), found_in_draws(calls, percent, count)
        apart = abs(exact - seen)
        print(
            f"{calls} calls, b {percent}: {sample_size(calls, percent)} drawn, "
            f"exactly {exact:.4f}, simulated {seen:.4f}, apart {apart:.4f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
