"""The keys that programs rely on, and those that the log keeps, stay what they are."""

import json
import os
from pathlib import Path

from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, keys_of, list_of
from tests.records.test_value import all_values, follow_all

GOLDEN = Path(__file__).parents[1] / "golden" / "keys.json"


def _told(kind: type[Value]) -> dict[str, list[str]]:
    listed = list_of(kind)
    found = {"json": list(keys_of(kind)), "list": [listed[0]] if listed else []}
    if issubclass(kind, LoggedOutcome):
        found["log"] = list(keys_of(kind, to_log=True))
    return found


def _told_kinds() -> list[type[Value]]:
    """Return every kind of outcome, and of the values that one tells."""
    left: list[type[Value]] = [kind for kind in all_values() if issubclass(kind, Outcome)]
    found: set[type[Value]] = set()
    while left:
        kind = left.pop()
        found.add(kind)
        told = [each for each in follow_all(kind) if isinstance(each, type)]
        left += [each for each in told if issubclass(each, Value) and each not in found]
    return sorted(found, key=lambda each: each.__name__)


def test_no_key_that_was_told_is_lost_or_moved() -> None:
    """New keys may be added, anywhere; UPDATE_GOLDEN=1 takes them in."""
    told = {kind.__name__: _told(kind) for kind in _told_kinds()}
    if os.environ.get("UPDATE_GOLDEN"):
        lines = (f"{json.dumps(name)}: {json.dumps(keys)}" for name, keys in told.items())
        GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))
    still = {
        name: {of: [key for key in told[name][of] if key in keys] for of, keys in of_kind.items()}
        for name, of_kind in kept.items()
        if name in told
    }
    assert still == {name: of_kind for name, of_kind in kept.items() if name in told}
    assert len(still) > 100
