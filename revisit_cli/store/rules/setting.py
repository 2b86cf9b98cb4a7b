"""Settings as text by name, and rules by name and the month they hold from."""

from revisit_cli.store.file.database import Database

# A setting without a month holds from the beginning.
_ALL = "select name, value, since from setting order by id"
_PUT = """
insert into setting (name, value, since) values (:name, :value, :since)
on conflict (name, ifnull(since, '')) do update set value = excluded.value
"""
_CALLS = "update call set due_on = :due_on where month = :month and due_on <> :due_on"
_VISITS = """
update visit set due_on = :due_on where month = :month and due_on <> :due_on and state <> 'done'
"""
_COMMITTEE_KEY = "committee_key"
_ONE = "select value from setting where name = :name"
_MONTHS = "select month from call union select month from visit"


def load(database: Database) -> dict[str, str]:
    """Return the text of every setting that holds from the beginning, by its name."""
    rows = database.rows(_ALL)
    return {row["name"]: row["value"] for row in rows if row["since"] is None}


def load_rules(database: Database) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Return the same, and name, month and text of what holds from a month on."""
    rows = database.rows(_ALL)
    dated = [(row["name"], row["since"], row["value"]) for row in rows if row["since"] is not None]
    return {row["name"]: row["value"] for row in rows if row["since"] is None}, dated


def put(database: Database, name: str, value: str, since: str | None = None) -> None:
    """Store one setting's text, from a month on or from the beginning."""
    database.run(_PUT, {"name": name, "value": value, "since": since})


def months_with_due_days(database: Database) -> list[str]:
    """Return the months that have calls or visits, whose due days are on record."""
    return [row["month"] for row in database.rows(_MONTHS)]


def set_due_days(database: Database, month: str, calls_due_on: str, visits_due_on: str) -> None:
    """Set the due days of a month's calls, and of its visits still to be paid."""
    database.run(_CALLS, {"month": month, "due_on": calls_due_on})
    database.run(_VISITS, {"month": month, "due_on": visits_due_on})


def committee_key(database: Database) -> str | None:
    """Return the discipline committee's public key in hex, or None while there is none."""
    found: str | None = database.value(_ONE, {"name": _COMMITTEE_KEY})
    return found


def set_committee_key(database: Database, public: str) -> None:
    """Store the committee's public key; words entered from here on are sealed to it."""
    put(database, _COMMITTEE_KEY, public)
