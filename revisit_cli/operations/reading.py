"""Looking at the data file at one moment, and the rules and settings that are kept in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revisit_cli.policy.rules.setting import rules_of as rules_given
from revisit_cli.policy.rules.setting import settings_of as settings_given
from revisit_cli.records.context import Context
from revisit_cli.records.rules.setting import Settings
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.look import looked_at
from revisit_cli.store.rules import setting as setting_store


@contextmanager
def reading(context: Context, *, needs_file: bool = True) -> Iterator[Database]:
    """Open the data file for reading; whatever is loaded is as it was at one moment.

    Nobody's COMMIT gets through while it lasts: load, and leave it before anything is shown or
    written. ``needs_file=False`` is for what can be told without any data.
    """
    looking = looked_at(
        Path(context.database),
        context.absent,
        alone=context.alone,
        is_named=context.is_named,
        needs_file=needs_file,
    )
    with looking as database:
        yield database


def rules_of(database: Database) -> Rules:
    """Return the rules as the bureau dated them."""
    return rules_given(*setting_store.load_rules(database))


def settings_of(database: Database) -> Settings:
    """Return the bureau's settings as they are now."""
    return settings_given(setting_store.load(database))
