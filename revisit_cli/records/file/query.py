"""What a query of the data file found."""

from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Json


class Queried(Outcome):
    """The columns of a query's result, and its rows in the same order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...]

    def as_json(self) -> dict[str, Json]:
        """``{"rows":[{column: value}]}``."""
        return {"rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows]}
