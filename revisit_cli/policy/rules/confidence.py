"""What is the discipline committee's alone, and what small figures must not give away."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.policy.word import typed
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.rulebook.loader import form

SMALL_CELL = 3
# What stands in place of an answer that only the committee can read.
SEALED = "sealed"
# Bytes of an answer with its words, sealed: the same for all, but for words longer than that.
_LENGTH = 960


@clause("三(四)1", "二(二)4")
def parted(answers: Answers) -> tuple[Answers, str | None]:
    """Return answers without the words told in confidence, by whatever name, and those words.

    「严格执行保密纪律」: the words go to the committee, never to the answers' own row.
    """
    kept = tuple(each for each in answers.words if not is_in_confidence(each[0]))
    words = [text.strip() for name, text in answers.words if is_in_confidence(name)]
    return answers.with_words(kept), "\n".join(text for text in words if text) or None


@clause("三(四)1", "二(二)4")
def closed(answers: Answers) -> Answers:
    """Return answers as anybody may read them: of what is told in confidence that it was told.

    「吃、拿、卡、要」: 有, 没有 and 不愿回答 look alike.
    """
    secret = {each.code for each in form().confidential}
    given = {name: Answer(SEALED) if name in secret else answer for name, answer in answers.given}
    return Answers.of(answers.words, **given)


@clause("三(四)1", "二(二)4")
def told_to_committee(answers: Answers, words: str | None) -> str | None:
    """Return an answer told in confidence with its words, each as long as any other.

    None where nothing was told. Words longer than about 300 characters make it longer.
    """
    answer = answers.answer(form().confidential[0].code)
    if answer is None and not words:
        return None
    text = f"{answer.code if answer and answer.code else ''}\n{words or ''}"
    return text + " " * max(0, _LENGTH - len(text.encode()))


def read_by_committee(text: str) -> tuple[str | None, str]:
    """Return the answer's code and the words of what :func:`told_to_committee` made.

    Words sealed before answers were have no code.
    """
    code, found, words = text.partition("\n")
    if found and code in {"", *form().confidential[0].codes}:
        return code or None, words.rstrip(" ")
    return None, text


def accuses(code: str | None) -> bool:
    """Whether an answer told in confidence says more than that all was well."""
    choice = None if code is None else form().confidential[0].choice(code)
    return choice is not None and not choice.accuses_nobody


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
