"""How the questions of an act are gone back over, whatever the act is."""

from collections.abc import Callable

import pytest

from revisit_cli.cli.asking.pick import Option, pick
from revisit_cli.cli.asking.prompt import choice, words
from revisit_cli.cli.asking.trail import Back, by_question, run_once
from revisit_cli.cli.screen import say, tell
from tests.cli.asking.script import Typist


def _act(typist: Typist, listed: Callable[[], list[Option]]) -> Callable[[], tuple[str, ...]]:
    def act() -> tuple[str, ...]:
        firm = pick(typist, "哪户> ", listed())
        why = words(typist, "为什么> ", must=True)
        return firm, why, choice(typist, "是> ", ("yes", "no"))

    return act


def test_a_list_that_changed_meanwhile_is_asked_about_again() -> None:
    """A digit may stand for another firm by then."""
    lists = [[Option("1", "甲"), Option("2", "乙")], [Option("3", "丙"), Option("1", "甲")]]
    typist = Typist("1", "等得久", "<", "2", "又等", "1")
    told = by_question(_act(typist, lambda: lists.pop(0) if len(lists) > 1 else lists[0]))
    assert told == ("1", "又等", "yes")
    assert typist.prompts == ["哪户> ", "为什么> ", "是> ", "哪户> ", "为什么> ", "是> "]


def test_back_at_the_first_question_leaves() -> None:
    typist = Typist("1", "<", "<")
    with pytest.raises(Back):
        by_question(_act(typist, lambda: [Option("1", "甲")]))
    assert typist.prompts == ["哪户> ", "为什么> ", "哪户> "]


@pytest.mark.parametrize("has_saved", [False, True])
def test_a_command_is_run_once_and_closes_what_is_before_it_where_it_saved(
    has_saved: bool,
) -> None:
    ran: list[str] = []

    def run() -> bool:
        ran.append("lock")
        return True

    typist = Typist("甲", "乙", "<", "丙", "<", "<", "丁", "戊", "己")

    def act() -> list[str]:
        first = words(typist, "一> ", must=True)
        assert run_once(("lock",), run, lambda: has_saved)
        return [first, words(typist, "二> ", must=True), words(typist, "三> ", must=True)]

    if has_saved:
        with pytest.raises(Back):
            by_question(act)
        assert ran == ["lock"]
    else:
        # Gone back beyond it, it is run again: the first answer may be another.
        assert by_question(act) == ["丁", "戊", "己"]
        assert ran == ["lock", "lock"]


def test_what_stands_before_a_question_that_is_asked_again_is_said_once_more_and_no_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typist = Typist("甲", "乙", "<", "丙", "丁")

    def act() -> None:
        for name in "一二三":
            say(f"问{name}")
            tell(f"注{name}")
            words(typist, f"{name}> ", must=True)

    by_question(act)
    shown = capsys.readouterr()
    assert shown.out.split() == ["问一", "问二", "问三", "问二", "问三"]
    assert shown.err.split() == ["注一", "注二", "注三", "注二", "注三"]


def test_an_act_within_an_act_is_gone_back_over_first_and_then_the_one_around_it() -> None:
    typist = Typist("甲", "乙", "<", "<", "丙", "丁", "戊")

    def inner() -> list[str]:
        return [words(typist, "二> ", must=True), words(typist, "三> ", must=True)]

    def outer() -> list[str]:
        return [words(typist, "一> ", must=True), *by_question(inner)]

    assert by_question(outer) == ["丙", "丁", "戊"]
