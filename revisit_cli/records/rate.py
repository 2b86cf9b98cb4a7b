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

    @property
    def tenths(self) -> int | None:
        """The quotient in tenths of a per cent, half up; zero and all only where they are exact.

        1,999 of 2,000 is 99.9 %, 1 of 2,000 is 0.1 %: a reader must not take one firm for none.
        """
        if not self.of:
            return None
        rounded = (2000 * self.n + self.of) // (2 * self.of)
        least, most = int(self.n > 0), 1000 - int(self.n < self.of)
        return min(max(rounded, least), most)
