"""A rate that carries its denominator."""

from revisit_cli.records.value import Value, computed


class Rate(Value):
    """``n`` of ``of``; the value is None where the denominator is zero."""

    n: int
    of: int

    @computed()
    def value(self) -> float | None:
        """The quotient to four decimals."""
        return round(self.n / self.of, 4) if self.of else None
