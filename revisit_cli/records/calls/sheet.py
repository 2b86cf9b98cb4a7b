"""A packet: calls that one clerk takes along, in a workbook or on paper, and brings back."""

from dataclasses import dataclass, field

from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.code import CallOutcome, PacketKind
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that may go into a packet, and the numbers by which its firm is reached.

    ``refused`` is the clerk whom the firm put off last time.
    """

    call: int
    phones: frozenset[str] = field(repr=False)
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class PacketCall:
    """One call of a packet as it is written down; phones in full, for its clerk holds it.

    ``units`` are ids and names with the matters each of them served the firm in.
    """

    call: int
    token: int
    firm: str
    units: tuple[tuple[int, str, tuple[str, ...]], ...]
    contacts: tuple[Person, ...] = field(repr=False)
    attempts: int
    last: tuple[str, CallOutcome] | None
    next_at: str | None


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet: number ``part`` of ``parts``, and whose it is. ``secret`` marks its rows."""

    id: int
    month: str
    kind: PacketKind
    clerk: str
    part: int
    parts: int
    due: str
    secret: str = field(repr=False)
    calls: tuple[PacketCall, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet: what is known, by field, and the hidden marks that bring it home."""

    known: dict[str, str] = field(repr=False)
    hidden: dict[str, str]
    is_first: bool


@dataclass(frozen=True, slots=True)
class PacketWritten:
    """One packet's files, and the calls that went into it."""

    id: int
    clerk: str
    path: str
    forms: str | None
    calls: tuple[int, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"id","clerk","path","forms","calls":[ids],"count"}``."""
        return {
            "id": self.id,
            "clerk": self.clerk,
            "path": self.path,
            "forms": self.forms,
            "calls": list(self.calls),
            "count": len(self.calls),
        }


@dataclass(frozen=True, slots=True)
class CallSheetsWritten:
    """Packets went out, each call in one of them. ``left`` are calls of others' or of later."""

    month: str
    kind: PacketKind
    packets: tuple[PacketWritten, ...]
    left: int

    @property
    def count(self) -> int:
        """How many calls went out."""
        return sum(len(packet.calls) for packet in self.packets)

    def as_json(self) -> Json:
        """``{"month","kind","packets":[…],"count","left"}``."""
        return {
            "month": self.month,
            "kind": self.kind,
            "packets": [each.as_json() for each in self.packets],
            "count": self.count,
            "left": self.left,
        }

    def facts(self) -> dict[str, Json]:
        """The calls of each packet; as many firms' numbers stand in full in its files."""
        return {
            "month": self.month,
            "kind": self.kind,
            "packets": {str(each.id): list(each.calls) for each in self.packets},
            "phones_shown": self.count,
        }


@dataclass(frozen=True, slots=True)
class BlankSheetWritten:
    """An empty sheet for keying calls in later was written."""

    path: str

    def as_json(self) -> Json:
        """``{"path"}``."""
        return {"path": self.path}


@dataclass(frozen=True, slots=True)
class Mark:
    """The hidden cells of a row: packet, call, token, unit, and the check over them."""

    packet: int
    call: int
    token: int
    unit: int
    check: str


@dataclass(frozen=True, slots=True)
class PacketRow:
    """A firm's row that came back, with its further units' rows.

    ``is_further``: the firm's own row is missing, and this is one of a further unit.
    """

    main: TableRow
    mark: Mark | None
    further: tuple[tuple[TableRow, Mark], ...] = ()
    is_further: bool = False
