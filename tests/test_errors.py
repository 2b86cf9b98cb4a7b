"""Refusals read as sentences, and what is to be copied from them can be."""

import importlib
import inspect
import pkgutil
import re

import revisit_cli.errors as layer
from revisit_cli.errors import RevisitError
from tests.cases import hold_each


def refusals() -> list[type[RevisitError]]:
    """Return every refusal that has a sentence."""
    modules = pkgutil.walk_packages(layer.__path__, f"{layer.__name__}.")
    found = {
        each
        for module in modules
        for _, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(each, RevisitError) and each.sentence
    }
    return sorted(found, key=lambda each: (each.__module__, each.__name__))


def test_a_refusal_ends_with_a_full_stop_unless_it_ends_with_a_command_to_copy() -> None:
    def check(refusal: type[RevisitError]) -> None:
        # MonthNotCleared ends with advice of its own.
        sentence = refusal.sentence.removesuffix("\n{advice}")
        command_last = re.search(r"：revisit [^，。；：（）]+$", sentence)
        assert sentence.endswith(("。", "{lines}")) or command_last
        assert not re.search(r"revisit [^，。；：（）]*(?:[a-z}*]|--reason \S+)。$", sentence)

    hold_each(refusals(), check)


def test_a_refusal_is_punctuated_in_chinese() -> None:
    odd = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]")
    assert [each for each in refusals() if odd.search(each.sentence)] == []
