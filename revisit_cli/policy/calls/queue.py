"""The order in which firms are called, and for whom a firm waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from revisit_cli.document import clause
from revisit_cli.records.code import CallWhy, QueueStep

# An appointment this late is broken: whoever is free keeps it.
BROKEN_AFTER = timedelta(minutes=30)
# Somebody just spoken to is still at the telephone, for the other firms of that number.
STILL_THERE = timedelta(minutes=10)
# Whoever has called within these days works here, so a refusal can go to another.
AT_WORK = timedelta(days=7)
# A number behind so many firms is an agent's.
AGENT_FROM = 3
# How long a card put aside waits.
SKIPPED_FOR = timedelta(minutes=30)


@clause("三(一)1", "三(二)1")
def steps(
    workdays_left: int | None, *, is_on_the_line: bool = False
) -> Iterator[tuple[QueueStep, CallWhy]]:
    """Yield the steps of the queue in their order, each with the reason it gives.

    One's own unfinished card, appointments due, the other firms of the number just reached
    (first of all while the person ``is_on_the_line`` still), numbers a unit has corrected,
    deadline risk, never attempted, put aside, rested. 「次月上旬内完成」: at risk is
    what an earlier month left over; with two working days left a firm never attempted, since it
    takes two days to say that it cannot be reached; on the last day the rested ones, whose last
    half-day this is. Last of all come those that put this very clerk off, where he
    :func:`may_ask_again`, and those whose only number has just not answered for another firm.
    """
    yield "held", "held"
    if is_on_the_line:
        yield "shared", "shared"
    yield "draft", "draft"
    yield "appointment", "appointment"
    yield "number_corrected", "number_corrected"
    if not is_on_the_line:
        yield "shared", "shared"
    yield "carried", "carried"
    if workdays_left == 1:
        yield "retry", "deadline"
    yield "new", "deadline" if workdays_left == 2 else "new"
    yield "skipped", "skipped"
    yield "retry", "retry"
    yield "refused_me", "retry"
    yield "same_number", "same_number"


@clause("三(一)")
def may_ask_again(*, others_at_work: bool) -> bool:
    """Whether a clerk whom a firm put off may ring it again: only where nobody else works here.

    「坚持“无事不扰、有求必应、随叫随到”原则」: one retry, by someone else.
    """
    return not others_at_work


def minutes_broken(callback: datetime | None, now: datetime) -> int:
    """Return by how many minutes an appointment is broken; 0 while it can still be kept."""
    if callback is None or now - callback < BROKEN_AFTER:
        return 0
    return int((now - callback).total_seconds()) // 60


def is_agent(firm_count: int) -> bool:
    """Whether a number behind so many firms, this one included, is likely an agent's."""
    return firm_count >= AGENT_FROM
