"""Tests of patterns that are compiled late."""

import pkgutil
import re
from importlib import import_module

import pytest

import revisit_cli
from revisit_cli.pattern import pattern


def test_a_pattern_is_compiled_by_its_first_use_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []

    def noted(text: str, flags: int) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    real = re.compile
    monkeypatch.setattr(re, "compile", noted)
    late = pattern("[ab]+")
    assert compiled == []
    assert late.fullmatch("abba")
    assert not late.fullmatch("abca")
    assert compiled == ["[ab]+"]


def test_a_pattern_has_what_a_compiled_one_has() -> None:
    late, compiled = pattern("(?P<a>x)|y", re.IGNORECASE), re.compile("(?P<a>x)|y", re.IGNORECASE)
    assert late.sub("-", "aXbY") == compiled.sub("-", "aXbY") == "a-b-"
    assert (late.pattern, late.flags) == (compiled.pattern, compiled.flags)
    assert late.groupindex == compiled.groupindex
    assert pattern(rb"\d").search(b"a1")


def test_all_patterns_of_the_program_compile() -> None:
    """One that is wrong would show only when a clerk comes to the place where it is used."""
    packages = pkgutil.walk_packages(revisit_cli.__path__, "revisit_cli.")
    modules = [import_module(each.name) for each in packages if "__main__" not in each.name]
    kind = type(pattern(""))
    found = {
        f"{each.__name__}.{name}": value for each in modules for name, value in vars(each).items()
    }
    late = {name: value for name, value in found.items() if isinstance(value, kind)}
    assert len(late) > 50
    for name, each in late.items():
        assert each.pattern, name
