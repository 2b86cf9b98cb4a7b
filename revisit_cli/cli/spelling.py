"""How options are spelt: one thing by one name, whatever command it stands on.

A name that an earlier version took is still accepted where its option declares it beside the one
of today; pages, refusals, repeated lines and completion have only the one of today.
"""

from collections.abc import Mapping
from typing import Any

# The names of today, and those that were once taken in their place.
OLDER: Mapping[str, tuple[str, ...]] = {
    "--case": ("--source",),
    "--decided-by": ("--by-name", "--accepted-by"),
    "--evidence": ("--grounds",),
    "--kind": ("--category",),
    "--leader": ("--lead",),
    "--limit": ("-n",),
    "--new-phone": ("--phone",),
    "--on": ("--held-on",),
    "--role": ("--chief",),
    "--since": ("--from",),
    "--until": ("--to",),
    "--verified-on": ("--on",),
    "--words": ("--text",),
}


def names_shown(param: Any) -> list[str]:
    """Return the names of an option that people are shown, the short ones first."""
    older = {old for name in param.opts for old in OLDER.get(name, ())}
    # Sorted: the parser keeps the names of --help in a set, in an order of its own each time.
    names = {*param.opts, *param.secondary_opts} - older
    return sorted(names, key=lambda name: (len(name), name))


def name_of(param: Any) -> str:
    """Return what a parameter is called: an option by its long name, an argument by its word."""
    if param.param_type_name != "option":
        return str(param.human_readable_name)
    return max((name for name in names_shown(param) if name in param.opts), key=len)
