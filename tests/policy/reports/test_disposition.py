"""AAPOR's rates: the published vector, and parts that sum to the whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports.disposition import rates

VECTOR = {"I": 4, "P": 2, "R": 1, "NC": 1, "O": 1, "UH": 1, "UO": 1, "NE": 1}
PUBLISHED = {
    "RR1": ".364", "RR2": ".545", "RR3": ".370", "RR4": ".556", "RR5": ".444", "RR6": ".667",
    "COOP1": ".500", "COOP2": ".750", "COOP3": ".571", "COOP4": ".857",
    "REF1": ".091", "REF2": ".093", "REF3": ".111",
    "CON1": ".727", "CON2": ".741", "CON3": ".889",
}  # fmt: skip


@pytest.mark.clause("R12")
@pytest.mark.parametrize(("name", "value"), PUBLISHED.items())
def test_the_published_vector_comes_out(name: str, value: str) -> None:
    found = rates(VECTOR, Fraction(9, 10))[name]
    assert found is not None
    assert f"{float(found):.3f}"[1:] == value


def test_a_zero_denominator_is_not_applicable() -> None:
    assert set(rates({}).values()) == {None}


@given(st.fixed_dictionaries({name: st.integers(0, 500) for name in VECTOR}))
def test_rates_are_shares_and_grow_as_they_should(counts: dict[str, int]) -> None:
    found = {name: value for name, value in rates(counts).items() if value is not None}
    assert all(0 <= value <= 1 for value in found.values())
    if "RR1" in found:
        assert found["RR1"] <= found["RR2"] <= found["CON1"]
        assert found["RR2"] == found["RR4"]
