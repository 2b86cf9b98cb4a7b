"""A bug is told with its place and number, and with nothing that was typed or stored."""

import os
import re
import sys

import pytest

from revisit_cli.cli import main
from tests.conftest import Revisit

PLANTED = "13912345678"


@pytest.fixture
def broken(revisit: Revisit, monkeypatch: pytest.MonkeyPatch) -> Revisit:
    """A revisit whose setting of settings fails with a number in message, cause and locals."""

    def fail(_: object, name: str, text: str, *_rest: object) -> None:
        try:
            int(f"{name} {text}")
        except ValueError as error:
            raise KeyError(text) from error

    monkeypatch.setattr("revisit_cli.operations.rules.setting.set_setting", fail)
    monkeypatch.setattr(sys, "argv", ["revisit", "settings", "set", "bureau", PLANTED])
    monkeypatch.setenv("REVISIT_DB", str(revisit.db))
    return revisit


@pytest.mark.usefixtures("broken")
def test_a_bug_tells_its_place_and_nothing_that_was_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = []
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 1
        told.append(capsys.readouterr())
    assert PLANTED not in told[0].out + told[0].err
    assert "KeyError" in told[0].err
    assert "ValueError" in told[0].err
    assert re.search(r"cli/rules/setting\.py:\d+ ", told[0].err)
    number = re.search(r"错误编号 ([0-9A-F]{6})", told[0].err)
    assert number is not None
    assert number.group(1) in told[1].err


def test_a_log_keeps_what_was_told_for_its_owner_alone(
    broken: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        with pytest.raises(SystemExit):
            main()
    log = broken.folder / "revisit-errors.log"
    said = capsys.readouterr().err
    assert str(log) in said
    kept = log.read_text(encoding="utf-8")
    number = re.search(r"错误编号 ([0-9A-F]{6})", said)
    assert number is not None
    assert kept.count(number.group(1)) == 2
    assert "KeyError" in kept
    assert PLANTED not in kept
    if os.name == "posix":
        assert log.stat().st_mode & 0o777 == 0o600


def test_where_no_log_can_be_kept_the_bug_is_told_all_the_same(
    broken: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    (broken.folder / "revisit-errors.log").mkdir()
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "错误编号" in said
    assert "revisit-errors.log" not in said


def test_a_bug_beside_a_file_that_cannot_be_opened_stays_a_bug(
    broken: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    broken("settings", "list")
    broken.edit("pragma user_version = 999")
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "错误编号" in capsys.readouterr().err


@pytest.mark.usefixtures("broken")
def test_a_developer_may_ask_for_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REVISIT_DEBUG", "1")
    with pytest.raises(SystemExit):
        main()
    assert PLANTED in capsys.readouterr().err
