"""A visit keyed in at the menu: units that answered differently are one visit in two steps."""

import io

import pytest

from tests.cli.terminal import Spawn, answer
from tests.conftest import Revisit


def test_the_first_step_of_a_visit_says_who_was_there_and_the_last_how_it_was_signed(
    desk: Revisit, spawn: Spawn
) -> None:
    desk("flags", "add", "甲子", "--reason", "反映难办")
    child = spawn(desk, lines=50)
    child.logfile_read = io.StringIO()
    keys = ["5", "1", "张局长 李工", "1", "1", "3", "5", "1", "", "", "1", "q"]
    answer(child, *keys)
    child.expect("再见")
    said = child.logfile_read.getvalue()
    assert "分 2 步存；签字在最后一步" in said
    assert "未写带队领导" not in said
    shown = desk.json("visits", "show", 1)
    assert (shown["lead"], shown["respondent"], shown["state"]) == ("张局长", "李工", "done")
    assert {each["unit"]: each["days"] for each in shown["evaluations"]} == {
        "审批科": 3,
        "燃气办": 5,
    }


@pytest.mark.parametrize(
    ("firm", "told"),
    [
        ("乙丑", "「11月5日，审批科办事员甲给您办过施工许可。」"),
        (
            "甲子",
            "「审批科办事员甲办的施工许可、燃气办办事员乙办的燃气接入：几家一样就一起答，"
            "哪家不同请直接说。」",
        ),
    ],
)
def test_what_the_firm_was_served_is_read_out_before_the_first_question_as_on_the_telephone(
    desk: Revisit, spawn: Spawn, firm: str, told: str
) -> None:
    desk("flags", "add", firm, "--reason", "反映难办")
    child = spawn(desk, lines=50, NO_COLOR="1")
    child.logfile_read = io.StringIO()
    answer(child, "5", "1", "张局长 李工", "1")
    child.expect("工作人员的服务态度")
    said = "".join(child.logfile_read.getvalue().split())
    assert said.count("".join(told.split())) == 1
    assert said.index("今天只听意见") < said.index("".join(told.split()))
