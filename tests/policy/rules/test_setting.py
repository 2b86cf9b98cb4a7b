"""Settings take what fits and refuse the rest."""

from datetime import date, time

import pytest

from revisit_cli.errors.rules.setting import (
    RulesOfClearedMonth,
    SettingNotDated,
    SettingUnknown,
    SettingUnreadable,
)
from revisit_cli.labels.rules.setting import value_word
from revisit_cli.policy.rules.setting import (
    check_draws,
    check_not_cleared,
    listed,
    month_from,
    parse_value,
    rules_of,
    settings_of,
)
from revisit_cli.records.rules.setting import Settings


@pytest.mark.clause("R2", "R9", "R16", "R18")
def test_settings_start_at_the_documents_own_defaults() -> None:
    assert settings_of({}) == Settings()
    numbers = rules_of({}).numbers
    assert numbers.closing_time == time(18)
    assert (numbers.sample_size, numbers.repeated_findings) == (15, 3)
    assert numbers.visit_on_dissatisfied


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("closing_time", "１７：３０", time(17, 30)),
        ("sample_size", "10", 10),
        ("visit_on_dissatisfied", "否", False),
        ("bureau", " 某市住建局 ", "某市住建局"),
    ],
)
def test_a_value_that_fits_is_taken_and_written_back(name: str, text: str, value: object) -> None:
    parsed = parse_value(name, text)
    assert parsed == value
    assert parse_value(name, value_word(parsed)) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("closing_time", "25:00"),
        ("closing_time", "六点"),
        ("sample_size", "0"),
        ("sample_size", "101"),
        ("visit_on_dissatisfied", "也许"),
        ("bureau", "  "),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name: str, text: str) -> None:
    with pytest.raises(SettingUnreadable):
        parse_value(name, text)


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(SettingUnknown):
        parse_value("colour", "red")


OURS = rules_of({})


@pytest.mark.clause("R26")
def test_what_is_dated_holds_from_its_month_on_whatever_the_order_it_was_entered_in() -> None:
    dated = [
        ("cycle_last_day", "2027-03", "15"),
        ("cycle_last_day", "2026-12", "20"),
        ("answer_workdays", "2027-01", "3"),
    ]
    rules = rules_of({"closing_time": "17:30"}, dated)
    found = {
        month: (rules.of(month).cycle_last_day, rules.of(month).answer_workdays)
        for month in ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2028-01")
    }
    assert list(found.values()) == [(25, 5), (20, 5), (20, 3), (20, 3), (15, 3), (15, 3)]
    assert rules.of("2026-11").closing_time == rules.of("2027-03").closing_time == time(17, 30)


@pytest.mark.clause("R26")
@pytest.mark.parametrize(("today", "month"), [("2026-11-25", "2026-12"), ("2026-11-26", "2027-01")])
def test_a_rule_holds_from_the_first_month_that_has_not_begun(today: str, month: str) -> None:
    day = date.fromisoformat(today)
    assert month_from("closing_time", None, OURS, day) == month
    assert month_from("closing_time", "2026年9月", OURS, day) == "2026-09"
    assert month_from("bureau", None, OURS, day) is None
    with pytest.raises(SettingNotDated):
        month_from("bureau", "2026-12", OURS, day)


@pytest.mark.clause("R26")
def test_a_cleared_month_keeps_its_rules() -> None:
    check_not_cleared("closing_time", "2026-12", {"2026-10", "2026-11"})
    with pytest.raises(RulesOfClearedMonth) as refused:
        check_not_cleared("closing_time", "2026-10", {"2026-10", "2026-11"})
    assert (refused.value.facts["month"], refused.value.facts["first"]) == ("2026-11", "2026-12")


@pytest.mark.clause("R9", "R26")
def test_a_size_lies_within_the_bounds_of_its_own_month() -> None:
    rules = rules_of({}, [("sample_least", "2026-12", "8"), ("sample_most", "2026-12", "12")])
    check_draws("sample_size", 8, "2026-12", rules)
    for size, since in ((8, "2026-11"), (13, "2026-12")):
        with pytest.raises(SettingUnreadable):
            check_draws("sample_size", size, since, rules)
    later = rules_of({}, [("sample_least", "2026-12", "8"), ("sample_most", "2027-02", "7")])
    check_draws("sample_most", 15, "2027-03", rules)
    with pytest.raises(SettingUnreadable):
        check_draws("sample_least", 8, "2026-12", later)


@pytest.mark.clause("R26")
def test_the_list_tells_what_holds_now_and_what_will() -> None:
    dated = [("closing_time", "2026-12", "17:00"), ("closing_time", "2027-01", "17:00")]
    rules = rules_of({}, dated)
    rows = {row.name: row for row in listed(settings_of({}), rules, "2026-11").settings}
    assert rows["closing_time"].value == rows["closing_time"].default == "18:00"
    assert rows["closing_time"].dated == (("2026-12", "17:00"),)
    assert rows["bureau"].dated == ()
    later = {row.name: row for row in listed(settings_of({}), rules, "2026-12").settings}
    assert later["closing_time"].value == "17:00"
