"""Units that say, by their leader, that they never served a firm their ledger named."""

from revisit_cli.records.code import CallEnd, CallState
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field


class NotServed(Value):
    """What a unit's leader says of one call of a firm: why the ledger that named it was wrong."""

    call: int
    firm: str
    unit: str
    leader: str
    reason: str
    at: str


class NamedRow(Value):
    """A ledger's row that stands and names a firm for a unit.

    ``is_in_force``: the newest version of its ledger has it too; ``is_locked``: the call list of
    its month is frozen.
    """

    file: str
    sheet: str
    row: int
    month: str
    is_in_force: bool
    is_locked: bool


class CallNotServed(LoggedOutcome):
    """A unit's leader said that the firm of a call was never served.

    ``outcome`` is None and ``left`` names units while the firm is still to be asked about these.
    """

    call: int = field(logs=True)
    not_served: int = field(logs=True)
    unit: str
    unit_id: int = field("", logs="unit")
    firm: str
    leader: str
    reason: str
    state: CallState = field(logs=True)
    outcome: CallEnd | None = field(logs=True)
    left: tuple[str, ...] = ()
