"""Minutes that a clerk keeps in a text file."""

from pathlib import Path

from revisit_cli.errors.draws.symposium import MinutesMissing


def read(path: Path) -> str:
    """Return a UTF-8 text file's content. Raises MinutesMissing."""
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise MinutesMissing(file=path) from error
