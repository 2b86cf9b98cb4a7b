"""The schema's history: one function a step, each run once, in order, in one transaction.

A landed step is never edited; a change is a new step. ``user_version`` counts the steps a file
has taken. Never ``executescript``: it commits first.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

STEPS = (
    "m0001_house",
    "m0002_flag",
    "m0003_firm",
    "m0004_carry",
    "m0005_admonition",
    "m0006_seal",
    "m0007_symposium",
    "m0008_confidence",
    "m0009_packet",
    "m0010_queue",
    "m0011_visit",
    "m0012_erasure",
    "m0013_held",
    "m0014_apart",
    "m0015_attempt",
    "m0016_seat",
    "m0017_initials",
    "m0018_file",
    "m0019_answer",
    "m0020_rules",
    "m0021_moments",
    "m0022_roster",
    "m0023_recheck",
    "m0024_arrival",
    "m0025_image",
    "m0026_term",
    "m0027_freeze",
    "m0028_owed",
    "m0029_views",
    "m0030_answering",
    "m0031_twin",
    "m0032_not_served",
    "m0033_growth",
    "m0034_after_close",
    "m0035_tally",
    "m0036_pending",
    "m0037_tag",
    "m0038_visit_tag",
    "m0039_retraction",
)
Migration = Callable[[sqlite3.Connection], None]


def _step(name: str) -> Migration:
    """Return a step, whose module is loaded when it is taken: most files have taken them all."""

    def migrate(connection: sqlite3.Connection) -> None:
        import_module(f"{__name__}.{name}").migrate(connection)

    return migrate


MIGRATIONS: tuple[Migration, ...] = tuple(map(_step, STEPS))
SCHEMA_VERSION = len(MIGRATIONS)
# Steps that change rows the log has sealed: before them the file is verified, after them they are
# sealed anew.
REWRITES = frozenset(
    STEPS.index(step) + 1 for step in ("m0019_answer", "m0022_roster", "m0028_owed", "m0037_tag")
)
# Of the whole schema that these steps make, so that a write need not take them all to compare:
# tests/store/file/test_schema.py says what it is after a new step.
SCHEMA_SHA256 = "57a1c7a0f6491f64ed17f5fa366bf00ebe1e2d109a9c3a54a4c822cc5d253a49"

# What the first steps make of an empty file, as SQLite words it: made at once in a tenth of the
# time. As no landed step is edited this never is; a test takes it from the steps.
FIRST_STEPS = 39
FIRST_STEPS_MAKE = Path(__file__).with_name(f"first_{FIRST_STEPS}.sql")
BETWEEN_STATEMENTS = "\n;\n"


def take_first(connection: sqlite3.Connection, at_most: int = SCHEMA_VERSION) -> int:
    """Make of an empty file what the first steps make; return how many these are.

    None are taken where fewer are wanted.
    """
    if at_most < FIRST_STEPS:
        return 0
    text = FIRST_STEPS_MAKE.read_text("utf-8")
    for statement in text.removesuffix(BETWEEN_STATEMENTS).split(BETWEEN_STATEMENTS):
        connection.execute(statement)
    return FIRST_STEPS


@contextmanager
def fresh(version: int = SCHEMA_VERSION) -> Iterator[sqlite3.Connection]:
    """A file in memory as the first ``version`` steps make it, to compare another with."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migrate in MIGRATIONS[:version]:
            migrate(connection)
        yield connection
    finally:
        connection.close()
