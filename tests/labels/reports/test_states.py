"""The boxed words under the month's title, each with its reason."""

import pytest

from revisit_cli.labels.reports.states import states
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.facts import Correction
from revisit_cli.records.value import replace
from tests.front_page import CENSUS, OPEN, page, reported

EARLY = CallList(
    5, 0, is_locked=True, is_early=True, locked_at="2026-11-24T17:58:00+08:00", missing=("燃气办",)
)
CORRECTION = Correction("2026-11", "2027-01-05T09:00:00+08:00", "甲", "call", 1, "补记")


def test_an_open_month_is_a_forecast() -> None:
    found = states(page(reported(is_locked=False), days=OPEN))
    assert [(each.title, each.text) for each in found] == [
        ("预告", "截至12月4日16时，尚未清零，各数还会变动。"),
        ("未锁定", "名单未锁定，应回访企业数还会变动。"),
        ("未复核", "本期尚未复核。"),
    ]


def test_a_cleared_month_says_its_day_and_what_was_changed_since() -> None:
    found = states(page(reported(corrections=(CORRECTION, CORRECTION), recheck=CENSUS)))
    assert [(each.title, each.text) for each in found] == [
        ("已清零", "12月18日清零，各数为清零时所知。"),
        ("更正2处", "清零以后更正2处，逐处见附件。"),
    ]
    assert [each.title for each in states(page())] == ["已清零", "未复核"]
    frozen = states(page(reported(recheck=RecheckFigures("frozen", "2026-11"))))
    assert frozen[1].text == "复核名单已封，尚未抽取。"
    running = states(page(reported(recheck=RecheckFigures("running", "2026-11"))))
    assert running[1].text == "复核还没有做完。"


@pytest.mark.clause("R20")
def test_a_list_frozen_early_names_the_day_the_units_and_the_reason() -> None:
    def early(frozen: CallList) -> str:
        return states(page(reported(call_list=frozen)))[1].text

    assert early(EARLY) == "11月24日锁定名单，当时燃气办台账未到；理由：未说明。"
    assert early(replace(EARLY, missing=None, reason="台账已齐")) == (
        "11月24日锁定名单，当时未到的不详；理由：台账已齐。"
    )
    assert "当时应报的都已报" in early(replace(EARLY, missing=()))
