"""What a firm answered about one unit, on the telephone or on a visit."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answers:
    """The forms' answers about one unit; None is not answered.

    ``days`` counts days, ``days_text`` is how it was said; ``words`` are what was said to a
    question, by the question's code or name.
    """

    attitude: str | None = None
    one_time_notice: str | None = None
    days: int | None = None
    days_text: str | None = None
    extra_trips: str | None = None
    integrity: str | None = None
    overall: str | None = None
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self == Answers()
