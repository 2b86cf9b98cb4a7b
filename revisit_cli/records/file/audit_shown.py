"""What the commands of the log tell."""

from collections.abc import Mapping
from types import MappingProxyType

from revisit_cli.records.file.audit import Event, Fault, LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Json, Value, computed, field


class TimeFact(Value):
    """When a record is said to have happened and when it was entered, in ISO.

    ``received`` is when the ledger came that names the firm, ``closed`` when the month was cleared.
    """

    table: str
    row: int
    said: str
    entered: str
    received: str | None
    closed: str | None


class TimeFlag(Value):
    """One place where times do not go together: no fault, but somebody should ask."""

    what: str
    seq: int | None = None
    table: str | None = None
    row: int | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"seq|table|row","what"}``, the places that apply."""
        return Fault(self.what, self.seq, self.table, self.row).as_json()


class LogBeside(Value):
    """What the tables say beside events: units by id, the overall answers kept by each attempt."""

    units: Mapping[int, str] = field("", default=MappingProxyType({}))
    overall: Mapping[int, tuple[str, ...]] = field("", default=MappingProxyType({}))


class LogListed(Outcome):
    """The newest events of the log, oldest first, and the head they lead to.

    ``year`` is the one at hand: events of others are told with theirs.
    """

    events: tuple[Event, ...] = field(rows=True)
    head: LogHead = field("log")
    beside: LogBeside = field("", default=LogBeside())
    year: int = field("", default=0)


class LogHeadShown(Outcome):
    """The log's size, head and origin: what is written on paper."""

    head: LogHead = field("*")
    origin: str | None


class LogVerified(Outcome):
    """What a verification of chain, seals, tables and paper found.

    ``time_flags`` are no faults; ``given_clocks`` counts the events whose clock was given by
    REVISIT_NOW and not read.
    """

    head: LogHead = field("*")
    faults: tuple[Fault, ...]
    time_flags: tuple[TimeFlag, ...] = ()
    given_clocks: int = 0

    @computed(after="")
    def is_ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults
