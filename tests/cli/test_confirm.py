"""Asking once more: at a terminal the word must be typed, elsewhere --yes must be given."""

import io
import sys
from typing import cast

import pytest
import typer

from revisit_cli.cli.confirm import confirm
from revisit_cli.cli.context import CommonOptions
from revisit_cli.errors.command import ConfirmationRequired


class _Context:
    """As much of a Typer context as confirming asks for."""

    def __init__(self, common: CommonOptions) -> None:
        self.common = common

    def ensure_object(self, _kind: type) -> CommonOptions:
        return self.common


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _ask(typed: str, common: CommonOptions | None = None, *, is_sure: bool = False) -> None:
    context = cast(typer.Context, _Context(common or CommonOptions()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", _Terminal(typed))
        patch.setattr(sys, "stdout", _Terminal())
        confirm(context, "2026-11", "2026-11 期将清零。", is_sure=is_sure)


def test_the_word_typed_goes_on() -> None:
    _ask("2026-11\n")


@pytest.mark.parametrize("typed", ["", "\n", "y\n", "2026-12\n"])
def test_anything_else_and_the_end_of_input_cancel(typed: str) -> None:
    with pytest.raises(typer.Abort):
        _ask(typed)


def test_whoever_is_sure_is_not_asked() -> None:
    _ask("", is_sure=True)


@pytest.mark.parametrize(
    "common", [CommonOptions(no_input=True), CommonOptions(json=True), CommonOptions(nl=True)]
)
def test_where_nobody_can_be_asked_the_option_is_named(common: CommonOptions) -> None:
    with pytest.raises(ConfirmationRequired) as refused:
        _ask("2026-11\n", common)
    assert refused.value.facts == {"about": "2026-11 期将清零。", "word": "2026-11"}
    assert "--yes" in str(refused.value)


def test_a_pipe_is_nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2026-11\n"))
    with pytest.raises(ConfirmationRequired):
        confirm(cast(typer.Context, _Context(CommonOptions())), "2026-11", "", is_sure=False)
