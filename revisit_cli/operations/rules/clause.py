"""The document, its readings, and the code of each."""

import importlib
import inspect
import pkgutil
import unicodedata
from collections.abc import Callable, Iterator

import revisit_cli.files
import revisit_cli.policy
import revisit_cli.rulebook
from revisit_cli.document import (
    CLAUSES,
    EXCUSED,
    Clause,
    clauses_of,
    find_clause,
    find_reading,
    readings_of,
)
from revisit_cli.errors.rules.form import ClauseUnknown
from revisit_cli.readings import READING_TITLE, READINGS
from revisit_cli.records.rules.clause import ClauseShown, ClausesListed


def list_clauses() -> ClausesListed:
    """Return every clause with its readings and code, then every reading with its code."""
    code = code_by_clause()
    readings = (Clause(each.id, READING_TITLE, each.text) for each in READINGS)
    return ClausesListed(tuple(_shown(each, code) for each in (*CLAUSES, *readings)))


def show_clause(clause_id: str) -> ClauseShown:
    """Return one clause or reading; brackets and digits may be full- or half-width.

    Raises ClauseUnknown.
    """
    wanted = unicodedata.normalize("NFKC", clause_id).strip()
    code = code_by_clause()
    if found := find_clause(wanted):
        return _shown(found, code)
    if reading := find_reading(wanted.upper()):
        return _shown(Clause(reading.id, READING_TITLE, reading.text), code)
    raise ClauseUnknown(clause=clause_id)


def code_by_clause() -> dict[str, list[str]]:
    """Return, for each clause or reading id, the names of the functions marked with it."""
    found: dict[str, list[str]] = {}
    for name, function in _marked():
        for clause_id in clauses_of(function):
            found.setdefault(clause_id, []).append(name)
    return found


def _shown(clause: Clause, code: dict[str, list[str]]) -> ClauseShown:
    functions = tuple(code.get(clause.id, ()))
    return ClauseShown(clause, readings_of(clause.id), functions, EXCUSED.get(clause.id))


def _marked() -> Iterator[tuple[str, Callable[..., object]]]:
    for layer in (revisit_cli.policy, revisit_cli.rulebook, revisit_cli.files):
        modules = pkgutil.walk_packages(layer.__path__, f"{layer.__name__}.")
        for module in sorted(modules, key=lambda each: each.name):
            loaded = importlib.import_module(module.name)
            for name, function in _functions(loaded, module.name):
                yield f"{module.name.removeprefix('revisit_cli.')}.{name}", function


def _functions(owner: object, module: str) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the functions of a module by name, and those of its classes."""
    for name, found in sorted(vars(owner).items()):
        if getattr(found, "__module__", None) != module:
            continue
        if inspect.isfunction(found):
            yield name, found
        elif inspect.isclass(found):
            yield from ((f"{name}.{inner}", each) for inner, each in _functions(found, module))
