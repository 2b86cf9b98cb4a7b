"""How the program starts itself anew: installed, frozen into a folder, or out of a zipapp.

A process of its own bears a name here, because a frozen program has no interpreter to which a
module could be handed: it is started again, and answers to that name.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

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
# What one of them is linked to, installed under a name of its own.
_BENEATH: Final = {"PyNaCl": ("PyNaCl", "cffi")}
_LOADER: Final = "<frozen importlib"  # how Python names its own code that loads modules
_LIBRARIES: Final = (".so", ".pyd", ".dll", ".dylib")


def native_parts() -> dict[str, str | None]:
    """Return the version of each native part by its name; None where it is not there or no use."""
    return {name: _version(name, module) for name, module in _NATIVE.items()}


def halved_parts() -> list[str]:
    """Return the native parts of which less lies here than was installed."""
    return [name for name in _NATIVE if bar_halved(name)]


def native(name: str, module: str) -> Any:
    """Return a module of a native part. Raises ImportError where it is not there or no use."""
    bar_halved(name)
    return import_module(module)


@cache
def bar_halved(name: str) -> bool:
    """Tell whether less of a native part lies here than was installed; if so, let none of it load.

    Whoever asks for it then finds it missing. The first touch of what is not there of a library
    would end the process (SIGBUS), past all that could tell of it.
    """
    parts = [each for below in _BENEATH.get(name, (name,)) for each in _libraries(below)]
    is_halved = any(path.is_file() and path.stat().st_size < size for _, path, size in parts)
    for module, _, _ in parts if is_halved else ():
        sys.modules.setdefault(module, None)  # type: ignore[arg-type]
    return is_halved


def _libraries(name: str) -> Iterator[tuple[str, Path, int]]:
    """Yield module, place and installed size of each library of what is installed by that name."""
    found = find_spec(_NATIVE.get(name, name).partition(".")[0])
    if found is None or found.origin is None:
        return
    place = Path(found.origin).parents[1]
    for each in place.glob("*.dist-info/RECORD"):
        # A project's name may be written either way; the folder has it with its version.
        if each.parent.name.partition("-")[0].replace("_", "-").casefold() != name.casefold():
            continue
        for line in each.read_text(encoding="utf-8").splitlines():
            path, _, size = line.rsplit(",", 2)
            if path.endswith(_LIBRARIES) and size:
                yield path.partition(".")[0].replace("/", "."), place / path, int(size)


def missing_part(problem: BaseException) -> str | None:
    """Return what an exception says is not there or not whole: module or page; None for others.

    Half a compiled module, as a full disk leaves it, ends as if all input had ended, and half
    a source is no Python.
    """
    # jinja2's own error is told by its name: most commands never load it.
    if isinstance(problem, ImportError) or type(problem).__name__ == "TemplateNotFound":
        return str(getattr(problem, "name", None) or "?")
    if isinstance(problem, SyntaxError):
        return Path(problem.filename or "?").stem
    trace, module = problem.__traceback__, None
    while trace is not None and isinstance(problem, EOFError | ValueError | TypeError):
        frame, trace = trace.tb_frame, trace.tb_next
        is_loading = frame.f_code.co_filename.startswith(_LOADER)
        module = frame.f_locals.get("fullname", module) if is_loading else None
    return module


def _version(name: str, module: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        native(name, module)
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
    # Without ``site``, which takes longer to load than all else: where modules lie is told anyway.
    return _by_interpreter("-IS", name, *words)


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
