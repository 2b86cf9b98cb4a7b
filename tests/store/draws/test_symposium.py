"""Sessions and ranks: each condition of each select has a row on either side."""

from typing import Any

import pytest

from revisit_cli.store.draws import symposium as store
from tests.store.rows import AT, BEFORE, MONTH, Stored


@pytest.mark.clause("R31")
def test_a_session_counts_who_came_and_who_of_them_was_drawn_and_invited(stored: Stored) -> None:
    draw, other = stored.put("draw"), stored.put("draw")
    drawn, kin, reserve, guest, absent, more = [stored.put("firm") for _ in range(6)]
    stored.change("firm", kin, merged_into=stored.put("firm"))
    (root,) = stored.get("firm", kin, "merged_into")
    for rank, (firm, told) in enumerate(
        ((drawn, {"invited_at": AT}), (kin, {"invited_at": AT}), (reserve, {}),
         (absent, {"invited_at": AT})), 1,
    ):  # fmt: skip
        stored.put("rank", draw=draw, rank=rank, firm=firm, **told)
    stored.put("rank", draw=other, rank=1, firm=guest, invited_at=AT)
    session = stored.put("symposium", draw=draw, held_on="2026-11-26")
    elsewhere = stored.put("symposium", held_on="2026-11-20")
    stored.put("symposium", voided_at=AT)
    for firm in (drawn, root, reserve, guest, more):
        stored.put("attendance", symposium=session, firm=firm, is_present=1)
    stored.put("attendance", symposium=session, firm=absent, is_present=0)
    stored.put("attendance", symposium=elsewhere, firm=drawn, is_present=1)
    for _ in range(2):
        stored.put("problem", source="symposium", symposium=session)
    stored.put("problem", source="symposium", symposium=session, voided_at=AT)
    stored.put("problem", source="symposium", symposium=elsewhere)
    early = stored.put("filing", received_at="2026-11-26T09:00:00+08:00")
    late = stored.put("filing", received_at="2026-11-27T09:00:00+08:00")
    came: dict[str, Any] = {"filing": early}
    stored.put("service", **came, firm=drawn)
    stored.put("service", **came, firm=drawn)
    stored.put("service", **came, firm=reserve)
    stored.put("service", filing=None, firm=more)
    stored.put("service", **came, firm=guest, state="held")
    stored.put("service", **came, firm=guest, month=BEFORE)
    stored.put("service", filing=late, firm=absent)
    first, found = store.load(stored.database, [MONTH])
    assert (first.id, first.present_count, first.problem_count) == (elsewhere, 1, 1)
    assert (found.id, found.present_count, found.absent_count) == (session, 5, 1)
    assert (found.drawn_count, found.problem_count, found.list_count) == (2, 2, 3)
