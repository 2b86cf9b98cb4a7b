"""Finding the firm or unit that a clerk names."""

from revisit_cli.policy.firms import lookup as policy
from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import lookup as store


def firm(database: Database, text: str) -> Candidate:
    """Return the firm a text means. Raises FirmNotFound or FirmNotClear."""
    return policy.chosen_firm(text, store.firms(database))


def unit(database: Database, text: str) -> Candidate:
    """Return the unit a text means. Raises UnitNotFound or UnitNotClear."""
    return policy.chosen_unit(text, store.units(database))
