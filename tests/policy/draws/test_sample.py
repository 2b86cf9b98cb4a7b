import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.draws.sample import SeedFolded, SeedUnreadable, SizeOutOfRange, TwoScopes
from revisit_cli.policy.draws.sample import (
    draw_faults,
    drawn,
    frozen_for,
    label_of,
    months_of,
    next_reserve,
    pool_of,
    ranked,
    scope_given,
    seats_by_largest_remainder,
    seed_given,
    size_given,
)
from revisit_cli.records.draws.sample import PoolFrozen, RankedFirm, Scope, ServedFirm
from revisit_cli.records.value import Json
from revisit_cli.rulebook import loader

RULES = loader.rules()
NUMBERS = RULES.numbers

TODAY = date(2026, 11, 26)
# The algorithm's published example: size 3, seed 7623.10/390C1610.
PUBLISHED = """\
8df197906867337efba62fa937fd1edd16e217e13a6ef358a808d4e9d59b3728  Peter Handke
7959cb0f56824843fbba85962d65ea7f46dd69b125197b1bd9dc6900335071fe  石黒 一雄
7424fabc41ca91574a1b36bcd3baf7d00346e2b3435b4547022b8945cc859a7a  Louise Glück
2cc64fcb09b8a233ecb8fe0b1d8776fc2ce6000aad45125769994cd1360b689e  Bob Dylan
29ac092249e8893beeb26050fd41c7ae76476a204047a4ea9d529d5c755510fc  Abdulrazak Gurnah
1246d3b66ad583cbe4b5aa12cf0974d9475272ec16fc7c8eee5c100b5e7d6cab  Olga Tokarczuk
"""
NAMES = st.lists(st.text("甲乙丙丁浉䶮ab 1", min_size=1), min_size=1, max_size=30, unique=True)


def served(count: int, units: int = 1) -> list[ServedFirm]:
    return [ServedFirm(n, f"示例{n:03d}公司", {f"第{n % units}科": 1}) for n in range(count)]


def frozen(number: int, scope: Scope, draw: int | None = None) -> PoolFrozen:
    pool = pool_of(served(20), 15, by_unit=False)
    return PoolFrozen(number, scope, 15, pool, 1, None, "", "", 10, draw)


@pytest.mark.clause("三(一)3")
def test_the_published_example_comes_out_to_the_digit() -> None:
    names = [line[66:] for line in PUBLISHED.splitlines()]
    found = ranked(sorted(names), "7623.10/390C1610")
    assert "".join(f"{hashed}  {name}\n" for name, hashed in found) == PUBLISHED


@pytest.mark.clause("三(一)3", "R9")
@given(NAMES, st.text(min_size=1), st.data())
def test_dropping_a_firm_never_reorders_the_rest(
    names: list[str], seed: str, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(names))
    before = [each for each in ranked(names, seed) if each[0] != gone]
    assert list(ranked([name for name in names if name != gone], seed)) == before


@given(NAMES, st.text(min_size=1))
def test_the_order_of_the_pool_does_not_matter(names: list[str], seed: str) -> None:
    assert ranked(names, seed) == ranked(names[::-1], seed)


@pytest.mark.clause("三(一)3", "R9")
@pytest.mark.parametrize("size", [10, 12, 15])
def test_ten_to_fifteen_firms_may_be_drawn(size: int) -> None:
    assert size_given(size, NUMBERS) == size
    assert size_given(None, NUMBERS._replace(sample_size=size)) == size


@pytest.mark.parametrize("size", [9, 16, 0, -1])
def test_any_other_size_is_refused(size: int) -> None:
    with pytest.raises(SizeOutOfRange) as refused:
        size_given(size, NUMBERS)
    assert refused.value.facts == {"size": size, "least": 10, "most": 15}


@pytest.mark.parametrize("seed", ["", " ", "12 ", " 12", "1\n2", "1\u200b2", "\u202e12"])
def test_a_seed_that_paper_cannot_hold_is_refused(seed: str) -> None:
    with pytest.raises(SeedUnreadable):
        seed_given(seed)


