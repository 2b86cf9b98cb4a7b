"""How the program starts itself anew: installed, frozen into a folder, or out of a zipapp.

A process of its own bears a name here, because a frozen program has no interpreter to which a
module could be handed: it is started again, and answers to that name.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

READER: Final = "reader"
LIMITED: Final = "limited"
_PROCESSES: Final = {
    READER: "revisit_cli.files.workbooks.reader",
    LIMITED: "revisit_cli.disk.limited",
}
_MARK = "--own-process"
_PROGRAM = "program"
# Told where the parent finds its modules; nothing that lies in the clerk's folder is among them.
_START = """
import os, sys
given = sys.argv.pop(1).split(os.pathsep)
sys.path[:] = given[:1] + [each for each in sys.path if each not in given] + given[1:]
from revisit_cli.program import answered
answered()
"""

# What is written in another language, by the name it is installed under and the module that loads
# it; the program works without each of them, slower or without sealing.
_NATIVE: Final = {
    "python-calamine": "python_calamine",
    "rapidfuzz": "rapidfuzz.fuzz_cpp",
    "MarkupSafe": "markupsafe._speedups",
    "PyNaCl": "nacl.bindings",
}


def native_parts() -> dict[str, str | None]:
    """Return the version of each native part by its name; None where it is not there or no use."""
    return {name: _version(name, module) for name, module in _NATIVE.items()}


def _version(name: str, module: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        import_module(module)
    except ImportError:
        return None
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def is_frozen() -> bool:
    """Tell whether this is the folder that needs no Python, and not an installed package."""
    return bool(getattr(sys, "frozen", False))


def this_program(*words: str) -> list[str]:
    """Return the command that runs ``revisit`` with words, wherever it is run."""
    return [sys.executable, *words] if is_frozen() else _by_interpreter("-P", _PROGRAM, *words)


def own_process(name: str, *words: str) -> list[str]:
    """Return the command of one of the program's own processes, apart from its surroundings."""
    if is_frozen():
        return [sys.executable, _MARK, name, *words]
    return _by_interpreter("-I", name, *words)


def _by_interpreter(apart: str, name: str, *words: str) -> list[str]:
    return [sys.executable, apart, "-c", _START, os.pathsep.join(_places()), _MARK, name, *words]


def _places() -> list[str]:
    """Return the folders of modules: the package's first, then those its libraries lie in."""
    try:
        here = str(Path.cwd())
    except FileNotFoundError:
        here = ""
    others = [each for each in sys.path if Path(each).is_absolute() and each != here]
    return list(dict.fromkeys([str(Path(__file__).parents[1]), *others]))


def answered() -> bool:
    """Be the process that the words name and tell so, or False where they name none."""
    if sys.argv[1:2] != [_MARK]:
        return False
    name, *words = sys.argv[2:]
    sys.argv[1:] = words
    module = "revisit_cli.cli" if name == _PROGRAM else _PROCESSES[name]
    import_module(module).main()
    return True
