"""How a command ends says of the data file what is so, also where it is not known."""

import errno

import pytest

from revisit_cli.cli.context import CommonOptions
from revisit_cli.cli.ending import end_lost
from revisit_cli.errors import ExitCode
from revisit_cli.records.saving import Fate, Saving


@pytest.mark.parametrize(
    ("fate", "code", "said"),
    [
        ("saved", 9, "已保存，结果没能写出"),
        ("unknown", 9, "没能看清"),
        ("not_saved", 3, "没有保存任何记录"),
    ],
)
def test_a_result_that_is_lost_is_told_with_what_became_of_the_act(
    fate: Fate, code: ExitCode, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    common = CommonOptions()
    common.savings.append(Saving(is_claim=True, fate=fate))
    assert end_lost(common, OSError(errno.ENOSPC, "")) == code
    told = capsys.readouterr().err
    assert said in told
    assert ("已保存，结果" in told) is (fate == "saved")
