"""``revisit calls record --from FILE``."""

import sys

import typer

from revisit_cli.cli.calls.batch import show_batch
from revisit_cli.cli.context import context_of
from revisit_cli.labels.calls.entry import STDIN
from revisit_cli.operations.calls.batch import key_in as key_in_file


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
