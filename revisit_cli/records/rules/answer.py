"""What a firm answered about one unit, on the telephone or on a visit."""

from revisit_cli.records.value import Value, field


class Answers(Value):
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
    words: tuple[tuple[str, str], ...] = field(private=True, default=())

    @property
    def days_told(self) -> int | str | None:
        """The days as counted, else as they were said."""
        return self.days if self.days is not None else self.days_text

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self == Answers()
