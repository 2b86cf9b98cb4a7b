"""What an erasure takes, and what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.labels.firms.firm import ERASED
from revisit_cli.policy.firms.erasure import erased, is_about, personal_in, redacted, traces
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.records.firms.erasure import KeptRow, Personal

KNOWN = Personal(frozenset({"王工", "李会计"}), frozenset({"13800000001", "03766000002"}))


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("找王工13800000001", "找＊＊＊＊"),
        ("138 0000 0001、138-0000-0001", "＊＊、＊＊"),
        ("\uff11\uff13\uff18\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11", "＊＊"),
        ("(0376)6000002转801", "＊＊"),
        ("座机6000002", "座机＊＊"),
        ("一三八〇〇〇〇〇〇〇一", "＊＊"),
        ("138～0000～0001", "＊＊"),
        ("138零零零零0001或13800零零零零零玖", "＊＊或＊＊"),
        ("又打13900000009，李会计接", "又打＊＊，＊＊接"),
        ("许可证号20261103，2026-11-03发", "许可证号20261103，2026-11-03发"),
        ("排队太久", "排队太久"),
        ("王 工、王\u3000工和李 会 计", "＊＊、＊＊和＊＊"),
    ],
)
def test_known_names_and_numbers_and_any_mobile_are_taken_out_of_words(
    text: str, left: str
) -> None:
    assert redacted(text, KNOWN) == left


def test_people_are_gathered_from_every_column_that_names_them() -> None:
    found = personal_in(
        [
            KeptRow("contact", 1, {"name": "王工", "phone": "13800000001", "state": "good"}),
            KeptRow("service", 2, {"contact_text": "李会计、赵", "phones": '["03766000002-801"]',
                                   "phone_text": "0376-600 0002", "matter": "许可"}),
            KeptRow("attempt", 3, {"respondent": None, "phone": "13700000003", "words": "张三"}),
        ]
    )  # fmt: skip
    assert found.names == {"王工", "李会计"}
    assert {"13800000001", "03766000002", "13700000003"} <= found.numbers


@pytest.mark.parametrize(
    ("written", "told", "left"),
    [
        ("王\u3000平", "找王平；王\u3000平；王 平；平安", "找＊＊；＊＊；＊＊；平安"),
        ("张三（经理）", "张三说，经理在", "＊＊说，经理在"),
        ("张三(13800000001)", "张三说", "＊＊说"),
        ("阿不都·克里木", "阿不都克里木、阿不都•克里木", "＊＊、＊＊"),
        ("John  Smith", "JOHN SMITH、Smith", "＊＊、＊＊"),
        ("张三 李四", "张三、李四、张三李四", "＊＊、＊＊、＊＊"),
        ("王 平、赵 六 七", "王平和赵六七", "＊＊和＊＊"),
        ("无", "无人", "无人"),
    ],
)
def test_a_name_is_found_however_it_is_padded(written: str, told: str, left: str) -> None:
    known = personal_in([KeptRow("contact", 1, {"name": written})])
    assert redacted(told, known) == left
    assert bool(traces(told, known)) is (left != told)
    assert traces(left, known) == ()


def test_columns_of_people_are_blanked_and_only_what_changes_is_told() -> None:
    contact = KeptRow(
        "contact", 7, {"name": "王工", "phone": "13800000001", "extension": None, "state": "good"}
    )
    assert erased(contact, KNOWN, str) == {"name": "7", "phone": "", "state": "erased"}
    assert erased(KeptRow("problem", 1, {"text": "排队太久", "cause": None}), KNOWN, str) == {}
    answers = KeptRow("answer", 1, {"text": None, "words": "王工好"})
    assert erased(answers, KNOWN, str) == {"words": "＊＊好"}
    minutes = KeptRow("symposium", 1, {"minutes": "王工13800000001，乙13900000009"})
    assert erased(minutes, KNOWN, str) == {"minutes": "王工＊＊，乙13900000009"}


@given(st.text("王工李会计0123456789 -，排队", max_size=40))
def test_nothing_known_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    once = redacted(text, KNOWN)
    assert not any(name in once for name in KNOWN.names)
    digits = once.replace(" ", "").replace("-", "")
    assert not any(number in digits for number in KNOWN.numbers)
    assert redacted(once, KNOWN) == once
    assert len(once.replace(ERASED, "")) <= len(text)


@pytest.mark.parametrize(
    ("cell", "is_its"),
    [("示例甲 厂", True), ("示例甲厂、示例乙厂", True), ("示例丙厂", False), ("", False)],
)
def test_a_held_row_is_known_by_its_firm_cell(cell: str, is_its: bool) -> None:
    assert is_about(cell, frozenset({firm_key("示例甲厂")})) == is_its
