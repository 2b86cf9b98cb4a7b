"""One question at a time: a key, words, one of a few, a day, a moment.

At every question ``?`` explains it, ``<`` goes back one, ``q`` leaves; full-width keys and the
words for them mean the same. Enter does only what the brackets of the prompt say.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from unicodedata import normalize

from revisit_cli.cli.asking.line import Ask, rest_of_paste
from revisit_cli.cli.asking.trail import Back, Stopped, remembered
from revisit_cli.cli.screen import line_columns, say, tell
from revisit_cli.cli.text import flow, safe, width
from revisit_cli.errors import RevisitError
from revisit_cli.operations.days.moment import given_day, given_moment
from revisit_cli.pattern import pattern
from revisit_cli.records.context import Context

Code = TypeVar("Code", bound=str)

# What an input method turns ASCII into and NFKC leaves alone.
_FOLDED = str.maketrans("。、，：；＜《〈", ".,,:;<<<")
BACK, QUIT, EXPLAIN = "<", "q", "?"
_SAID = {"返回": BACK, "退出": QUIT, "离开": QUIT, "帮助": EXPLAIN, "说明": EXPLAIN}
# What ``..`` may look like once an input method has had it.
REPEAT = ("..", "...", "......")
_LONE = pattern(r"[0-9a-z]")
_PHRASE = pattern(r" {2,}|(?<=；)")
_KEY_ROOM, _WORDS_ROOM = 8, 30
KEYS = ("< 上一问", "q 离开，存上的留着", "? 说明")


def folded(text: str) -> str:
    """Return a line as a key or a time is read: half-width, Chinese marks as ASCII, lower case."""
    line = normalize("NFKC", text).translate(_FOLDED).strip().lower()
    return _SAID.get(line, line)


def _fitted(prompt: str, room: int) -> str:
    """Return a prompt that leaves so many columns to type in; what is too long stands above it."""
    most = max(line_columns() - room, room)
    if width(prompt) <= most:
        return prompt
    phrases = _PHRASE.split(prompt.strip())
    whole = (each.split(" ") if width(each) > most else [each] for each in phrases)
    *above, last = flow([piece for each in whole for piece in each], most)
    for line in above:
        say(line)
    return f"{last} "


def key(ask: Ask, prompt: str, about: str = "") -> str:
    """Ask for a key and return it folded; ``<`` raises Back, ``q`` Stopped, ``?`` explains."""
    while True:
        line = folded(ask(_fitted(prompt, _KEY_ROOM)))
        if not _is_explained(line, about):
            return _heard(line)


@remembered
def words(
    ask: Ask,
    prompt: str,
    *,
    must: bool,
    before: str | None = "",
    about: str = "",
    may_be_one: bool = False,
) -> str:
    """Ask for words and return them as they were typed; ``..`` repeats ``before``.

    A lone digit or letter, a slip more often than words, counts when it is typed twice, or at once
    where it ``may_be_one``.

    ``before`` None: what is asked for is said of one unit, or against it, and repeats nothing that
    was said elsewhere. ``must`` asks until something is said. ``<`` raises Back, ``q`` Stopped.
    """
    once = ""
    while True:
        typed = ask(_fitted(prompt, _WORDS_ROOM)).strip()
        line = " ".join(filter(None, (typed, rest_of_paste())))
        if _is_explained(folded(line), about):
            continue
        if _heard(folded(line)) in REPEAT:
            if before:
                say(f"  {safe(before)}")
                return before
            none = (
                "这里只记这一家，不能重复别处的话" if before is None else "还没有可以重复的上一条"
            )
            tell(f"  {none}")
            continue
        if not may_be_one and line != once and _LONE.fullmatch(folded(line)):
            once = line
            tell(f"  这里写字，只有一个“{safe(line)}”？真是这样就再写一遍，不是就重写")
            continue
        if line or not must:
            return line
        tell("  这里必须写明")


@remembered
def choice(
    ask: Ask,
    prompt: str,
    codes: Sequence[Code],
    words_of: Mapping[Code, str] | None = None,
    *,
    enter: Code | None = None,
    about: str = "",
) -> Code:
    """Ask until a digit, or the word beside it, names one of the codes.

    ``enter`` is what Enter stands for. ``<`` raises Back, ``q`` Stopped.
    """
    named = words_of or {}
    while True:
        line = key(ask, prompt, about)
        if not line and enter is not None:
            return enter
        if line.isdecimal() and 1 <= int(line) <= len(codes):
            return codes[int(line) - 1]
        said = [code for code in codes if line and line in (code, named.get(code, "").lower())]
        if said:
            return said[0]
        told = f"没看懂“{safe(line)}”。" if line else ""
        tell(f"  {told}请按 1 至 {len(codes)}，< 退回")


def choice_shown(
    ask: Ask,
    prompt: str,
    words_of: Mapping[Code, str],
    *,
    enter: Code | None = None,
    about: str = "",
) -> Code:
    """Show the words with their digits on a line of their own, and ask as ``choice`` does."""
    say(numbered(list(words_of.values())))
    return choice(ask, prompt, list(words_of), words_of, enter=enter, about=about)


def numbered(words_of: Sequence[str]) -> str:
    """Return words with the digits that stand for them, as a prompt shows them."""
    return " ".join(f"{number}{safe(word)}" for number, word in enumerate(words_of, 1))


@remembered
def yes(ask: Ask, prompt: str, about: str = "") -> bool:
    """Ask for ``1``; whatever else is keyed, Enter too, is no."""
    return key(ask, prompt, about) == "1"


@remembered
def number(ask: Ask, prompt: str, least: int, most: int, *, about: str = "") -> int:
    """Ask for a whole number between two bounds."""
    while True:
        line = key(ask, prompt, about)
        if line.isdecimal() and least <= int(line) <= most:
            return int(line)
        told = f"没看懂“{safe(line)}”。" if line else ""
        tell(f"  {told}请写 {least} 至 {most} 的数，< 退回")


@remembered
def day(
    ask: Ask, prompt: str, context: Context, side: str = "past", *, enter: date | None = None
) -> date:
    """Ask for a day as people say it, and say it back in full."""
    found = _read(ask, prompt, lambda line: given_day(context, line, side), enter)  # type: ignore[arg-type]
    say(f"  {_day_in_full(found)}")
    return found


@remembered
def moment(
    ask: Ask,
    prompt: str,
    clock: Callable[[], Context],
    side: str = "past",
    *,
    enter: datetime | None = None,
) -> datetime:
    """Ask for a moment as people say it, and say it back in full."""
    found = _read(ask, prompt, lambda line: given_moment(clock(), line, side), enter)  # type: ignore[arg-type]
    say(f"  {_moment_in_full(found)}")
    return found


@remembered
def phone(ask: Ask, prompt: str, about: str = "", *, must: bool = False) -> str | None:
    """Ask for a telephone number; Enter is none, where one ``must`` not be given."""
    from revisit_cli.operations.calls.rest import phone_given

    while True:
        line = words(ask, prompt, must=must, about=about)
        try:
            return phone_given(line) if line else None
        except RevisitError as refusal:
            tell(f"  {refusal}")


def _day_in_full(found: date) -> str:
    """Return a day as it is told back: ``12月4日 周五``."""
    return f"{found.month}月{found.day}日 周{'一二三四五六日'[found.weekday()]}"


def _moment_in_full(found: datetime) -> str:
    """Return a moment as it is told back: ``12月4日 周五 09:00``."""
    return f"{_day_in_full(found.date())} {found:%H:%M}"


Found = TypeVar("Found", date, datetime)


def _read(ask: Ask, prompt: str, read: Callable[[str], Found], enter: Found | None) -> Found:
    while True:
        line = key(ask, prompt, "写成平时说的样子：昨天17:30、24日下午、11-25、下周三上午")
        if not line and enter is not None:
            return enter
        try:
            return read(line)
        except RevisitError as refusal:
            tell(f"  {refusal}" if line else "  请写时间")


def _is_explained(line: str, about: str) -> bool:
    """Say what a question is about where that is what was typed."""
    if line != EXPLAIN:
        return False
    for each in filter(None, (about, *flow(KEYS, line_columns() - 3))):
        for piece in each.split("\n"):
            say(f"  {piece}")
    return True


def _heard(line: str) -> str:
    if line == BACK:
        raise Back
    if line == QUIT:
        raise Stopped
    return line
