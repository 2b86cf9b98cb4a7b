"""What a firm answered about one unit, on the telephone or on a visit."""

from typing import NamedTuple

from revisit_cli.records.value import Json, Value, field
from revisit_cli.rulebook.loader import form


class Answer(NamedTuple):
    """One answer: the code of a choice, or a number, or how it was said; several of a number."""

    code: str | None = None
    number: int | None = None
    text: str | None = None

    def as_json(self) -> Json:
        """The code, else the number, else the words."""
        if self.code is not None:
            return self.code
        return self.number if self.number is not None else self.text


class Answers(Value):
    """The forms' answers about one unit, by question; what is missing is not answered.

    ``words`` are what was said to a question, by the question's code or name. :meth:`of` makes
    one; ``given`` stands in order of the questions' codes, so that equal answers are equal.
    """

    given: tuple[tuple[str, Answer], ...] = field(private=True, default=())
    words: tuple[tuple[str, str], ...] = field(private=True, default=())

    @staticmethod
    def of(words: tuple[tuple[str, str], ...] = (), **given: "str | Answer | None") -> "Answers":
        """Return answers by question; a text is the code of a choice, None is not answered."""
        found = {
            question: Answer(answer) if isinstance(answer, str) else answer
            for question, answer in given.items()
            if answer is not None
        }
        return Answers(tuple(sorted(found.items())), words)

    def answer(self, question: str) -> Answer | None:
        """Return the answer to a question, None where there is none."""
        for asked, answer in self.given:
            if asked == question:
                return answer
        return None

    def code(self, question: str) -> str | None:
        """Return the code of the answer to a question, None where there is none."""
        found = self.answer(question)
        return None if found is None else found.code

    def as_json(self) -> dict[str, Json]:
        """Every answer by question, null where there is none, but those in confidence."""
        given = dict(self.given)
        return {
            each.code: given[each.code].as_json() if each.code in given else None
            for each in form().open_ones
        }

    def with_words(self, words: tuple[tuple[str, str], ...]) -> "Answers":
        """Return the same answers with these words."""
        return Answers(self.given, words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not (self.given or self.words)


class Evaluation(Value):
    """Answers as stored, with the unit they are about."""

    id: int
    unit: str
    answers: Answers = field("* .words", pairs=True)
    month: str = field("", default="")
