"""The log: exact bytes a stranger can redo, and every edit behind its back seen."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from revisit_cli.store.file.event import canonical, hash_of
from tests.conftest import Revisit


def test_a_body_has_one_text_only() -> None:
    assert canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'
    with pytest.raises(TypeError):
        canonical({"rate": 0.5})


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")
def test_a_stranger_redoes_the_whole_log_with_printf_and_sha256sum(
    revisit: Revisit, tmp_path: Path
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("单位,时间,企业名称\n审批科,2026-11-03,示例市甲厂\n", encoding="utf-8")
    revisit("import", ledger, "--month", "2026-11", by="浉河'\"\\n甲")
    call = revisit.json("calls", "next", "2026-11")["id"]
    revisit("calls", "record", call, "--outcome", "无人接听")
    revisit("settings", "set", "closing_time", "17:30")
    events = revisit.rows("select seq, body, prev, hash from event order by seq")
    script = """
        prev=$(printf '0%.0s' $(seq 64)); seq=0
        while read -r body_file; do
            seq=$((seq + 1)); size=$(wc -c < "$body_file" | tr -d ' ')
            prev=$({
                printf 'revisit.event.v1\\n%s\\n%s\\n%s\\n' $seq $prev $size; cat "$body_file"
            } | sha256sum | cut -d' ' -f1)
            echo $prev
        done
    """
    for seq, body, _, _ in events:
        (tmp_path / f"{seq}.json").write_bytes(body.encode())
    listed = "".join(f"{tmp_path / f'{seq}.json'}\n" for seq, *_ in events)
    told = subprocess.run(
        ["bash", "-c", script], input=listed, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [digest for *_, digest in events]
    assert told.stdout.split()[-1].startswith(revisit.json("audit", "head")["head"])


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
    revisit.edit(sql)
    told = revisit.json("audit", "verify", code=6)
    assert told["faults"] == [fault]


@pytest.mark.parametrize("sql", ["update event set body = '{}'", "delete from event"])
def test_the_log_is_append_only(revisit: Revisit, sql: str) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    with pytest.raises(sqlite3.IntegrityError):
        revisit.edit(sql)


def test_an_event_changed_by_force_is_named(revisit: Revisit) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    revisit.edit("drop trigger event_is_fixed")
    revisit.edit("update event set body = replace(body, 'SettingChanged', 'Nothing')")
    faults = revisit.json("audit", "verify", code=6)["faults"]
    assert {"seq": 2, "what": "event_changed"} in faults
    assert {
        "table": "event",
        "name": "event_is_fixed",
        "what": "trigger_missing",
    } in faults


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


@pytest.mark.parametrize(
    "words",
    [
        ("--head", ""),
        ("--head", "0"),
        ("--size", "9"),
        ("--size", "1"),
        ("--size", "1", "--head", ""),
        ("--size", "1", "--head", "0"),
        ("--size", "0", "--head", "0" * 20),
        ("--size", "-1", "--head", "0" * 20),
        ("--size", "1", "--head", "0" * 21),
    ],
)
def test_less_than_the_two_numbers_of_a_paper_is_never_a_pass(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    ran = revisit("audit", "verify", *words, code=2)
    assert (ran.out, ran.err.startswith("×")) == ("", True)


def test_nineteen_right_digits_of_twenty_are_not_the_head(revisit: Revisit) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    head = revisit.json("audit", "head")
    last = "1" if head["head"][-1] == "0" else "0"
    words = ("audit", "verify", "--size", head["size"], "--head")
    revisit(*words, head["head"].upper())
    revisit(*words, head["head"][:-1] + last, code=6)


@pytest.fixture
def papered(revisit: Revisit) -> tuple[Revisit, tuple[object, ...]]:
    """Three events, and what a paper printed after the last of them says."""
    revisit("settings", "set", "closing_time", "17:30")
    revisit("settings", "set", "closing_time", "17:45")
    head = revisit.json("audit", "head")
    return revisit, ("--size", head["size"], "--head", head["head"])


def _forced(revisit: Revisit, act: Callable[[sqlite3.Connection], None]) -> None:
    """Act on the log with its triggers out of the way, and put them back as they were."""
    connection = sqlite3.connect(revisit.db)
    triggers = connection.execute(
        "select name, sql from sqlite_schema where type = 'trigger'"
    ).fetchall()
    with connection:
        for name, _ in triggers:
            connection.execute(f"drop trigger {name}")
        act(connection)
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()


def test_a_log_that_was_cut_short_is_seen_by_the_rows_and_by_paper(
    papered: tuple[Revisit, tuple[object, ...]],
) -> None:
    revisit, paper = papered

    def cut(connection: sqlite3.Connection) -> None:
        for table in ("seal", "seal_block", "event"):
            connection.execute(f"delete from {table} where seq = 3")

    _forced(revisit, cut)
    assert {"table": "setting", "row": 1, "what": "row_changed"} in revisit.json(
        "audit", "verify", code=6
    )["faults"]
    faults = revisit.json("audit", "verify", *paper, code=6)["faults"]
    assert {"seq": 3, "what": "log_shorter_than_paper"} in faults


def test_a_chain_rebuilt_from_its_start_agrees_with_itself_but_not_with_paper(
    papered: tuple[Revisit, tuple[object, ...]],
) -> None:
    revisit, paper = papered

    def rebuild(connection: sqlite3.Connection) -> None:
        prev = "0" * 64
        events = connection.execute("select seq, body from event order by seq").fetchall()
        for seq, body in events:
            told = body.replace("测试员", "别人")
            digest = hash_of(seq, prev, told)
            connection.execute(
                "update event set body = ?, prev = ?, hash = ? where seq = ?",
                (told, prev, digest, seq),
            )
            prev = digest

    _forced(revisit, rebuild)
    assert revisit.json("audit", "verify")["ok"]
    faults = revisit.json("audit", "verify", *paper, code=6)["faults"]
    assert faults == [{"seq": 3, "what": "log_differs_from_paper"}]


def test_one_event_taken_out_of_the_middle_breaks_the_chain(
    papered: tuple[Revisit, tuple[object, ...]],
) -> None:
    revisit, _ = papered

    def take_out(connection: sqlite3.Connection) -> None:
        for table in ("seal", "seal_block", "event"):
            connection.execute(f"delete from {table} where seq = 2")

    _forced(revisit, take_out)
    faults = revisit.json("audit", "verify", code=6)["faults"]
    assert {"seq": 3, "what": "chain_broken"} in faults


def test_times_that_do_not_go_together_are_told_and_are_no_fault(revisit: Revisit) -> None:
    ledger = revisit.folder / "台账.csv"
    ledger.write_text("单位,时间,企业名称\n审批科,2026-11-03,示例市甲厂\n", encoding="utf-8")
    revisit("import", ledger, "--month", "2026-11", now="2026-11-26T10:00")
    revisit(
        "calls", "record", 1, "--outcome", "接通", "--overall", "满意",
        "--at", "2026-11-20T09:00", now="2026-11-26T09:00",
    )  # fmt: skip
    told = revisit.json("audit", "verify")
    assert told["ok"]
    assert {"table": "attempt", "row": 1, "what": "before_import"} in told["time_flags"]
    # The month's report counts the record once, however many things are odd about it.
    assert revisit.json("report", "month", "2026-11")["doubtful_times"] == 1
    assert revisit.json("report", "month", "2026-10")["doubtful_times"] == 0
    assert {"table": "attempt", "row": 1, "what": "entered_later"} in told["time_flags"]
    assert [flag["seq"] for flag in told["time_flags"] if "seq" in flag] == [told["size"]]
    assert told["given_clocks"] == told["size"]
    assert "--times" in revisit("audit", "verify").err
    assert "早于该企业的台账收到之时" in revisit("audit", "verify", "--times").out
