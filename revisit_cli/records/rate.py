"""A rate that carries its denominator."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Rate:
    """``n`` of ``of``; the value is None where the denominator is zero."""

    n: int
    of: int

    @property
    def value(self) -> float | None:
        """The quotient to four decimals."""
        return round(self.n / self.of, 4) if self.of else None

    def as_json(self) -> dict[str, Json]:
        """``{"n","of","value"}``."""
        return {"n": self.n, "of": self.of, "value": self.value}
