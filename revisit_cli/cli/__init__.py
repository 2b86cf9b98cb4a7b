"""The command line: parse, call one operation, show. Typer, Rich and the clock stay here."""

import gc
import sys

INTERRUPTED = 130


def main() -> None:
    """Run ``revisit`` as a program."""
    # A command is short: looking for circles a hundred times while modules load is a tenth of
    # its start. A long import still collects, only less often.
    gc.set_threshold(500_000, 20, 50)
    try:
        from revisit_cli.cli import streams
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    try:
        # Before much is loaded: a Ctrl-C may fall where Python can raise nothing.
        streams.prepare()
        from revisit_cli.cli import completion
        from revisit_cli.cli.app import app

        completion.prepare()
        app()
    except KeyboardInterrupt:
        # Before a command began, or after it has told how it ended.
        sys.exit(INTERRUPTED)
    except Exception as bug:
        sys.exit(_told(bug))
    finally:
        streams.finish()
        # Else the last look for circles, as the interpreter ends, goes over every object.
        gc.freeze()


def _told(bug: Exception) -> int | str:
    """Tell of a bug and return the exit code, or what ends a program that lacks a part for it."""
    try:
        from revisit_cli.cli.bug import report

        return report(bug)
    except Exception as gap:
        from revisit_cli.errors import PartMissing
        from revisit_cli.program import missing_part

        part = missing_part(gap)
        if part is None:
            raise
        return f"× {PartMissing(part=part)}"
