"""``revisit demo``: a made-up month through the real command line, in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command
from revisit_cli.cli.ending import INTERRUPTED
from revisit_cli.cli.screen import say, show_whole, tell
from revisit_cli.errors import ExitCode
from revisit_cli.labels.ledgers import demo as words
from revisit_cli.operations.ledgers.demo import lay_out
from revisit_cli.program import this_program

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# Several units served these firms; how long it took is said of one of them only.
_OF_SEVERAL_UNITS = (7, 8, 9, 13, 14, 17, 18)


def steps() -> list[tuple[str, tuple[str, ...]]]:
    """Return the month's commands, each with the moment it is typed at."""
    month, files = words.MONTH, tuple(name for _, name, _, _, _ in words.LEDGERS)
    plan: list[tuple[str, tuple[str, ...]]] = [
        ("2026-11-25T15:00", ("units", "import", words.ROSTER)),
        ("2026-11-25T15:05", ("import", *files)),
        ("2026-11-25T16:00", ("ledgers", "zero", words.ZERO_UNIT, month)),
        ("2026-11-25T17:00", ("ledgers", "list", month)),
        ("2026-11-26T08:30", ("calls", "lock", month)),
        ("2026-11-26T08:40", ("calls", "next", month)),
    ]
    told = {
        2: _answered(2, "不满意"),
        4: ("--outcome", "无人接听"),
        6: (*_answered(6), "--suggestion", words.SUGGESTION),
        8: ("--outcome", "停机空号"),
        10: (*_answered(10), "--difficulty", words.DIFFICULTY),
        12: ("--outcome", "拒访", "--words", words.REFUSAL),
    }
    for call in range(1, 19):
        moment = f"2026-11-26T{9 + call // 12:02d}:{call % 12 * 5:02d}"
        plan.append((moment, ("calls", "record", str(call), *(told.get(call) or _answered(call)))))
    return [
        *plan,
        ("2026-11-26T11:20", ("calls", "progress", month)),
        ("2026-11-26T11:25", ("problems", "list")),
        ("2026-11-26T14:30", ("sample", "freeze")),
        ("2026-11-26T15:00", ("sample", "symposium", "--seed", words.SEED)),
        ("2026-11-26T15:05", ("sample", "verify")),
        *_called_through(),
        *_rechecked(month),
        ("2026-12-14T16:00", ("report", "month", month)),
        ("2026-12-14T16:05", ("report", "month", month, "-o", words.REPORT)),
        ("2026-12-14T16:06", ("report", "month", month, "-o", words.PAGE)),
        ("2026-12-14T16:10", ("status", month)),
        ("2026-12-14T16:15", ("audit", "verify")),
    ]


def _called_through() -> list[tuple[str, tuple[str, ...]]]:
    """Return the calls of the next morning, after which none is left."""
    again = [4, 8, *range(19, 24)]
    return [
        ("2026-11-27T09:00", ("calls", "return", "8", "--new-phone", words.CORRECTED)),
        *(
            (f"2026-11-27T{9 + at // 12:02d}:{at % 12 * 5:02d}", _record(call))
            for at, call in enumerate(again, start=1)
        ),
    ]


def _record(call: int) -> tuple[str, ...]:
    return ("calls", "record", str(call), *_answered(call))


def _rechecked(month: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the blind re-check by somebody who recorded none of the calls."""
    by = ("--by", words.CHECKER)
    told = ("--answer", "打过", "--overall", "满意", "--pressed", "没有")
    given = {words.NOT_CALLED: ("--answer", "没打过")}
    seed = ("--seed", words.RECHECK_SEED, "--seed-from", words.RECHECK_SEED_FROM)
    return [
        ("2026-12-11T09:00", ("recheck", "freeze", month)),
        ("2026-12-11T09:10", ("recheck", "draw", month, *seed)),
        ("2026-12-11T09:20", ("recheck", "next", month, *by)),
        *(
            (
                f"2026-12-11T{9 + (rank + 5) // 12:02d}:{(rank + 5) % 12 * 5:02d}",
                ("recheck", "record", str(rank), *given.get(rank, told), "--month", month, *by),
            )
            for rank in range(1, words.RECHECKED + 1)
        ),
        ("2026-12-11T11:00", ("recheck", "verify", month)),
        ("2026-12-11T11:05", ("recheck", "doubts", month)),
        ("2026-12-11T11:10", ("recheck", "signals", month)),
    ]


def _answered(call: int, overall: str = "满意") -> tuple[str, ...]:
    days = () if call in _OF_SEVERAL_UNITS else ("--days", words.DAYS_TEXT)
    told = ("--attitude", "好", "--one-time-notice", "是", *days)
    told = (*told, "--extra-trips", "否", "--integrity", "没有", "--overall", overall)
    return ("--outcome", "接通", *told)


@app.command(cls=Command)
def demo(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个空文件夹")] = Path(
        words.FOLDER
    ),
) -> None:
    """用示例数据走完一个月：台账、名单、电话、抽取、月报。

    数据写在这个文件夹自己的数据文件里，与您的数据无关；企业、人名、号码全是虚构。

    例：revisit demo
        revisit demo 演示
    """
    lay_out(folder)
    show_whole([words.CORRECTED])
    say(f"示例台账已写到 {folder}，下面逐条运行：")
    for moment, command in steps():
        say()
        say(f"$ revisit {' '.join(_quoted(word) for word in command)}")
        sys.stdout.flush()
        try:
            ended = subprocess.run(  # noqa: S603
                this_program(*command),
                cwd=folder,
                env=_environment(moment),
                check=False,
            )
        except KeyboardInterrupt:
            tell(f"演示停在这一步；做到的都在：{folder.absolute()}")
            raise typer.Exit(INTERRUPTED) from None
        if ended.returncode not in (ExitCode.DONE, ExitCode.SOME_HELD):
            raise typer.Exit(ended.returncode)
    say()
    say(f"一个月走完了。台账、回执、月报和数据文件都在：{folder.absolute()}")
    say(f"月报：{folder / words.REPORT}")


def _environment(moment: str) -> dict[str, str]:
    return {
        **os.environ,
        "REVISIT_DB": "revisit.db",
        "REVISIT_BY": words.CLERKS[0],
        "REVISIT_NOW": moment,
        "PYTHONIOENCODING": sys.stdout.encoding,
    }


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or "，" in word else word
