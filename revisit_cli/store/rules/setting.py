"""Settings as text by name."""

from revisit_cli.store.file.database import Database

_ALL = "select name, value from setting order by name"
_PUT = """
insert into setting (name, value) values (:name, :value)
on conflict (name) do update set value = excluded.value
"""


def load(database: Database) -> dict[str, str]:
    """Return every stored setting's text by its name."""
    return {row["name"]: row["value"] for row in database.rows(_ALL)}


def put(database: Database, name: str, value: str) -> None:
    """Store one setting's text."""
    database.run(_PUT, {"name": name, "value": value})
