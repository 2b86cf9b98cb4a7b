"""Freezes and ranks: those of their draw, in order."""

from revisit_cli.rulebook.loader import rules
from revisit_cli.store.draws import sample
from tests.store.rows import Stored


def test_ranks_are_those_of_their_draw_in_order(stored: Stored) -> None:
    draw, other = stored.put("draw"), stored.put("draw")
    for number in (2, 1, 3):
        stored.put("rank", draw=draw, rank=number)
    stored.put("rank", draw=other, rank=4)
    found = sample.ranks(stored.database, draw)
    assert [each.rank.rank for each in found] == [1, 2, 3]
    freezes = sample.freezes(stored.database, rules())
    assert [each.draw for each in freezes] == [draw, other]
