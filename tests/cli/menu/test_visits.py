"""A visit keyed in at the menu: units that answered differently are one visit in two steps."""

import io

from tests.cli.terminal import Spawn
from tests.conftest import Revisit


def test_the_first_step_of_a_visit_says_who_was_there_and_the_last_how_it_was_signed(
    desk: Revisit, spawn: Spawn
) -> None:
    desk("flags", "add", "甲子", "--reason", "反映难办")
    child = spawn(desk, lines=50)
    child.logfile_read = io.StringIO()
    keys = ["5", "1", "张局长 李工", "1", "1", "3", "5", "1", "", "", "1", "q"]
    for each in keys:
        child.expect("> ")
        child.sendline(each)
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
