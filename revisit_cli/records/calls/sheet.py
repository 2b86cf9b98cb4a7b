"""A packet: calls that one clerk takes along, in a workbook or on paper, and brings back."""

from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.code import CallOutcome, PacketKind
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class Candidate(Value):
    """A call that may go into a packet, and the numbers by which its firm is reached.

    ``refused`` is the clerk whom the firm put off last time.
    """

    call: int
    phones: frozenset[str] = field(private=True)
    refused: str | None = None


class PacketCall(Value):
    """One call of a packet as it is written down; phones in full, for its clerk holds it.

    ``units`` are ids and names with the matters each of them served the firm in.
    """

    call: int
    token: int
    firm: str
    units: tuple[tuple[int, str, tuple[str, ...]], ...]
    contacts: tuple[Person, ...] = field(private=True)
    attempts: int
    last: tuple[str, CallOutcome] | None
    next_at: str | None

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers of all contacts, in order."""
        return tuple(phone for who in self.contacts for phone in who.phones)


class Packet(Value):
    """One packet: number ``part`` of ``parts``, and whose it is. ``secret`` marks its rows."""

    id: int
    month: str
    kind: PacketKind
    clerk: str
    part: int
    parts: int
    due: str
    secret: str = field(private=True)
    calls: tuple[PacketCall, ...] = ()


class SheetRow(Value):
    """One row of a sheet: what is known, by field, and the hidden marks that bring it home."""

    known: dict[str, str] = field(private=True)
    hidden: dict[str, str]
    is_first: bool


class PacketWritten(Value):
    """One packet's files, and the calls that went into it."""

    id: int
    clerk: str
    path: str
    forms: str | None
    calls: tuple[int, ...] = field("calls count=len()", rows=True)


class CallSheetsWritten(LoggedOutcome):
    """Packets went out, each call in one of them. ``left`` are calls of others' or of later."""

    month: str = field(logs=True)
    kind: PacketKind = field(logs=True)
    packets: tuple[PacketWritten, ...] = field(rows=True)
    left: int

    @computed(logs="phones_shown", after="packets")
    def count(self) -> int:
        """How many calls went out."""
        return sum(len(packet.calls) for packet in self.packets)

    @computed("", logs="packets")
    def calls_of_packets(self) -> dict[str, tuple[int, ...]]:
        """The calls of each packet, by its number."""
        return {str(each.id): each.calls for each in self.packets}


class BlankSheetWritten(Outcome):
    """An empty sheet for keying calls in later was written."""

    path: str


class Mark(Value):
    """The hidden cells of a row: packet, call, token, unit, and the check over them."""

    packet: int
    call: int
    token: int
    unit: int
    check: str


class PacketRow(Value):
    """A firm's row that came back, with its further units' rows.

    ``is_further``: the firm's own row is missing, and this is one of a further unit.
    """

    main: TableRow
    mark: Mark | None
    further: tuple[tuple[TableRow, Mark], ...] = ()
    is_further: bool = False
