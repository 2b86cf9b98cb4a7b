"""Every command of the program, as tests over all of them walk it."""

from collections.abc import Iterator, Mapping
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli.app import app


def _words(command: Any, ctx: Any, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a command and of every command below it."""
    yield before
    if isinstance(command, TyperGroup):
        for name in command.list_commands(ctx):
            yield from _words(command.get_command(ctx, name), ctx, *before, name)


def pages() -> Mapping[str, list[tuple[str, ...]]]:
    """Return every command of the program by the first of its words."""
    root = get_command(app)
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in _words(root, root.make_context("revisit", ["status"])):
        found.setdefault(words[0] if words else "revisit", []).append(words)
    return found


def all_words() -> list[tuple[str, ...]]:
    """Return the words of every command and group below ``revisit`` itself."""
    return [words for pages in pages().values() for words in pages if words]


def command_of(*words: str) -> Any:
    """Return a command or group by its words."""
    command = get_command(app)
    ctx = command.make_context("revisit", ["status"])
    for word in words:
        command = command.get_command(ctx, word)  # type: ignore[attr-defined]
    return command
