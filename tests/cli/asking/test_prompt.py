"""One question: what may be typed at it, and what it gives back."""

from collections.abc import Callable
from datetime import datetime

import pytest

from revisit_cli.cli.asking.prompt import choice, day, folded, key, moment, number, words, yes
from revisit_cli.cli.asking.trail import Back, Stopped
from revisit_cli.cli.text import width
from revisit_cli.records.context import BEIJING, Context
from tests.cli.asking.script import Typist, left

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=BEIJING)
CONTEXT = Context("/nowhere/revisit.db", "甲", NOW)

QUESTIONS: list[Callable[[Typist], object]] = [
    lambda ask: key(ask, "> ", "做什么用"),
    lambda ask: words(ask, "> ", must=True, about="做什么用"),
    lambda ask: choice(ask, "> ", ("a", "b"), about="做什么用"),
    lambda ask: number(ask, "> ", 1, 9, about="做什么用"),
    lambda ask: day(ask, "> ", CONTEXT),
    lambda ask: moment(ask, "> ", lambda: CONTEXT),
    lambda ask: yes(ask, "> ", "做什么用"),
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("typed", ["<", "＜", "《", " < ", "返回"])
def test_every_question_goes_back(question: Callable[[Typist], object], typed: str) -> None:
    with pytest.raises(Back):
        question(Typist(typed))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("typed", ["q", "Q", "\uff51", "退出"])
def test_every_question_can_be_left(question: Callable[[Typist], object], typed: str) -> None:
    with pytest.raises(Stopped):
        question(Typist(typed))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("typed", ["?", "？", "帮助"])
def test_every_question_explains_itself_and_comes_again(
    question: Callable[[Typist], object], typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = Typist(typed, "q")
    with pytest.raises(Stopped):
        question(ask)
    assert len(ask.prompts) == 2
    said = capsys.readouterr().out
    assert "< 上一问" in said
    assert "q 离开" in said


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_end_of_input_is_no_answer(question: Callable[[Typist], object]) -> None:
    with pytest.raises(EOFError):
        question(Typist())


def test_full_width_keys_mean_the_same() -> None:
    assert folded("１２：３０") == "12:30"
    assert folded(" \uff31 ") == "q"


@pytest.mark.parametrize(("typed", "code"), [("1", "a"), ("２", "b"), ("乙", "b"), ("b", "b")])
def test_a_digit_or_the_word_beside_it_is_a_choice(typed: str, code: str) -> None:
    assert choice(Typist(typed), "> ", ("a", "b"), {"a": "甲", "b": "乙"}) == code


@pytest.mark.parametrize("slip", ["3", "0", "丙", ""])
def test_a_slip_is_said_with_what_fits(slip: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert choice(Typist(slip, "1"), "> ", ("a", "b")) == "a"
    assert "请按 1 至 2" in capsys.readouterr().err


def test_enter_is_a_choice_only_where_the_prompt_says_so() -> None:
    assert choice(Typist(""), "> ", ("a", "b"), enter="b") == "b"
    assert choice(Typist("", "1"), "> ", ("a", "b")) == "a"


@pytest.mark.parametrize("typed", ["", "2", "y", "好"])
def test_only_one_is_yes(typed: str) -> None:
    assert yes(Typist("1"), "> ")
    assert not yes(Typist(typed), "> ")


def test_a_day_is_said_back_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert day(Typist("昨天"), "> ", CONTEXT).isoformat() == "2026-11-25"
    assert "11月25日 周三" in capsys.readouterr().out


def test_a_day_that_is_none_is_asked_again_with_an_example(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert day(Typist("下个礼拜吧", "昨天"), "> ", CONTEXT).isoformat() == "2026-11-25"
    assert "下个礼拜吧" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        (["5", "态度不好"], "态度不好"),
        (["5", "5"], "5"),
        (["５", "7", "7"], "7"),
        (["a", "无"], "无"),
        (["十天"], "十天"),
    ],
)
def test_a_lone_digit_or_letter_is_no_words_unless_it_is_typed_twice(
    typed: list[str], heard: str
) -> None:
    assert left(Typist(*typed), lambda ask: words(ask, "怎么说的> ", must=True)) == (heard, [])
    assert words(Typist("5"), "几天> ", must=True, may_be_one=True) == "5"


def test_a_prompt_leaves_room_to_type_and_stands_whole_above_where_it_is_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = " ".join(f"{number}示例单位{number}科" for number in range(1, 13))
    typist = Typist("1")
    assert key(typist, f"哪家  {listed}> ") == "1"
    assert width(typist.prompts[0]) <= 72
    lines = capsys.readouterr().out.splitlines()
    assert all(width(line) <= 72 for line in lines)
    assert " ".join([*lines, typist.prompts[0].rstrip()]).split() == f"哪家 {listed}>".split()
