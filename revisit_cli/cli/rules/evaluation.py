"""What a firm answered about one unit, as the screen tells it."""

from revisit_cli.cli.text import safe
from revisit_cli.labels.rules.answer import answer_shown
from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.rulebook.loader import form


def evaluation_lines(found: Evaluation) -> list[str]:
    """Return a line for each question that was answered, with its words; none in confidence."""
    lines = [f"对{safe(found.unit)}的评价："]
    words = dict(found.answers.words)
    for question in form().open_ones:
        told = answer_shown(question, found.answers.answer(question.code))
        said = words.get(question.code)
        if told or said:
            lines.append(
                f"  {question.label}：{safe(told)}" + (f"（{safe(said)}）" if said else "")
            )
    return lines
