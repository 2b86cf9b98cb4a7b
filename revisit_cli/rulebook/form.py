"""The questions of a bureau's forms as values: every question once, with all that is made of it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["coded", "days", "words"]


class Choice(NamedTuple):
    """One answer that a question takes: its code, its word and further ways to say it.

    ``spoken`` is how it answers the sentence read aloud, where the word does not.

    ``accuses_nobody``: said of one unit it may stand for the others too. ``is_fine``: it is what
    a firm states that says nothing was wrong. ``asks_on``: the firm is then asked in what words.
    ``visit_reason`` is why a firm that gives it on the telephone is visited; ``head`` is what the
    printed forms call it.
    """

    code: str
    word: str
    synonyms: tuple[str, ...] = ()
    accuses_nobody: bool = False
    is_fine: bool = False
    asks_on: bool = False
    visit_reason: str = ""
    head: str = ""
    spoken: str = ""


class Question(NamedTuple):
    """One question of the forms.

    ``heads`` are its headings by the number of the printed form, verbatim; ``aloud`` is the
    sentence that the clerk reads out, ``aloud_sealed`` the one where the answer is sealed as it
    is keyed: none promises more than the file keeps. ``label`` is its short name, ``names`` and
    ``columns`` are further ones that people give it and its column in a table, ``width`` is that
    column's on the sheet. ``prompt`` and ``summary`` stand at the desk where the label does not
    do, ``explained`` says which answer is which.

    ``is_overall`` is the one answer on the whole, which a completed call must have. Words to what
    ``asks_on`` are asked for aloud by ``words_aloud``, prompted for by ``words_prompt``, told
    under ``words_label``, and have a column of their own where ``words_head`` names one; nobody
    has to say them.
    ``is_confidential``: what is said is the discipline committee's alone. ``opens`` is the
    category of the problem that an answer opens; such a question is asked once a call and every
    other one of each unit. ``unknown`` are the answers of a firm that has no other to give.
    ``measure`` is what a number given for an answer counts, such as 天.
    """

    code: str
    kind: Kind
    label: str
    heads: Mapping[int, str]
    aloud: str
    choices: tuple[Choice, ...] = ()
    names: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    width: int = 8
    prompt: str = ""
    summary: str = ""
    explained: str = ""
    aloud_sealed: str = ""
    is_overall: bool = False
    may_be_unknown: bool = False
    is_confidential: bool = False
    words_aloud: str = ""
    words_prompt: str = ""
    words_label: str = ""
    words_head: str = ""
    words_columns: tuple[str, ...] = ()
    words_width: int = 12
    measure: str = ""
    opens: str = ""
    unknown: tuple[Choice, ...] = ()

    @property
    def answers(self) -> tuple[Choice, ...]:
        """What it takes for an answer: its own choices, and that the firm cannot tell."""
        own = {choice.code for choice in self.choices}
        return (*self.choices, *(each for each in self.unknown if each.code not in own))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its answers."""
        return tuple(choice.code for choice in self.answers)

    @property
    def keys(self) -> tuple[str, ...]:
        """The codes in the order of their digits: a slipped 1 accuses nobody."""
        harmless = [each.code for each in self.answers if each.accuses_nobody]
        return (*harmless, *(code for code in self.codes if code not in harmless))

    @property
    def spoken(self) -> dict[str, str]:
        """What is said for each answer, by its code."""
        return {choice.code: choice.spoken or choice.word for choice in self.answers}

    @property
    def words(self) -> dict[str, str]:
        """The word of each answer, by its code."""
        return {choice.code: choice.word for choice in self.answers}

    @property
    def fine(self) -> str | None:
        """The answer of a firm that says nothing was wrong, None where it is asked even then."""
        return next((choice.code for choice in self.choices if choice.is_fine), None)

    def choice(self, code: str | None) -> Choice | None:
        """Return the answer of that code, or None."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def may_stand_for_all(self, code: str | None) -> bool:
        """Whether an answer about one unit may stand for others that the question was put for."""
        choice = self.choice(code)
        return choice is not None and choice.accuses_nobody

    def asks_on(self, code: str | None) -> bool:
        """Whether an answer is followed by the question in what words."""
        choice = self.choice(code)
        return choice is not None and choice.asks_on

    @property
    def words_field(self) -> str:
        """The name of the column that its words have to themselves, "" where they have none."""
        return f"{self.code}_words" if self.words_head else ""


class Form(NamedTuple):
    """All questions of a bureau's forms, in the order in which they are asked and printed."""

    questions: tuple[Question, ...]

    def find(self, code: str) -> Question | None:
        """Return the question of that code, or None."""
        return next((each for each in self.questions if each.code == code), None)

    def question(self, code: str) -> Question:
        """Return the question of that code. Raises LookupError."""
        found = self.find(code)
        if found is None:
            raise LookupError(code)
        return found

    def named(self, name: str) -> Question | None:
        """Return the question about units that a typed word names: its code, label or another."""
        word = name.replace("-", "_")
        return next(
            (
                each
                for each in self.of_units
                if word == each.code or name in (each.label, *each.names)
            ),
            None,
        )

    @property
    def of_units(self) -> tuple[Question, ...]:
        """The questions asked of each unit that served the firm."""
        return tuple(each for each in self.questions if not each.opens)

    @property
    def of_call(self) -> tuple[Question, ...]:
        """The questions asked once a call, whose answers open problems."""
        return tuple(each for each in self.questions if each.opens)

    @property
    def overall(self) -> Question:
        """The answer on the whole."""
        return next(each for each in self.questions if each.is_overall)

    @property
    def parts(self) -> tuple[Question, ...]:
        """The questions asked of each unit before the one on the whole."""
        return tuple(each for each in self.of_units if not each.is_overall)

    @property
    def coded(self) -> tuple[Question, ...]:
        """The questions asked of each unit whose answer is one of a few."""
        return tuple(each for each in self.of_units if each.kind == "coded")

    @property
    def confidential(self) -> tuple[Question, ...]:
        """The questions whose answers are the discipline committee's alone."""
        return tuple(each for each in self.of_units if each.is_confidential)

    @property
    def open_ones(self) -> tuple[Question, ...]:
        """The questions asked of each unit whose answers anybody may see who works here."""
        return tuple(each for each in self.of_units if not each.is_confidential)
