"""A month's firms by unit: the rows behind the figures."""

from typing import Literal

from revisit_cli.records.code import CallEnd, Unevaluated
from revisit_cli.records.value import Value

# What a firm said of a unit, or why it said nothing.
RollState = Literal["satisfied", "dissatisfied"] | Unevaluated


class RollLine(Value):
    """One firm by one unit, and what came of it.

    ``number`` counts N from 1, at the first unit that the firm stands under; None further down,
    and of whom N does not count. ``outcome`` is that of its call's last attempt, or its final one.
    ``is_beyond``: evaluated, but not on the unit's ledger; carried in, or withdrawn.
    """

    unit: str | None
    firm: str
    state: RollState
    outcome: CallEnd | None
    number: int | None
    is_beyond: bool = False
