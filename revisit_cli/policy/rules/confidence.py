"""What is the discipline committee's alone, and what small figures must not give away."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.policy.word import typed
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.loader import form

SMALL_CELL = 3


@clause("三(四)1", "二(二)4")
def parted(answers: Answers) -> tuple[Answers, str | None]:
    """Return answers without the words told in confidence, by whatever name, and those words.

    「严格执行保密纪律」: the words go to the committee, never to the answers' own row.
    """
    kept = tuple(each for each in answers.words if not is_in_confidence(each[0]))
    words = [text.strip() for name, text in answers.words if is_in_confidence(name)]
    return answers.with_words(kept), "\n".join(text for text in words if text) or None


@clause("三(四)1")
def suppressed(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return the parts of a total that is shown too; None for those that must not be.

    A count of 1 or 2 may point at a firm, so it is left out, and every zero with it, which must
    not tell it from others; with them the smallest other part, or they could be had by
    subtraction. All that are left out look alike.
    """
    if not any(0 < count < SMALL_CELL for count in counts):
        return tuple(counts)
    limit = min((count for count in counts if count >= SMALL_CELL), default=SMALL_CELL)
    return tuple(count if count > limit else None for count in counts)


def is_in_confidence(name: str) -> bool:
    """Whether a question, by whatever name, is one whose words are the committee's alone."""
    word = typed(name)
    return any(
        known in word
        for each in form().confidential
        for known in (each.code, each.label, *each.names)
    )
