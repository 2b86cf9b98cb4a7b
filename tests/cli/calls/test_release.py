"""``calls release``: one call, a clerk's, those run out."""

from pathlib import Path

import pytest

from tests.conftest import Revisit, begins
from tests.packets import FINE, FIRST_ROW, fill, served


@begins
def desk(revisit: Revisit) -> Revisit:
    served(revisit, 6)
    return revisit


def owners(desk: Revisit) -> list[str | None]:
    return [call["claimed_by"] for call in desk.json("calls", "list", "2026-11")["calls"]]


def test_a_clerk_who_left_gives_everything_back(desk: Revisit) -> None:
    told = desk.json("calls", "sheet", "2026-11", "--names", "甲,乙", "-o", desk.folder / "x")
    path, mine = Path(told["packets"][0]["path"]), told["packets"][0]["calls"]
    freed = desk.json("calls", "release", "--clerk", "甲")
    assert freed["calls"] == mine
    assert freed["on_sheets"] == len(mine)
    assert owners(desk).count("乙") == 3
    assert owners(desk).count(None) == 3
    assert desk.json("audit", "log")["events"][-1]["kind"] == "ClaimsReleased"
    desk("calls", "release", "--clerk", "甲", code=4)
    # What he had rung before still counts, as long as nobody else has the firm.
    fill(path, {FIRST_ROW: FINE})
    back = desk.json("calls", "absorb", path, now="2026-11-27T09:00")
    assert back["counts"]["recorded"] == 1


def test_claims_run_out_go_back_and_sheets_stay_out(desk: Revisit) -> None:
    desk("calls", "next", "2026-11", "--json", by="丙")
    desk("calls", "sheet", "2026-11", "--names", "甲", "-n", 2, "-o", desk.folder / "x")
    assert desk.json("calls", "release", "--expired")["count"] == 0
    later = "2026-12-01T09:00"
    assert desk.json("calls", "release", "--expired", now=later)["count"] == 1
    assert owners(desk).count("甲") == 2


@pytest.mark.parametrize(
    "words", [(), (1, "--clerk", "甲"), (1, "--expired"), ("--clerk", "甲", "--expired")]
)
def test_one_way_of_saying_what_to_release(desk: Revisit, words: tuple[object, ...]) -> None:
    desk("calls", "release", *words, code=2)


def test_one_call_is_released_as_ever(desk: Revisit) -> None:
    desk("calls", "next", "2026-11", "--json", by="丙")
    assert desk.json("calls", "release", 1) == {"call": 1}
    assert owners(desk) == [None] * 6
