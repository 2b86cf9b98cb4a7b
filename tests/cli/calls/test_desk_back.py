"""``<`` at any question after an outcome's key goes back one question, and not to the card."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
import typer

from revisit_cli.records.value import Json
from tests.cli.calls.desk_script import Clerk
from tests.conftest import Revisit

OUTCOMES: dict[str, tuple[str, ...]] = {
    "an appointment": ("6", "15:30", "李会计", "2", "王芳"),
    "a refusal": ("5", "2", "说没空"),
    "a bad number": ("7", "13900000001", "李会计"),
    "one who left": ("13", "13900000002", "赵工"),
    "a denial": ("14", "1", "从没办过"),
    "a firm that is gone": ("15", "注销公告 12 号", "李敏"),
    "a call that broke off": ("12", "说到第三问", ""),
    "another time": ("2", "4", "明天9点"),
}


def _recorded(desk: Revisit, folder: Path, lines: tuple[str, ...]) -> Json:
    """Return what stands of the first call after these lines were typed at its card."""
    there = Revisit(folder)
    shutil.copy(desk.db, there.db)
    with suppress(typer.Exit):
        Clerk(there).types(*lines)
    call = there.json("calls", "show", 1)
    return [call["state"], call["next_at"], call["attempts"], call["contacts"]]


@pytest.mark.parametrize("name", OUTCOMES)
def test_whoever_goes_back_at_any_question_of_an_outcome_comes_to_the_same(
    desk: Revisit, tmp_path: Path, name: str
) -> None:
    lines = OUTCOMES[name]
    folders = [tmp_path / str(number) for number in range(len(lines) + 1)]
    for each in folders:
        each.mkdir()
    meant = _recorded(desk, folders[0], lines)
    # At the first question the card is left: its key is typed again.
    for at in range(1, len(lines)):
        back = (*lines[:at], "<", lines[at - 1], *lines[at:])
        assert _recorded(desk, folders[at], back) == meant, (at, lines[at])


def test_back_at_the_first_question_of_an_outcome_the_keys_of_the_card_come_again(
    desk: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Clerk(desk)
    clerk.types("6", "<")
    assert [each.rpartition("，")[2] for each in clerk.prompts[::2]] == ["结果> ", "结果> "]
    assert capsys.readouterr().out.count("1接通 2无人接听") == 2
