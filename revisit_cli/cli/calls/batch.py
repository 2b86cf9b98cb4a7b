"""Rows keyed in many at once, and what is told of them."""

import sys

import typer

from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_json, tell, tell_hidden
from revisit_cli.errors import ExitCode
from revisit_cli.labels.calls.entry import ROW_STATES, STDIN, row_lines
from revisit_cli.labels.problems.problem import problem_names
from revisit_cli.labels.text import rows_counted
from revisit_cli.operations.calls.batch import key_in as key_in_file
from revisit_cli.records.calls.entry import CallSheetsAbsorbed, CallsKeyed


def show_batch(ctx: typer.Context, outcome: CallsKeyed | CallSheetsAbsorbed) -> None:
    """Show what became of the rows; end with exit 8 when any was left aside."""
    if not show_json(ctx, outcome):
        for file in outcome.files:
            if file.refusal:
                tell(f"× {file.refusal}")
        for row in outcome.rows:
            for line in row_lines(row):
                tell(line)
        if isinstance(outcome, CallsKeyed):
            tell_hidden(outcome.hidden)
        counts = {word: outcome.count(state) for state, word in ROW_STATES.items()}
        counted = rows_counted(counts, is_dry_run=outcome.is_dry_run)
        say(f"{len(outcome.files)} 份文件，{counted}")
        problems = [number for row in outcome.rows for number in row.problems]
        if problems:
            say(f"记成问题 {len(problems)} 件：{problem_names(problems)}")
        flagged = sum(bool(row.flags) for row in outcome.rows)
        if flagged:
            say(f"列入上门回访 {flagged} 户")
    if outcome.has_held:
        raise typer.Exit(ExitCode.SOME_HELD)


def key_in(ctx: typer.Context, name: str, *, skips_bad: bool, is_dry_run: bool) -> None:
    """Key in a file of records, ``-`` for standard input, and show what became of each row."""
    data = sys.stdin.buffer.read() if name == "-" else None
    outcome = key_in_file(
        context_of(ctx),
        STDIN if data is not None else name,
        data,
        skips_bad=skips_bad,
        is_dry_run=is_dry_run,
    )
    show_batch(ctx, outcome)
