"""The log: exact bytes a stranger can redo, and every edit behind its back seen."""

import hashlib
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from revisit_cli.store.audit import canonical, hash_of
from tests.conftest import Revisit


def _tampered(revisit: Revisit, sql: str) -> None:
    connection = sqlite3.connect(revisit.db)
    with connection:
        connection.execute(sql)
    connection.close()


def test_a_body_has_one_text_only() -> None:
    assert canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'
    with pytest.raises(TypeError):
        canonical({"rate": 0.5})


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")
def test_sha256sum_redoes_an_event(revisit: Revisit) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    connection = sqlite3.connect(revisit.db)
    seq, body, prev, digest = connection.execute(
        "select seq, body, prev, hash from event where seq = 2"
    ).fetchone()
    connection.close()
    text = f"revisit.event.v1\n{seq}\n{prev}\n{len(body.encode())}\n{body}"
    told = subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True)
    assert told.stdout.split()[0].decode() == digest == hash_of(seq, prev, body)
    assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_an_untouched_file_verifies(revisit: Revisit) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    told = revisit.json("audit", "verify")
    assert told["ok"]
    assert told["size"] == 2
    head = revisit.json("audit", "head")
    assert (head["size"], head["head"]) == (2, told["head"])


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "update setting set value = '19:00'",
            {"table": "setting", "row": 1, "what": "row_changed"},
        ),
        ("delete from setting", {"table": "setting", "row": 1, "what": "row_missing"}),
        (
            "insert into setting (name, value) values ('bureau', 'x')",
            {"table": "setting", "row": 2, "what": "row_not_in_log"},
        ),
    ],
)
def test_an_edit_with_a_database_browser_is_named(
    revisit: Revisit, sql: str, fault: dict[str, object]
) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    _tampered(revisit, sql)
    told = revisit.json("audit", "verify", code=6)
    assert told["faults"] == [fault]


@pytest.mark.parametrize("sql", ["update event set body = '{}'", "delete from event"])
def test_the_log_is_append_only(revisit: Revisit, sql: str) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    with pytest.raises(sqlite3.IntegrityError):
        _tampered(revisit, sql)


def test_an_event_changed_by_force_is_named(revisit: Revisit) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    connection = sqlite3.connect(revisit.db)
    with connection:
        connection.execute("drop trigger event_is_fixed")
        connection.execute("update event set body = replace(body, 'SettingChanged', 'Nothing')")
    connection.close()
    faults = revisit.json("audit", "verify", code=6)["faults"]
    assert {"seq": 2, "what": "event_changed"} in faults
    assert {"what": "triggers_changed"} in faults


def test_paper_catches_a_file_restored_from_an_older_copy(revisit: Revisit, tmp_path: Path) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    older = tmp_path / "older.db"
    shutil.copy(revisit.db, older)
    revisit("settings", "set", "closing_time", "17:45")
    paper = revisit.json("audit", "head")
    shutil.copy(older, revisit.db)
    revisit("audit", "verify")
    told = revisit.json("audit", "verify", "--size", paper["size"], "--head", paper["head"], code=6)
    assert told["faults"][0]["what"] == "log_shorter_than_paper"
