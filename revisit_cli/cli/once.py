"""An option that takes one value is given one: of two, no parser may lose one in silence.

Typer's parser lets the last one win. Here the second is refused where it says something else; the
same said twice loses nothing.
"""

from functools import partial
from typing import Any

import typer

from revisit_cli.cli.spelling import name_of
from revisit_cli.errors.command import OptionRepeated

# Where the contexts of one command line, of the groups and of the command, share what they took.
_TAKEN = "revisit.taken"


def hold_to_one(parser: Any, ctx: typer.Context) -> Any:
    """Let a parser refuse a second value of each option that takes one; return it."""
    if ctx.resilient_parsing:  # A line that is being completed is not whole yet.
        return parser
    for option in {*parser._long_opt.values(), *parser._short_opt.values()}:
        if option.action in ("store", "store_const"):
            option.process = partial(_process, option)
    return parser


def _process(option: Any, value: Any, state: Any) -> None:
    before = state.opts.get(option.dest)
    type(option).process(option, value, state)
    after = state.opts[option.dest]
    if before is not None:
        _refuse_other(option.obj, before, after)


def hold_across_levels(ctx: typer.Context, param: Any, value: object) -> None:
    """Refuse a value of an option that stood with another at a group before.

    Raises OptionRepeated.
    """
    taken = ctx.meta.setdefault(_TAKEN, {})
    _refuse_other(param, taken.setdefault(param.name, value), value)


def month_of(argument: str | None, option: str | None) -> str | None:
    """Return the month that stood as an argument or behind --month.

    Raises OptionRepeated where each says its own.
    """
    if argument is not None and option is not None and argument != option:
        raise OptionRepeated(option="--month", first=argument, second=option)
    return option if argument is None else argument


def _refuse_other(param: Any, before: object, after: object) -> None:
    if before != after:
        raise OptionRepeated(
            option=name_of(param), first=_typed(param, before), second=_typed(param, after)
        )


def _typed(param: Any, value: object) -> str:
    """Return a value as it was typed: one of a pair of flags is the flag itself."""
    if value is True or value is False:
        return str((param.opts if value else param.secondary_opts)[0])
    return str(value)