def test_a_seed_is_a_string_and_not_a_number() -> None:
    assert seed_given("000") == "000"
    assert ranked(["甲", "乙"], "0") != ranked(["甲", "乙"], "000")


@pytest.mark.clause("二(一)", "三(一)3")
def test_a_pool_is_every_firm_once_in_code_point_order() -> None:
    firms = [
        ServedFirm(1, "乙公司", {"一科": 1}),
        ServedFirm(2, "Z公司", {"一科": 1}),
        ServedFirm(3, " 甲\u202e公\t司 ", {"二科": 2}),
    ]
    pool = pool_of(firms, 15, by_unit=False)
    assert pool.text == "Z公司\n乙公司\n甲公司\n"
    assert pool.firms == (2, 1, 3)
    assert pool.sha256 == hashlib.sha256(pool.text.encode()).hexdigest()
    assert pool.labels == ("Z公司", "乙公司", "甲公司")


def test_a_label_is_composed_and_trimmed() -> None:
    assert label_of("  Cafe\u0301\u0000 ") == "Caf\u00e9"


@pytest.mark.clause("R9")
def test_the_first_win_and_the_rest_are_reserves_in_order() -> None:
    ranks = drawn(pool_of(served(40), 12, by_unit=False), 12, "4172")
    assert [each.rank for each in ranks] == list(range(1, 41))
    assert [each.is_selected for each in ranks] == [True] * 12 + [False] * 28
    assert [each.hash for each in ranks] == sorted((each.hash for each in ranks), reverse=True)


@pytest.mark.clause("R10")
@pytest.mark.parametrize("count", [1, 9, 14, 15])
def test_a_list_no_longer_than_the_size_is_invited_whole(count: int) -> None:
    ranks = drawn(pool_of(served(count), 15, by_unit=False), 15, "4172")
    assert [each.is_selected for each in ranks] == [True] * count


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 500), min_size=1), st.integers(10, 15))
def test_seats_add_up_and_never_exceed_the_firms(counts: dict[str, int], size: int) -> None:
    seats = seats_by_largest_remainder(counts, size)
    total = sum(counts.values())
    assert sum(seats.values()) == min(size, total)
    for name, count in counts.items():
        assert seats[name] <= count
        assert abs(seats[name] - min(size, total) * count / total) < 1


def test_the_largest_remainder_gets_the_seat_left_over() -> None:
    assert seats_by_largest_remainder({"一": 47, "二": 16, "三": 37}, 10) == {
        "一": 5,
        "二": 1,
        "三": 4,
    }


def test_seats_by_unit_hold_in_the_draw_and_hashes_stay_the_same() -> None:
    firms = served(60, units=4)
    plain, layered = pool_of(firms, 15, by_unit=False), pool_of(firms, 15, by_unit=True)
    assert plain.text == layered.text
    ranks = drawn(layered, 15, "4172")
    assert [(each.label, each.hash) for each in ranks] == list(ranked(plain.labels, "4172"))
    winners = {each.label for each in ranks if each.is_selected}
    assert len(winners) == 15
    for stratum in layered.strata:
        assert len(winners & set(stratum.labels)) == stratum.seats


def test_a_firm_of_several_units_stands_with_the_one_that_served_it_most() -> None:
    firm = ServedFirm(1, "甲公司", {"一科": 1, "二科": 3, "三科": 3})
    assert [each.unit for each in pool_of([firm], 10, by_unit=True).strata] == ["三科"]


@pytest.mark.clause("R9")
def test_reserves_follow_in_rank_order_each_once() -> None:
    pool = pool_of(served(12), 10, by_unit=False)
    ranks = [
        RankedFirm(each, 1, "t" if each.is_selected else None) for each in drawn(pool, 10, "1")
    ]
    first = next_reserve(ranks, ranks[0], pool)
    assert first is ranks[10]
    invited = [*ranks[:10], RankedFirm(ranks[10].rank, 1, "t"), ranks[11]]
    assert next_reserve(invited, ranks[1], pool) is ranks[11]
    assert next_reserve(invited[:11], ranks[1], pool) is None


