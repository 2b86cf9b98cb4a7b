"""The table of outcomes: whole, and what each says of the number that was rung."""

import pytest

from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.policy.calls.outcome import TABLE, aapor_of, reaches
from revisit_cli.records.code import CallbackParty, CallOutcome


def test_every_outcome_has_its_word_and_its_class() -> None:
    assert TABLE.keys() == OUTCOMES.keys()
    assert {outcome.aapor for outcome in TABLE.values()} <= {
        "I", "P", "R", "NC", "O", "UO", "NE",
    }  # fmt: skip


@pytest.mark.clause("R12")
@pytest.mark.parametrize(
    ("outcome", "party", "aapor", "is_reached"),
    [
        ("appointment", "firm", "O", True),
        ("appointment", "third_party", "NC", False),
        ("appointment", None, "NC", False),
        ("no_answer", "firm", "NC", False),
        ("completed", None, "I", True),
        ("contact_left", None, "O", False),
        ("dead_number", None, "UO", False),
        ("firm_gone", None, "NE", False),
    ],
)
def test_an_appointment_is_a_contact_where_it_was_made_with_the_firm_itself(
    outcome: CallOutcome, party: CallbackParty | None, aapor: str, is_reached: bool
) -> None:
    assert aapor_of(outcome, party) == aapor
    assert reaches(outcome, party) is is_reached
