"""One of a list: by number, by any part of a name, by initials, by digits; page by page."""

import pytest

from revisit_cli.cli.asking.pick import Option, pick, pick_many
from revisit_cli.cli.asking.trail import Stopped
from tests.cli.asking.script import Typist

FEW = [
    Option("a", "审批科", "在册"),
    Option("b", "质安站", "", "13800000001"),
    Option("c", "房产中心"),
]
MANY = [Option(str(n), f"示例{n:02d}号") for n in range(1, 24)]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2", "b"),
        ("２", "b"),
        ("质安", "b"),
        ("安站", "b"),
        ("zaz", "b"),
        ("FCZX", "c"),
        ("0001", "b"),
        ("审批科", "a"),
    ],
)
def test_whatever_names_one_picks_it(typed: str, value: str) -> None:
    assert pick(Typist(typed), "> ", FEW) == value


def test_what_fits_several_lists_them_and_numbers_them_anew(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert pick(Typist("示例2", "2"), "> ", MANY) == "21"
    assert "1 示例20号" in capsys.readouterr().out


def test_enter_turns_the_page_and_numbers_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert pick(Typist("", "11"), "> ", MANY) == "11"
    said = capsys.readouterr().out
    assert "第 1/3 页" in said
    assert "第 2/3 页" in said
    assert "10 示例10号" in said


@pytest.mark.parametrize("typed", [">", "＞", "》", "下一页"])
def test_where_enter_chooses_another_key_turns_the_page(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pick(Typist(typed, ""), "> ", MANY, enter="9") == "9"
    assert pick_many(Typist(typed, "10 11"), "> ", MANY, enter=["1"]) == ("10", "11")
    assert pick_many(Typist(""), "> ", MANY, enter=["1"]) == ("1",)
    said = capsys.readouterr().out
    assert said.count("写 > 看下一页") == 5
    assert said.count("第 2/3 页") == 2
    assert "回车看下一页" not in said


def test_what_fits_nothing_is_said_and_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert pick(Typist("园林", "1"), "> ", FEW) == "a"
    assert "没有找到“园林”" in capsys.readouterr().err


def test_a_name_that_nobody_has_may_be_added() -> None:
    assert pick(Typist("园林科"), "> ", FEW, adds=True) == "园林科"


def test_nought_is_none_of_them() -> None:
    assert pick(Typist("0"), "> ", FEW) == ""
    assert pick_many(Typist("0"), "> ", FEW) == ()


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("1 3", ("a", "c")),
        ("１　３", ("a", "c")),
        ("1,3", ("a", "c")),
        ("3 3", ("c",)),
        ("全", ("a", "b", "c")),
        ("zaz 1", ("b", "a")),
    ],
)
def test_several_are_picked_together(typed: str, values: tuple[str, ...]) -> None:
    assert pick_many(Typist(typed), "> ", FEW) == values


def test_one_wrong_of_several_picks_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert pick_many(Typist("1 9", "1"), "> ", FEW) == ("a",)
    assert "没看懂“9”" in capsys.readouterr().err


def test_a_list_too_long_to_show_is_searched() -> None:
    found = {"hz": [FEW[0]], "x": []}
    ask = Typist("x", "hz")
    assert pick(ask, "> ", (), find=lambda text: found[text]) == "a"


def test_a_list_can_be_left() -> None:
    with pytest.raises(Stopped):
        pick(Typist("q"), "> ", FEW)


def test_a_name_too_long_for_the_screen_is_cut_with_a_mark(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    pick(Typist("1"), "> ", [Option("a", "示例市" * 20), Option("b", "质安站")])
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(" 1 示例市")
    assert said[0].endswith("…")
    assert said[1] == " 2 质安站"


@pytest.mark.parametrize("typed", ["/Data/台账，十一月", "图审系统老是崩，没人修", "ＡＢ科"])
def test_what_is_added_is_taken_as_it_was_typed(typed: str) -> None:
    asked = Typist(f" {typed} ")
    assert pick(asked, "> ", [Option("1", "告知不清")], adds=True) == typed


@pytest.mark.parametrize("slip", ["9", "12", "a", "７"])
def test_a_number_that_is_not_in_the_list_is_no_name_to_add(
    slip: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Typist(slip, "自己写的")
    assert pick(asked, "> ", [Option("1", "告知不清")], adds=True) == "自己写的"
    assert "请按 1 至 1" in capsys.readouterr().err
