"""``revisit calls absorb``: packets taken back."""

from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.calls.batch import show_batch
from revisit_cli.cli.commands import Command, DryRun
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.screen import say, tell
from revisit_cli.operations.calls.absorb import absorb as take_back

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def absorb(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="交回的回访表，可多份")],
    dry_run: DryRun = False,
) -> None:
    """收回分出去的回访表：没填的留给经办人，记过的不重记，有出入的并排列出、绝不覆盖。

    例：revisit calls absorb 交回/*.xlsx
        revisit calls absorb 回访表_2026-11_1_甲.xlsx --dry-run
    """
    outcome = take_back(context_of(ctx), files, is_dry_run=dry_run)
    common = common_of(ctx)
    if not common.is_for_programs:
        for packet, count in outcome.out:
            say(
                f"第 {packet} 号包还有 {count} 户在外面" if count else f"第 {packet} 号包已全部收回"
            )
        if outcome.count("recorded"):
            tell("表上有完整电话：记入后请删去，不要留在聊天软件和邮箱里")
    show_batch(ctx, outcome)
