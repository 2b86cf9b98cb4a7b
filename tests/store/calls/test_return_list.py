"""Firms with no number left: each condition has a row on either side."""

import pytest

from revisit_cli.store.calls import return_list as store
from tests.store.rows import BEFORE, MONTH, Stored

PHONE = "13800000001"


@pytest.mark.clause("R28")
def test_a_firm_is_unreachable_that_has_no_number_that_may_be_rung(stored: Stored) -> None:
    contacts = (
        {"phone": PHONE, "state": "good"},
        {"phone": PHONE, "state": "unproven"},
        {"phone": "", "state": "good"},
        {"phone": PHONE, "state": "wrong"},
        {"phone": PHONE, "state": "good", "filing": stored.put("filing")},
        None,
    )
    calls = []
    for told in contacts:
        firm = stored.put("firm")
        if told is not None:
            stored.put("contact", firm=firm, **told)
        calls.append(stored.put("call", firm=firm))
    # Done, withdrawn, another month's: of none of these anybody asks for a number.
    stored.put("call", state="done")
    stored.put("call", state="withdrawn")
    stored.put("call", month=BEFORE)
    found = store.unreachable(stored.database, MONTH, [])
    assert [each.call for each in found] == calls[2:]
    stored.change("call", calls[1], state="returned")
    found = store.unreachable(stored.database, MONTH, [calls[0]])
    assert [each.call for each in found] == calls
