"""The streams of the program, and what falls where nothing can be raised."""

import sys

import pytest

from revisit_cli.cli import streams


@pytest.mark.parametrize(("error", "is_told"), [(KeyboardInterrupt, False), (ValueError, True)])
def test_an_interrupt_in_a_destructor_ends_in_no_traceback(
    error: type[BaseException],
    is_told: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Falling:
        def __del__(self) -> None:
            raise error

    monkeypatch.setattr(sys, "unraisablehook", streams.heed)
    Falling()
    assert ("Traceback" in capsys.readouterr().err) is is_told
