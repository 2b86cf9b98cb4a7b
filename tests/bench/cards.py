"""How soon the next card stands on a terminal after the last answer of a call.

Run by hand, as part of ``python -m tests.bench.run --only cards``. The desk and the least that takes
an answer, a loop that asks for a line, writes a row as safely and reads the next, sit on terminals
of their own and are answered in turn, so that a busy machine is as busy for both.
"""

import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

TURNS = 25
MOST_SECONDS = 0.050
LEAST = """
import readline, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("pragma journal_mode = truncate")
database.execute("pragma synchronous = full")
database.execute("create table if not exists answer (id integer primary key, text)")
while True:
    text = input("结果> ")
    with database:
        database.execute("insert into answer (text) values (?)", (text,))
    print("已保存 #", *database.execute("select max(id), text from answer").fetchone())
"""
# What is typed before the prompt whose answer is the last, and that last answer, by what it ends.
CALLS: Mapping[str, Sequence[str]] = {
    "no answer": ("2", ""),
    "satisfied": ("1", "1", "3", "1", "", ""),
}
SAVED, ASKED = "已保存 #", "结果> "


def bench_cards(
    desk: Sequence[str], other: Path, environment: Mapping[str, str], size: int
) -> None:
    """Print the time from a call's last key to the whole next card, and as a ratio."""
    found: dict[str, list[float]] = {
        "input and a row in SQLite": [],
        **{name: [] for name in CALLS},
    }
    with ExitStack() as open_ones:
        least, card = (
            open_ones.enter_context(closing(_seated(words, environment)))
            for words in ([sys.executable, "-c", LEAST, str(other)], desk)
        )
        processor = -_processor(card.pid)
        for _ in range(TURNS):
            for name, times in found.items():
                child, keys = (card, CALLS[name]) if name in CALLS else (least, ("1",))
                times.append(_seconds(child, keys))
        processor += _processor(card.pid)
    print(f"\nlast key to the next card, {size:,} services (median of {TURNS})")
    for name, times in found.items():
        times.sort()
        median = statistics.median(times)
        ratio = median / statistics.median(found["input and a row in SQLite"])
        kept = "" if name not in CALLS or median <= MOST_SECONDS else "  MORE THAN IS PROMISED"
        print(
            f"  {name:36} {median * 1000:8.1f} ms {times[-1] * 1000:8.1f} slowest  x{ratio:.2f}{kept}"
        )
    print(f"  {processor / TURNS / len(CALLS) * 1000:.0f} ms processor a card")


def _seated(words: Sequence[str], environment: Mapping[str, str]) -> Any:
    import pexpect

    command, *arguments = words
    child = pexpect.spawn(
        command, arguments, env=environment, encoding="utf-8", timeout=30, dimensions=(50, 100)
    )
    child.delaybeforesend = None
    child.expect(ASKED)
    return child


def _seconds(child: Any, keys: Sequence[str]) -> float:
    """Answer a call and return what passes from its last key to the prompt of the next."""
    *before, last = keys
    for key in before:
        child.sendline(key)
        child.expect("> ")
    started = time.perf_counter()
    child.sendline(last)
    child.expect(SAVED)
    child.expect(ASKED)
    return time.perf_counter() - started


def _processor(process: int) -> float:
    """Return the processor time that a process has taken so far, in seconds; Linux tells it."""
    taken = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
    return sum(map(int, taken)) / os.sysconf("SC_CLK_TCK")
