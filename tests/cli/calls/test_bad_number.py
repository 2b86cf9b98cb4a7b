"""A bad number stays on the account of the unit that gave it, through every door and report."""

import pytest

from tests.conftest import Revisit, begins
from tests.packets import HEAD

FIRM, BAD, GOOD, THIRD = "示例市甲子有限公司", "13800000001", "13800000002", "13800000003"


def _ledger(revisit: Revisit, unit: str, phone: str, version: int = 1) -> None:
    path = revisit.folder / f"{unit}{version}.csv"
    row = f"{unit},办事员,2026.11.3,许可,{FIRM},某甲,{phone}"
    path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    revisit("import", path, "--month", "2026-11", "--replace")


@begins
def desk(revisit: Revisit) -> Revisit:
    """One firm: 审批科 gave the number that proves dead, 燃气办 another one."""
    _ledger(revisit, "审批科", BAD)
    _ledger(revisit, "燃气办", GOOD)
    revisit("calls", "record", 1, "--outcome", "停机空号", "--phone", "138 0000 0001")
    return revisit


def _accounts(desk: Revisit) -> dict[str, tuple[int, int, int]]:
    """Of each unit its bad numbers, those struck out, and all it gave, as the month reports."""
    units = desk.json("report", "month", "2026-11")["units"]
    found = {
        each["unit"]: (
            each["bad_numbers"]["n"], each["struck_numbers"], each["bad_numbers"]["of"],
        )
        for each in units
    }  # fmt: skip
    listed = desk.json("ledgers", "list", "2026-11")["ledgers"]
    for unit, (bad, struck, _) in found.items():
        told = [each for each in listed if each["unit"] == unit]
        assert max(each["bad_numbers"] for each in told) == bad
        assert max(each["struck_numbers"] for each in told) == struck
    ran = desk("calls", "return", "--list", "2026-11").out
    for unit, (bad, struck, _) in found.items():
        told_words = f"{unit} {bad}" + (f"（划去{struck}）" if struck else "")
        assert (told_words in ran) == bool(bad or struck)
    return found


def _asked(desk: Revisit) -> dict[str, int]:
    units = desk.json("calls", "return", "--list", "2026-11")["units"]
    return {each["unit"]: each["bad_numbers"] for each in units}


@pytest.mark.clause("R28")
def test_a_redial_or_a_new_number_takes_nothing_off_the_account(desk: Revisit) -> None:
    mine = {"审批科": (1, 0, 1), "燃气办": (0, 0, 1)}
    assert _accounts(desk) == mine
    assert _asked(desk) == {"审批科": 1}
    desk("calls", "record", 1, "--outcome", "无人接听", "--phone", GOOD)
    assert _accounts(desk) == mine
    desk("calls", "return", 1, "--phone", THIRD)
    assert _accounts(desk) == mine
    assert _asked(desk) == {"审批科": 1}
    desk("calls", "record", 1, "--outcome", "接通", "--overall", "满意", "--phone", THIRD)
    assert _accounts(desk) == mine
    assert _asked(desk) == {}


@pytest.mark.clause("R28")
def test_a_corrected_ledger_keeps_what_its_first_version_gave(desk: Revisit) -> None:
    _ledger(desk, "审批科", THIRD, version=2)
    assert _accounts(desk) == {"审批科": (1, 0, 2), "燃气办": (0, 0, 1)}
    listed = desk.json("ledgers", "list", "2026-11")["ledgers"]
    assert [(e["unit"], e["version"], e["bad_numbers"]) for e in listed] == [
        ("审批科", 1, 1),
        ("审批科", 2, 0),
        ("燃气办", 1, 0),
    ]


@pytest.mark.clause("R28")
def test_a_number_that_reaches_the_firm_is_struck_out_and_both_are_shown(desk: Revisit) -> None:
    answers = ("--outcome", "接通", "--overall", "满意", "--phone", BAD)
    desk("calls", "record", 1, *answers)
    assert _accounts(desk) == {"审批科": (0, 1, 1), "燃气办": (0, 0, 1)}
    page = desk.folder / "月报.html"
    desk("report", "month", "2026-11", "-o", page)
    assert "0／1（划去1）" in page.read_text(encoding="utf-8")
    contacts = desk.json("calls", "list", "2026-11", "--phones")["calls"][0]["contacts"]
    assert BAD in [phone for who in contacts for phone in who["phones"]]
    desk("calls", "undo", 1, "--reason", "误记")
    assert _accounts(desk)["审批科"] == (1, 0, 1)


@pytest.mark.clause("R28")
def test_an_outcome_undone_is_struck_out(desk: Revisit) -> None:
    desk("calls", "undo", 1, "--reason", "误记")
    assert _accounts(desk) == {"审批科": (0, 1, 1), "燃气办": (0, 0, 1)}
    assert _asked(desk) == {}


@pytest.mark.clause("R28", "三(四)2")
def test_a_number_given_by_two_units_counts_against_both_in_discipline_too(
    revisit: Revisit,
) -> None:
    for unit in ("审批科", "燃气办"):
        _ledger(revisit, unit, BAD)
    _ledger(revisit, "质安站", GOOD)
    revisit("calls", "record", 1, "--outcome", "号码有误", "--phone", BAD)
    revisit("calls", "record", 1, "--outcome", "占线", "--phone", GOOD)
    assert _accounts(revisit)["质安站"] == (0, 0, 1)
    revisit("duty", "find", "2026-11")
    found = revisit.json("duty", "list", "2026-11")["findings"]
    assert {e["unit"] for e in found if e["kind"] == "dead_numbers"} == {"审批科", "燃气办"}


@pytest.mark.clause("R14")
def test_only_the_numbers_of_the_version_in_force_are_offered(revisit: Revisit) -> None:
    """What a later version corrects is gone from every list; what was rung or entered stays."""
    _ledger(revisit, "审批科", BAD)
    _ledger(revisit, "审批科", GOOD, version=2)
    assert _offered(revisit) == {GOOD}
    revisit("calls", "record", 1, "--outcome", "无人接听", "--phone", GOOD)
    _ledger(revisit, "审批科", THIRD, version=3)
    assert _offered(revisit) == {GOOD, THIRD}
    revisit("calls", "undo", 1, "--reason", "记错了")
    assert _offered(revisit) == {THIRD}
    # A person enters a number that a version corrected before: it is offered, whoever gave it.
    revisit("calls", "return", 1, "--phone", BAD)
    assert _offered(revisit) == {BAD, THIRD}


def _offered(revisit: Revisit) -> set[str]:
    """Return the numbers at which the firm may be rung, alike on card, list and firm's page."""
    (call,) = revisit.json("calls", "list", "2026-11", "--phones")["calls"]
    found = {phone for who in call["contacts"] for phone in who["phones"]}
    shown = revisit.json("calls", "show", 1, "--phones")["contacts"]
    assert {phone for who in shown for phone in who["phones"]} == found
    firm = revisit.json("firms", "show", FIRM, "--phones")["contacts"]
    assert {phone for who in firm for phone in who["phones"]} == found
    return found
