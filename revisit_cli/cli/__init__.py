"""The face: parse, call one operation, show. The only room with Typer, Rich, clock, environment."""

import gc
import sys


def main() -> None:
    """Run ``revisit`` as a program."""
    # A command is short: looking for circles a hundred times while modules load is a tenth of
    # its start. A long import still collects, only less often.
    gc.set_threshold(100_000, 20, 50)
    from revisit_cli.cli import completion
    from revisit_cli.cli.app import app

    completion.prepare()
    try:
        app()
    except Exception as bug:
        from revisit_cli.cli.bug import report

        sys.exit(report(bug))
    finally:
        # Else the last look for circles, as the interpreter ends, goes over every object.
        gc.freeze()