def test_with_seats_by_unit_a_reserve_of_the_same_unit_comes_first() -> None:
    pool = pool_of(served(40, units=2), 10, by_unit=True)
    ranks = [
        RankedFirm(each, 1, "t" if each.is_selected else None) for each in drawn(pool, 10, "9")
    ]
    for gone in ranks[:10]:
        if gone.rank.is_selected:
            found = next_reserve(ranks, gone, pool)
            assert found is not None
            assert pool.units[found.rank.label] == pool.units[gone.rank.label]


@pytest.mark.clause("R8", "三(二)3")
def test_a_draw_is_for_the_half_year_at_hand_unless_told() -> None:
    assert scope_given(None, None, "2026-H2") == Scope("2026-H2", None)
    assert scope_given("2026h1", None, "2026-H2") == Scope("2026-H1", None)
    assert scope_given(None, "2026年9月", "2026-H2") == Scope(None, "2026-09")
    assert months_of(Scope("2026-H1", None), RULES)[0] == "2026-01"
    assert months_of(Scope(None, "2026-09"), RULES) == ("2026-09",)
    with pytest.raises(TwoScopes):
        scope_given("2026-H1", "2026-01", "2026-H2")


@pytest.mark.clause("R9")
def test_a_seed_belongs_to_the_newest_freeze_only() -> None:
    half, month = Scope("2026-H2", None), Scope(None, "2026-11")
    old, new, third = frozen(1, half), frozen(2, half, draw=1), frozen(3, month)
    assert frozen_for([], None, None, TODAY, RULES) is None
    assert frozen_for([old, new], None, None, TODAY, RULES) is new
    assert frozen_for([old, new, third], None, None, TODAY, RULES) is third
    assert frozen_for([old, new, third], "2026-H2", None, TODAY, RULES) is new
    assert frozen_for([old, new], None, "2026-11", TODAY, RULES) is None
    assert frozen_for([frozen(1, Scope("2026-H1", None), draw=1)], None, None, TODAY, RULES) is None


def test_a_draw_redone_names_what_differs() -> None:
    pool = pool_of(served(20), 15, by_unit=False)
    ranks = drawn(pool, 15, "1")
    log: dict[str, Json] = {"sha256": pool.sha256, "count": 20, "size": 15}
    told: dict[str, Json] = {"seed_sha256": hashlib.sha256(b"1").hexdigest()}
    assert draw_faults(pool, 15, "1", ranks, log, told) == ()

    def found(*arguments: object) -> set[str]:
        return {each.what for each in draw_faults(*arguments)}  # type: ignore[arg-type]

    assert found(pool, 15, "2", ranks, log, told) == {"seed_changed", "rank_differs"}
    assert found(pool, 14, "1", ranks, log, told) == {"size_changed", "rank_differs"}
    assert found(pool, 15, "1", ranks[:-1], log, told) == {"ranks_missing"}
    assert found(pool, 15, "1", ranks, None, told) == {"not_in_log"}
    shorter = pool_of(served(19), 15, by_unit=False)
    assert {"pool_not_as_logged", "count_changed"} <= found(shorter, 15, "1", ranks, log, told)


@pytest.mark.clause("R34")
@pytest.mark.parametrize(
    ("seed", "plain"),
    [("\uff14\uff11", "41"), ("\uff21", "A"), ("\u2460", "1"), ("\ufb01", "fi")],
)
def test_a_seed_that_is_not_its_plain_form_is_refused_and_shown(seed: str, plain: str) -> None:
    with pytest.raises(SeedFolded) as refused:
        seed_given(seed)
    assert refused.value.facts == {"seed": seed, "folded": plain}
    assert seed_given(plain) == plain
