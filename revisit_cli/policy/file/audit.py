"""What a paper must say of the log, and times that do not go together: always told."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from revisit_cli.document import clause
from revisit_cli.errors.file.audit import AnchorIncomplete, HeadUnreadable
from revisit_cli.pattern import pattern
from revisit_cli.records.file.audit import HEAD_LENGTH, Anchor, Fault, is_moment
from revisit_cli.records.file.audit_shown import TimeFact, TimeFlag

SLACK = timedelta(minutes=5)
SAME_WORK = timedelta(days=1)
# How much of a moment in ISO is its day, and all but the offset.
_DAY, _SECONDS = 10, 19
_HEAD = pattern(f"[0-9a-f]{{{HEAD_LENGTH}}}")


def anchor_given(size: int | None, head: str | None) -> Anchor | None:
    """Return what was typed from a paper, None where nothing was.

    Half of it proves nothing: a size alone is met by any log so long, a head cut short by many. A
    paper has the head in groups of four, whose blanks may be typed.
    Raises AnchorIncomplete or HeadUnreadable.
    """
    if size is None and head is None:
        return None
    if size is None or head is None:
        raise AnchorIncomplete(missing="--size" if size is None else "--head")
    typed = "".join(head.split()).lower()
    if not _HEAD.fullmatch(typed):
        raise HeadUnreadable(text=head, length=HEAD_LENGTH)
    return Anchor(size, typed)


def clock_flags(moments: Iterable[tuple[int, str]]) -> Iterator[TimeFlag]:
    """Yield the events whose clock stood more than five minutes before an earlier event's.

    ``moments`` are numbers and ISO times of the log's events in their order.
    """
    newest: datetime | None = None
    for seq, text in moments:
        moment = datetime.fromisoformat(text)
        if newest is not None and moment < newest - SLACK:
            yield TimeFlag("clock_went_back", seq=seq)
        newest = moment if newest is None else max(newest, moment)


def unreadable_times(facts: Iterable[TimeFact]) -> Iterator[Fault]:
    """Yield the records of which a time cannot be read, whatever their seals say."""
    for fact in facts:
        needed, other = (fact.said, fact.entered), (fact.received, fact.closed)
        if not all(map(is_moment, (*needed, *(each for each in other if each is not None)))):
            yield Fault("time_unreadable", table=fact.table, row=fact.row)


def _is_plain(fact: TimeFact) -> bool:
    """Whether times go together by their texts alone, as nearly all do.

    Written alike, with the same offset, texts stand in the order of their moments.
    """
    said, entered = fact.said, fact.entered
    received, closed = fact.received or said, fact.closed or entered
    return (
        received <= said <= entered <= closed
        and said[:_DAY] == entered[:_DAY]
        and received[_SECONDS:] == said[_SECONDS:] == entered[_SECONDS:] == closed[_SECONDS:]
    )


@clause("三(四)2", "四3")
def time_flags(facts: Iterable[TimeFact]) -> Iterator[TimeFlag]:
    """Yield what is odd between when something is said to have happened and when it was entered.

    「如实上报」: said to be before the ledger came that names the firm, after it was entered, more
    than a day before it was entered, or entered after the month was cleared.
    """
    for fact in facts:
        if _is_plain(fact):
            continue
        said, entered = datetime.fromisoformat(fact.said), datetime.fromisoformat(fact.entered)
        found = []
        if fact.received is not None and said < datetime.fromisoformat(fact.received) - SLACK:
            found.append("before_import")
        if said > entered + SLACK:
            found.append("not_yet")
        if entered - said > SAME_WORK:
            found.append("entered_later")
        if fact.closed is not None and entered > datetime.fromisoformat(fact.closed):
            found.append("after_close")
        yield from (TimeFlag(what, table=fact.table, row=fact.row) for what in found)
