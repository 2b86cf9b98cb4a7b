"""Another system's export against the ledgers: hints both ways."""

from datetime import date

import pytest

from revisit_cli.policy.ledgers.cross_check import cross_checked
from revisit_cli.records.ledgers.cross_check import (
    CrossChecked,
    NotFiled,
    ServedElsewhere,
    ServedHere,
)
from revisit_cli.rulebook import loader

RULES = loader.rules()

MONTH = "2026-11"
UNITS = {"审批科": "审批科", "人事科": "人事科", "质安站": "质安站", "质量站": "质安站"}
FILED = (
    ServedHere("审批科", "示例市甲子建设有限公司", 1),
    ServedHere("质安站", "示例市乙丑建筑工程有限公司", 2),
)


def _checked(*rows: ServedElsewhere) -> CrossChecked:
    return cross_checked(RULES.period(MONTH), rows, FILED, UNITS)


@pytest.mark.clause("三(四)2")
@pytest.mark.parametrize(
    ("row", "missing"),
    [
        (ServedElsewhere("审批科", "示例市甲子建设有限公司", 1), None),
        (ServedElsewhere("质量站", "示例市乙丑建筑工程有限公司", 2), None),
        (ServedElsewhere(None, "示例市甲子建设有限公司", 1), None),
        (ServedElsewhere("外局", "示例市甲子建设有限公司", 1), None),
        (
            ServedElsewhere("人事科", "示例市甲子建设有限公司", 1),
            NotFiled("人事科", "示例市甲子建设有限公司", filed_by=("审批科",)),
        ),
        (
            ServedElsewhere("质量站", "示例市丙寅有限公司", "示例市丙寅有限公司"),
            NotFiled("质安站", "示例市丙寅有限公司"),
        ),
        (
            ServedElsewhere("质安站", "示例市乙丑建筑工程有限责任公司", "x"),
            NotFiled(
                "质安站",
                "示例市乙丑建筑工程有限责任公司",
                near=("示例市乙丑建筑工程有限公司",),
            ),
        ),
    ],
)
def test_a_row_is_compared_within_its_unit_where_that_is_known(
    row: ServedElsewhere, missing: NotFiled | None
) -> None:
    assert _checked(row).not_filed == (() if missing is None else (missing,))


@pytest.mark.clause("三(四)2")
def test_asked_of_one_unit_it_still_tells_that_another_reported_the_firm() -> None:
    rows = [
        ServedElsewhere("审批科", "示例市乙丑建筑工程有限公司", 2),
        ServedElsewhere("质安站", "示例市丁卯有限公司", "x"),
    ]
    told = cross_checked(RULES.period(MONTH), rows, FILED, UNITS, "审批科")
    assert told.not_filed == (
        NotFiled("审批科", "示例市乙丑建筑工程有限公司", filed_by=("质安站",)),
    )
    assert told.not_elsewhere == (("审批科", "示例市甲子建设有限公司"),)
    assert told.both_count == 0


@pytest.mark.clause("三(四)2", "R1")
def test_days_of_other_cycles_are_other_ledgers_to_answer_for() -> None:
    rows = [
        ServedElsewhere("审批科", f"示例{day}厂", f"示例{day}厂", day)
        for day in (date(2026, 10, 25), date(2026, 10, 26), date(2026, 11, 25), date(2026, 11, 26))
    ]
    told = _checked(*rows)
    assert [each.firm for each in told.not_filed] == ["示例2026-10-26厂", "示例2026-11-25厂"]
    assert told.outside_count == 2


@pytest.mark.clause("三(四)2")
def test_the_reverse_is_told_of_the_units_that_the_export_speaks_of() -> None:
    told = _checked(ServedElsewhere("审批科", "示例市丙寅有限公司", "x"))
    assert told.not_elsewhere == (("审批科", "示例市甲子建设有限公司"),)
    told = _checked(ServedElsewhere(None, "示例市丙寅有限公司", "x"))
    assert len(told.not_elsewhere) == 2
    assert told.both_count == 0
