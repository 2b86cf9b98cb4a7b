"""Answers that were changed from dissatisfied to satisfied."""

from dataclasses import dataclass, field

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One firm's overall answer about one unit: dissatisfied, voided, and satisfied now.

    ``call`` or ``visit`` is where the answer that stands was given; ``reason`` is why the earlier
    one was voided, None where the record was written over before it was signed.
    """

    month: str
    firm: str
    unit: str
    call: int | None
    visit: int | None
    first_at: str
    first_by: str
    voided_at: str
    voided_by: str | None
    reason: str | None = field(repr=False)
    now_at: str
    now_by: str

    def as_json(self) -> dict[str, Json]:
        """``{"month","firm","unit","call","visit","first","voided","now"}``."""
        return {
            "month": self.month,
            "firm": self.firm,
            "unit": self.unit,
            "call": self.call,
            "visit": self.visit,
            "first": {"at": self.first_at, "by": self.first_by},
            "voided": {"at": self.voided_at, "by": self.voided_by, "reason": self.reason},
            "now": {"at": self.now_at, "by": self.now_by},
        }


@dataclass(frozen=True, slots=True)
class ChangesListed:
    """Every such change of a month, or of all."""

    month: str | None
    changes: tuple[AnswerChange, ...]

    def as_json(self) -> Json:
        """``{"month","changes":[…]}``."""
        return {"month": self.month, "changes": [each.as_json() for each in self.changes]}
