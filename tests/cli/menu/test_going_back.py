"""``<`` at any question of the menu goes back one question, and what was answered before stays."""

from collections.abc import Sequence
from typing import Any

import pytest
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.cli.asking.trail import Back, Stopped, by_question
from revisit_cli.cli.context import CommonOptions, at_work
from revisit_cli.cli.menu.home import act_of
from revisit_cli.cli.menu.sitting import Sitting
from tests.cli.asking.script import Typist
from tests.conftest import Revisit

MONTH = "2026-11"
CALL = ("接通", "--attitude", "好", "--one-time-notice", "是", "--days", "3", "--extra-trips", "否",
        "--integrity", "没有", "--overall", "满意")  # fmt: skip

# Commands that are followed by more questions, and words of those that only look.
STEPS = (("sample", "freeze"), ("problems", "assign"), ("problems", "answer"))
LOOKS = {"--dry-run", "show"}


class Clerk:
    """Someone at the menu whose commands are noted and not run, but for those that only look."""

    def __init__(self, desk: Revisit, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.patch = desk, monkeypatch
        self.ran: list[tuple[str, ...]] = []
        for name, value in {
            "REVISIT_DB": str(desk.db), "REVISIT_NOW": desk.now, "REVISIT_BY": "甲",
            "XDG_DATA_HOME": str(desk.folder), "NO_COLOR": "1", "COLUMNS": "80",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(desk.folder)
        monkeypatch.setattr(Sitting, "_run", lambda at, words: self.noted(at, words))
        monkeypatch.setattr("revisit_cli.cli.menu.sitting.keep_name", lambda _: None)

    def noted(self, sitting: Sitting, words: Sequence[str]) -> bool:
        """Note a command; it ends well, and saves something where others are to follow it."""
        self.ran.append(tuple(words))
        sitting.has_saved |= tuple(words[:2]) in STEPS
        return True

    def does(self, number: str, *lines: str) -> list[tuple[str, ...]]:
        """Choose an act, type these lines, and return the commands that were run in the end."""
        self.ran = []
        typist = Typist(*lines)
        self.patch.setattr("builtins.input", typist)
        common = CommonOptions()
        ctx: Any = get_command(app).make_context("revisit", ["status"], obj=common)
        sitting = Sitting(ctx, MONTH)
        with at_work(common):
            by_question(lambda: act_of(number)(sitting))
        assert typist.lines == [], f"never asked for: {typist.lines}"
        return [each for each in self.ran if not LOOKS & {*each}]


@pytest.fixture
def clerk(desk: Revisit, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """A clerk of a bureau in which something is to be done by each number of the menu."""
    desk.now = "2026-11-26T09:00"
    desk("units", "add", "人事科")
    desk("ledgers", "zero", "人事科", MONTH)
    desk("units", "add", "新站")
    desk("calls", "record", 1, "--unit", "审批科", "--outcome", *CALL)
    desk("calls", "record", 2, "--outcome", "停机空号")
    desk("problems", "add", "甲子", "--words", "停车难")
    desk("flags", "add", "乙丑", "--reason", "反映难办")
    return Clerk(desk, monkeypatch)


ACTS: dict[str, tuple[str, ...]] = {
    "a flag": ("14", "1", "甲子", "1", "1", "昨天", "12345-0917"),
    "a new problem": ("4", "0", "甲子", "停车难", "1", ""),
    "an answer": ("4", "1", "验收专班 李副局长", "1", "已电话告知", "3", "2", "说太慢"),
    "an extension": ("4", "1", "验收专班", "李副局长", "4", "12月20日", "张局长", "等图纸"),
    "a transfer": ("4", "1", "验收专班 李副局长", "3", "市交通局", ""),
    "a report of none": ("1", "2", "1"),
    "when a ledger came": ("1", "4", "1", "昨天17:30", "邮件上写着"),
    "a new unit": ("15", "新科", "1", "2"),
    "a unit's leader": ("15", "审批科", "1", "李科长"),
    "one who rang up": ("11", "甲子", "3", "图审慢", "1"),
    "a number": ("12", "3", "1", "13900000001", "李会计"),
    "a visit": ("5", "1", "张局长 赵磊", "1", "1", "3", "1", "", "", "4", "要请示", "李敏 周正"),
    "a visit of before": ("5", "1", "0", "昨天10:00", "张局长", "", "2", "1", "1", "3", "1", "1",
                          "1", "", "", "2", "赵磊"),
    "a setting": ("18", "2", "1", "新的"),
    "a name": ("18", "1", "李敏"),
    "a draw": ("6", "1", "机关纪委周正", "3714", "开抽"),
    "an early list": ("2", "迎检先打一批", "提前"),
    "a report": ("7", "1", "1"),
    "a month cleared": ("7", "2", *"22222", "张局长", "11月"),
}  # fmt: skip


def _gone_back(lines: tuple[str, ...], at: int) -> tuple[str, ...]:
    """Return the lines of one who goes back at a question and answers the one before again."""
    return (*lines[:at], "<", lines[at - 1], *lines[at:])


@pytest.mark.parametrize("name", ACTS)
def test_whoever_goes_back_at_any_question_comes_to_the_same(clerk: Clerk, name: str) -> None:
    number, *answers = ACTS[name]
    lines = tuple(answers)
    if name == "an early list":
        clerk.patch.setenv("REVISIT_NOW", "2026-11-24T09:00")
    if name == "a month cleared":
        clerk.desk("ledgers", "zero", "新站", MONTH)
        clerk.desk("calls", "lock", MONTH)
        clerk.patch.setenv("REVISIT_NOW", "2026-12-21T09:00")
    meant = clerk.does(number, *lines)
    assert meant or name == "a name"
    wrong = {}
    for at in range(1, len(lines)):
        try:
            came_to = clerk.does(number, *_gone_back(lines, at))
        except Back:
            # Nobody goes back over a step that was saved: there the act is left.
            assert clerk.ran[-1][:2] in STEPS
            continue
        if came_to != meant:
            wrong[at, lines[at]] = came_to
    assert wrong == {}


@pytest.mark.parametrize("name", ACTS)
def test_at_its_first_question_an_act_is_left(clerk: Clerk, name: str) -> None:
    number = ACTS[name][0]
    with pytest.raises((Back, Stopped)):
        clerk.does(number, "<")
    assert clerk.ran == []


def test_two_questions_back_the_later_answers_are_asked_for_again(clerk: Clerk) -> None:
    meant = clerk.does("14", "1", "乙丑", "4", "图纸退了三次")
    assert clerk.does("14", "1", "甲子", "1", "<", "<", "乙丑", "4", "图纸退了三次") == meant


def test_what_is_gone_back_over_stands_on_the_screen_once(
    clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.does("14", "1", "甲子", "4", "<", "4", "图纸退了三次")
    shown = capsys.readouterr().out
    assert shown.count("1列一家") == 1
    assert shown.count("1投诉件") == 2


def test_who_goes_back_from_the_signature_finds_the_form_as_it_was_answered(clerk: Clerk) -> None:
    lines = ("1", "张局长 赵磊", "1", "1", "3", "1", "", "")
    meant = clerk.does("5", *lines, "1")
    assert any("signed-by=赵磊" in each for each in meant[-1])
    assert clerk.does("5", *lines, "<", "", "1") == meant


def test_nobody_goes_back_over_what_was_saved(clerk: Clerk) -> None:
    with pytest.raises(Back):
        clerk.does("4", "1", "验收专班 李副局长", "<")
    assert [each[1] for each in clerk.ran] == ["assign"]
