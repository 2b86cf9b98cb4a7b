"""The questions of the form on the command line: an option for each, and answers as told."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

import typer

from revisit_cli.cli.text import safe
from revisit_cli.labels.rules.answer import answer_shown
from revisit_cli.labels.text import LISTED
from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

Command = TypeVar("Command", bound=Callable[..., None])

NOT_GIVEN: Mapping[str, str | None] = MappingProxyType({})
ANSWER = typer.Option(
    "--answer",
    metavar="问题=回答",
    help="某题的回答，可多次；都可答 不清楚、不适用",
)
WORDS = typer.Option("--words", metavar="问题=原话", help="某题的原话，可多次")
SUGGESTION = typer.Option("--suggestion", help="改进意见及建议")
DIFFICULTY = typer.Option("--difficulty", help="企业发展存在的困难问题")
TAG = typer.Option("--tag", help="标签，如 隐性审批，可多次")
ABOUT = typer.Option("--about", metavar="单位", help="意见、困难是哪家的事，可写 都不是")


def with_answers(command: Command) -> Command:
    """Give a command an option for each question in place of its parameter ``given``.

    ``given`` is what was typed, by the question's code; a question that the form has since has no
    option of its own, but ``--answer`` takes it.
    """
    signature = inspect.signature(command)
    named = {each.code: _parameter(each) for each in form().of_units}

    @wraps(command)
    def run(**options: Any) -> None:
        given = {code: options.pop(code) for code in named}
        command(given=given, **options)

    parameters: list[inspect.Parameter] = []
    for each in signature.parameters.values():
        parameters += named.values() if each.name == "given" else (each,)
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run  # type: ignore[return-value]


def _parameter(question: Question) -> inspect.Parameter:
    option = typer.Option(f"--{question.code.replace('_', '-')}", help=_help(question))
    return inspect.Parameter(
        question.code,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[str | None, option],
    )


def _help(question: Question) -> str:
    told = LISTED.join(choice.word for choice in question.choices) or (
        f"{question.measure}数，或原话" if question.kind == "days" else "原话"
    )
    secret = "（只对机关纪委可见）" if question.is_confidential else ""
    return f"{question.label}：{told}{secret}"


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
