"""What tells that two firms are one: each condition of each select has a row on either side."""

from typing import Any

from revisit_cli.records.firms.likeness import KnownFirm
from revisit_cli.store.firms import likeness as store
from tests.store.rows import AT, LATER, Stored


def test_a_firm_is_known_by_its_codes_and_by_the_numbers_that_reach_it(stored: Stored) -> None:
    kept = stored.put("firm", name="今名厂")
    kin, other = stored.put("firm", merged_into=kept), stored.put("firm", name="别的厂")
    for firm, code in ((kept, "A"), (kin, "B"), (other, "C")):
        stored.put("firm_code", firm=firm, code=code * 18)
    contacts: list[tuple[int, str, dict[str, Any]]] = [
        (kept, "13800000001", {}),
        (kin, "13800000002", {"name": "李四"}),
        (other, "13800000003", {"state": "good"}),
        (kept, "", {"name": "王五"}),
        (kept, "13800000004", {"filing": stored.put("filing")}),
        *(
            (kept, f"1380000001{number}", {"state": state})
            for number, state in enumerate(("wrong", "dead", "left", "erased"))
        ),
    ]
    for firm, phone, told in contacts:
        stored.put("contact", firm=firm, phone=phone, **told)
    assert store.load(stored.database) == [
        KnownFirm(
            kept,
            "今名厂",
            frozenset({"A" * 18, "B" * 18}),
            frozenset({"13800000001", "13800000002"}),
        ),
        KnownFirm(other, "别的厂", frozenset({"C" * 18}), frozenset({"13800000003"})),
    ]


def test_firms_are_apart_under_what_they_count_as_now(stored: Stored) -> None:
    first, second, third = (stored.put("firm") for _ in range(3))
    store.add_apart(stored.database, second, first, "两家", AT, "甲")
    store.add_apart(stored.database, first, second, "确是两家", LATER, "乙")
    assert store.apart(stored.database) == {(first, second)}
    assert stored.get("firm_apart", 1, "reason", "at", "by") == ("确是两家", LATER, "乙")
    stored.change("firm", first, merged_into=third)
    assert store.apart(stored.database) == {(second, third)}
