"""The face: parse, call one operation, show. The only room with Typer, Rich, clock, environment."""


def main() -> None:
    """Run ``revisit`` as a program."""
    from revisit_cli.cli.app import app

    app()
