"""What a unit's list of other numbers says, row by row."""

from collections.abc import Collection, Container, Iterable, Set

from revisit_cli.document import clause
from revisit_cli.labels.calls import return_list as words
from revisit_cli.policy.calls.table import text_of
from revisit_cli.policy.firms.phone import read_phones
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.firms.person import without_extension
from revisit_cli.records.ledgers.number import GivenNumber

# A list has a column for numbers, under either name.
NEEDED = ("new_phone|phone",)


def number_column(row: TableRow) -> str:
    """Return the field that holds a row's numbers."""
    return "new_phone" if "new_phone" in row.columns else "phone"


@clause("R28")
def units_asked(
    call: int, served: Set[int], given: Iterable[GivenNumber], bad: Container[tuple[int, str]]
) -> Set[int]:
    """Return which of the units that ``served`` a firm must send it another number.

    Those that gave a number that is ``bad``, 「不计入别的单位」; where none of them did, all.
    """
    mine = (each for each in given if each.call == call)
    gave = {each.unit for each in mine if (call, without_extension(each.phone)) in bad}
    return gave & served or served


@clause("R28")
def numbers_told(
    unit: int, call: int, phones: Iterable[str], given: Iterable[GivenNumber]
) -> Set[str]:
    """Return which of a firm's numbers a unit is told of: its own, and those that nobody gave.

    「计入报过它的每一份台账，不计入别的单位」: of what another's ledger gave it hears nothing.
    """
    givers: dict[str, set[int]] = {}
    for each in given:
        if each.call == call:
            givers.setdefault(without_extension(each.phone), set()).add(each.unit)
    return {phone for phone in phones if unit in givers.get(without_extension(phone), {unit})}


@clause("R12")
def numbers_given(row: TableRow, bad: Collection[str]) -> tuple[tuple[str, ...], str | None]:
    """Return the numbers a unit sends in a row, or none and what is wrong with them.

    「号码错误或停机不算“不适用”」: the firm stays in N, so a number proved bad is no other number.
    """
    found = read_phones(text_of(row, number_column(row)))
    if not found.phones or found.notes:
        return (), words.PHONE_UNREADABLE
    fresh = tuple(phone for phone in found.phones if phone not in bad)
    return (fresh, None) if fresh else ((), words.PHONE_STILL_BAD)
