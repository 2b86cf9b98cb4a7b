"""Every refusal of the program: a class that owns its exit code and its Chinese sentence.

Raise sites pass facts by keyword, never sentences; tests assert the class and the facts. One file
per noun holds the refusals of that noun. Facts never hold a phone number.
"""

from enum import IntEnum
from typing import ClassVar

from revisit_cli.plain import brief, safe, safe_lines


class ExitCode(IntEnum):
    """The exit codes that other programs may rely on."""

    DONE = 0
    BUG = 1
    USAGE = 2
    BAD_INPUT = 3
    NOT_FOUND = 4
    FORBIDDEN = 5
    NOT_VERIFIED = 6
    BAD_DATABASE = 7
    SOME_HELD = 8
    NOT_SHOWN = 9


class RevisitError(Exception):
    """A refusal: what happened, why, and the way out, in one Chinese sentence.

    ``sentence`` is a format string over the facts given at the raise site. Whatever they hold of
    what was typed, or stands in a file, is made plain on its way into the sentence. ``asks`` names
    the parameters that the command lacked, in the order in which a person is asked for them.
    ``row_sentence`` says the same of a row in a file, which has columns and no options.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG
    sentence: ClassVar[str] = ""
    row_sentence: ClassVar[str] = ""
    asks: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self._said(self.sentence))

    @property
    def of_row(self) -> str:
        """The sentence, of a row in a file that was taken in."""
        return self._said(self.row_sentence or self.sentence)

    def _said(self, sentence: str) -> str:
        return sentence.format_map(dict(map(_plain, self.facts.items())))


# Facts that are lines the program set one under the other.
_LINES = frozenset({"lines", "advice"})
# Characters of one fact or line; whoever typed or wrote more finds it by its two ends.
AT_MOST = 600


def _plain(fact: tuple[str, object]) -> tuple[str, object]:
    name, value = fact
    if isinstance(value, int | float):
        return fact
    if name not in _LINES:
        return name, brief(safe(str(value)), AT_MOST)
    return name, "\n".join(brief(line, AT_MOST) for line in safe_lines(str(value)).split("\n"))


class PartMissing(RevisitError):
    """A part of this program is missing, or does not load on this machine."""

    sentence = "本机的程序没有装完整（缺 {part}），不是文件的问题。请重新安装本工具。"


class UsageRefused(RevisitError):
    """The command line is not one this program understands."""

    exit_code = ExitCode.USAGE


class InputRefused(RevisitError):
    """An input file is wrong."""

    exit_code = ExitCode.BAD_INPUT


class NotFound(RevisitError):
    """A thing named by the user does not exist."""

    exit_code = ExitCode.NOT_FOUND


class Forbidden(RevisitError):
    """The document, or a reading of it, forbids the act."""

    exit_code = ExitCode.FORBIDDEN


class NotVerified(RevisitError):
    """A verification failed."""

    exit_code = ExitCode.NOT_VERIFIED


class DatabaseRefused(RevisitError):
    """The data file cannot be used."""

    exit_code = ExitCode.BAD_DATABASE
