"""Many clerks on one data file: ``python -m tests.load.run [--clerks 16] [--firms 2000]``.

Each clerk is a process of its own that claims a firm and records it until none is left. Told:
that every firm was called exactly once, how many records a second, and how long the unluckiest
clerk waited for one act.
"""

import argparse
import json
import multiprocessing
import os
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from revisit_cli.cli.app import app

MONTH = "2026-11"
NOW = "2026-11-26T09:00"
RECORD = (
    "--outcome", "completed", "--attitude", "good", "--one-time-notice", "yes", "--days", "3",
    "--extra-trips", "no", "--integrity", "no", "--overall", "satisfied",
    "--suggestion", "多开窗口",
)  # fmt: skip


@dataclass(frozen=True)
class Worked:
    """What one clerk did: calls recorded, seconds each act took, what was said on stderr."""

    clerk: str
    calls: tuple[int, ...]
    seconds: tuple[float, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """What a whole run came to."""

    firms: int
    seconds: float
    clerks: tuple[Worked, ...]
    attempts: int
    called: int
    is_sound: bool

    @property
    def waits(self) -> list[float]:
        """Every act's seconds, shortest first."""
        return sorted(each for clerk in self.clerks for each in clerk.seconds)

    @property
    def said(self) -> set[str]:
        """All lines on stderr, but that others are being waited for."""
        lines = {line for clerk in self.clerks for line in clerk.said}
        return {line for line in lines if "正在等待其他人写入" not in line}


def run(database: Path, clerk: str, *words: str) -> tuple[int, str, str]:
    """Run one command in this process; return exit code, stdout and stderr."""
    environment = {"REVISIT_DB": str(database), "REVISIT_BY": clerk, "REVISIT_NOW": NOW}
    result = CliRunner().invoke(app, list(words), env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def work(database: Path, clerk: str) -> Worked:
    """Claim and record until no firm is left."""
    calls, seconds, said = [], [], []

    def timed(*words: str) -> str:
        started = time.perf_counter()
        code, out, err = run(database, clerk, *words)
        seconds.append(time.perf_counter() - started)
        said.extend(err.splitlines())
        if code:
            said.append(f"exit {code}: {words}")
        return out

    while (found := json.loads(timed("calls", "next", MONTH, "--json"))) is not None:
        told = timed(
            "calls", "record", str(found["id"]), "--token", str(found["token"]), *RECORD, "--json"
        )
        calls.append(json.loads(told)["call"])
    return Worked(clerk, tuple(calls), tuple(seconds), tuple(said))


def load(folder: Path, clerks: int, firms: int) -> Loaded:
    """Let so many clerks call so many firms at once."""
    database = folder / "revisit.db"
    ledger = folder / "台账.csv"
    rows = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    rows += [f"审批科,2026-11-03,许可,示例市{n}厂,甲,138{n:08d}" for n in range(firms)]
    ledger.write_text("\n".join(rows), encoding="utf-8")
    run(database, "录入", "import", str(ledger), "--month", MONTH)
    # Spawned, not forked: a connection must never be carried across a fork.
    with multiprocessing.get_context("spawn").Pool(clerks) as pool:
        pool.starmap(run, [(database, "热身", "calls", "list", MONTH)] * clerks, chunksize=1)
        started = time.perf_counter()
        names = [(database, f"{number}号") for number in range(1, clerks + 1)]
        worked = tuple(pool.starmap(work, names, chunksize=1))
        seconds = time.perf_counter() - started
    with closing(sqlite3.connect(database)) as connection:
        (attempts,) = connection.execute("select count(*) from attempt").fetchone()
        (called,) = connection.execute("select count(distinct call) from attempt").fetchone()
    code, _, _ = run(database, "录入", "db", "check")
    return Loaded(firms, seconds, worked, attempts, called, code == 0)


def faults(loaded: Loaded) -> list[str]:
    """Return in words everything that went wrong; nothing when each firm was called once."""
    found = []
    recorded = Counter(call for clerk in loaded.clerks for call in clerk.calls)
    if len(recorded) != loaded.firms:
        found.append(f"{loaded.firms - len(recorded)} firms lost")
    if twice := [call for call, count in recorded.items() if count > 1]:
        found.append(f"acknowledged twice: {twice}")
    if (loaded.attempts, loaded.called) != (loaded.firms, loaded.firms):
        found.append(f"{loaded.attempts} attempts on {loaded.called} calls")
    if loaded.said:
        found.append(f"said on stderr: {sorted(loaded.said)[:3]}")
    if not loaded.is_sound:
        found.append("db check finds faults")
    return found


def main(words: Sequence[str] | None = None) -> None:
    """Run one load in a folder of its own and tell how it went."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clerks", type=int, default=16)
    parser.add_argument("--firms", type=int, default=2_000)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        loaded = load(Path(name), given.clerks, given.firms)
    waits = loaded.waits
    shares = sorted(len(clerk.calls) for clerk in loaded.clerks)
    print(f"{given.clerks} clerks, {given.firms:,} firms, {os.cpu_count()} cores")
    print(f"  {loaded.seconds:.1f} s, {given.firms / loaded.seconds:.0f} firms a second")
    print(
        f"  an act: median {statistics.median(waits) * 1000:.0f} ms, "
        f"99 % within {waits[len(waits) * 99 // 100] * 1000:.0f} ms, "
        f"worst {waits[-1] * 1000:.0f} ms"
    )
    print(f"  firms a clerk: {shares[0]} to {shares[-1]}")
    found = faults(loaded)
    print("  every firm exactly once, none lost, none twice" if not found else "\n".join(found))
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
