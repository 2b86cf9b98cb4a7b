"""The desk, key by key, as a clerk presses them."""

import pytest

from tests.cli.desk_script import Clerk
from tests.conftest import Revisit


def _history(desk: Revisit, call: int) -> list[str]:
    return [each["outcome"] for each in desk.json("calls", "show", call)["history"]]


@pytest.mark.clause("附表1", "R11")
def test_a_satisfied_firm_is_answered_for_all_its_units_at_once(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("1", "1", "1", "", "", "")
    assert _history(desk, 1) == ["completed"]
    out = capsys.readouterr().out
    assert "已保存 #1（8 撤销）接通 尾号 0001" in out
    assert "五项均无问题键 1；逐项记录键 2> " in clerk.prompts
    assert desk.json("calls", "show", 1)["state"] == "done"


@pytest.mark.clause("R11")
def test_enter_repeats_what_was_answered_for_the_unit_before(desk: Revisit, clerk: Clerk) -> None:
    clerk.types("1", "2", *"113211", *[""] * 6, "", "", "")
    assert _history(desk, 1) == ["completed"]
    repeated = [prompt for prompt in clerk.prompts if "回车同上一单位" in prompt]
    assert len(repeated) == 6
    assert all(prompt.startswith("[燃气办]") for prompt in repeated)
