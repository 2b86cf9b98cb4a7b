"""Settings take what fits and refuse the rest."""

from datetime import time

import pytest

from revisit_cli.errors.rules.setting import SettingUnknown, SettingUnreadable
from revisit_cli.policy.rules.setting import parse_value, rules_of, settings_of, written
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
    assert parse_value(name, written(parsed)) == value


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
