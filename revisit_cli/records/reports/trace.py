"""What stands behind one figure of a month: rows, or a formula, or why neither is told."""

from revisit_cli.records.code import FormulaKind, RowKind, Untold
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Json, Value, field


class FigureRow(Value):
    """One row behind a figure: what it is, its number, and as what it counts.

    ``see`` is the call, visit or problem to look at, where that is another row. A number is masked.
    """

    kind: RowKind
    id: int | str | None
    firm: str | None = None
    unit: str | None = None
    state: str | None = None
    see: str | None = None


class Formula(Value):
    """What a figure is made of: other figures by their keys, and ``number`` where one is set."""

    kind: FormulaKind
    keys: tuple[str, ...]
    number: int | None = None


class Term(Value):
    """One of the figures that a formula is made of."""

    key: str
    figure: Json


class FigureExplained(Outcome):
    """A figure of a month and what stands behind it: ``rows``, or ``formula``, or ``untold``.

    The figure is the number of the rows; of a list among the figures it is how long that is.
    ``words`` are the formula, or why there are no rows, as a sentence.
    """

    month: str
    key: str
    figure: Json
    formula: FormulaKind | None
    terms: tuple[Term, ...]
    untold: Untold | None
    words: str | None
    rows: tuple[FigureRow, ...] = field(rows=True)
