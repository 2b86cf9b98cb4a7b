import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revisit_cli.labels.firms import masking
from revisit_cli.labels.firms.masking import hidden, masked
from revisit_cli.labels.reports.month_sheets import OVERDUE_OF


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800005678", "138****5678"),
        ("037612345678", "037*****5678"),
        ("6123456", "***3456"),
        ("12345", "***45"),
        ("", ""),
    ],
)
def test_a_number_is_shown_without_its_middle(phone: str, shown: str) -> None:
    assert masked(phone) == shown


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请回13800000001钱某", "请回138****0001钱某"),
        ("138 0000 0001", "138****0001"),
        ("138-0000-0001、13900000002", "138****0001、139****0002"),
        ("1-3-8-0-0-0-0-0-0-0-1", "138****0001"),
        ("1 38 00 00 00 01", "138****0001"),
        ("138.0000.0001", "138****0001"),
        ("138 0 0 0 0 0 0 0 1", "138****0001"),
        ("(138)0000-0001", "(138****0001"),
        ("１３８０００００００１", "138****0001"),
        ("１３８　００００－０００１", "138****0001"),
        ("一三八〇〇〇〇〇〇〇一", "138****0001"),
        ("幺三八零零零零零零零幺", "138****0001"),
        ("①③⑧⓪⓪⓪⓪⓪⓪⓪①", "138****0001"),
        ("王五13800000001、李四0376-6000003", "王五138****0001、李四037****0003"),
        ("①13800000001②13900000002", "①138****0001②139****0002"),
        ("138\u200b0000\u200b0001", "138****0001"),
        ("138\n0000\n0001", "138****0001"),
        ("+8613800000001", "138****0001"),
        ("+86 138 0000 0001", "138****0001"),
        ("008613800000001", "138****0001"),
        ("8613800000001", "138****0001"),
        ("＋８６－１３８０００００００１", "138****0001"),
        ("wx13800000001，tel:13800000001", "wx138****0001，tel:138****0001"),
        ("1380000000113900000002", "138****0001139****0002"),
        ("13800000001/02", "138****0001/02"),
        ("13800000001 2026-11-03", "138****0001 2026-11-03"),
        ("0376-6000003", "037****0003"),
        ("(0376)6000003", "037****0003"),
        ("0376 600 0003", "037****0003"),
        ("０３７６—６０００００３转８０１", "037****0003"),
        ("0376/6000003", "037****0003"),
        ("010-60000003", "010****0003"),
        ("03766000003转801", "037****0003"),
        ("0376-6000003 分机 801", "037****0003"),
        ("0376-6000003-801", "037****0003"),
        ("+86 376 6000003", "863*****0003"),
        ("+852 9000 0001", "852****0001"),
        ("400-800-0001", "******0001"),
        ("联系电话：6000003", "联系电话：***0003"),
        ("回电6000-0003", "回电****0003"),
        ("138～0000～0001", "138****0001"),
        ("138，0000，0001", "138****0001"),
        ("138 / 00000001", "138****0001"),
        ("1380000：0001", "138****0001"),
        ("1、3、8、0、0、0、0、0、0、0、1", "138****0001"),
        ("138……0000……0001", "138****0001"),
        ("138     0000     0001", "138****0001"),
        ("「138」「0000」「0001」", "「138****0001」"),
        ("138*0000*0001", "138****0001"),
        ("013800000001", "138****0001"),
        ("一三八0000〇〇〇一", "138****0001"),
        ("138零零零零0001", "138****0001"),
        ("么三八洞洞洞洞洞洞洞勾", "138****0009"),
        ("王二1380000000一", "王二138****0001"),
        ("王二一三八〇〇〇〇〇〇〇一", "王二138****0001"),
        ("0376～600～0003", "037****0003"),
        ("86-376-6000003", "863*****0003"),
        ("00852 9000 0001", "008******0001"),
        ("联系王工6000003", "联系王工***0003"),
        ("6000003（电话）", "***0003（电话）"),
    ],
)
def test_a_number_in_a_text_is_masked_however_it_is_written(text: str, shown: str) -> None:
    assert hidden(text) == shown
    assert hidden(f"“{text}”。") == f"“{shown}”。"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03", "2026-11-13 14:30", "2026-11-26T14:30:00+08:00", "2026年11月3日",
        "15 2026-11-03 8:00", "2026-09-30 2026-10-10", "20261103", "电话 20261103", "11.3—11.13",
        "91411500MA1380000X", "914115001380000001", "411500202611030101", "第138行", "#13800",
        "施工许可证411500202611030101", "1380000000", "138000000012", "1 3 5 7 9 11 13 15",
        "面积13800.5平方米", "6000003", "编号60000003", "138****0001", "3714", "1,380,000",
        "7959cb0f56824843fbba85962d65ea13800000001dbd9dc690033507", "0.98", "2026-H2", "", "0",
        "log 1382 8df197906867337efba6", "12345", "95300", "https://a.cn/2026/11/03",
        "第138、1024、1130行", "第 138、1024、1130 行", "13、14、15、16、100", "13,812,345,678元",
        "130/2000　2026-12-10", "18 6000 2026-11-13", "138/2000 2026.1.3",
        "15:30:00-16:30:00", "1、3、5、7、9、11、13", "二〇二六年十一月三日", "三、13800.5平方米",
    ],
)  # fmt: skip
def test_what_is_no_number_stays(text: str) -> None:
    assert hidden(text) == text


def test_a_number_that_may_be_shown_stays() -> None:
    text = "138 0000 0001 和 139-0000-0002"
    assert hidden(text, {"13800000001"}.__contains__) == "138 0000 0001 和 139****0002"


# A number as people write one: each digit in some script, the groups set apart by some sign.
SCRIPTS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
SHAPES = ((3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 3, 4), (11,), (1,) * 11, (3, *(1,) * 8))
SIGNS = ("", " ", "　", "-", "—", "－", "ー", "~", "～", ".", "·", "、", "，", ",", "/", "／", "：",
         "_", "|", "…", "*", "；", "+", "=", "\u200b", "   ", " - ", "” “", "】【")  # fmt: skip


@st.composite
def written(draw: st.DrawFn, number: str) -> str:
    """Return the number in some of the ways in which it may be written."""
    digits = "".join(draw(st.sampled_from(SCRIPTS))[int(digit)] for digit in number)
    groups, at = [], 0
    for length in draw(st.sampled_from(SHAPES)):
        groups.append(digits[at : at + length])
        at += length
    before = draw(st.sampled_from(("", "", "+86", "0086 ", "86-", "0", "+86 ")))
    behind = draw(st.sampled_from(("", "", "转801", " 分机 801", "-801")))
    return f"{before}{draw(st.sampled_from(SIGNS)).join(groups)}{behind}"


@pytest.mark.clause("三(四)1")
@given(
    written("13912345670"), st.sampled_from(("请回", "王工：", "tel ", "", "（", "张三", "李五一"))
)
@example("一391\u30fc二34\u30fc5670", "张三")
def test_a_number_is_found_in_whatever_way_it_is_written(number: str, before: str) -> None:
    assert [each.digits for each in masking.numbers_in(f"{before}{number}，谢谢")] == [
        "13912345670"
    ]
    shown = hidden(f"{before}{number}，谢谢")
    assert shown == f"{before}139****5670，谢谢"
    assert hidden(shown) == shown


PIECES = st.sampled_from([
    *"0123456789１三", "138", "0376", "400", " / ", "/", "  ", "-", "】", ")", "（", "电话", "年",
    "转1", "\u200b", ".", "86", "+", "、", "a", "～", "*", "        ", "_", "第", "ー", "852", "00",
    "6123", "456", "4567", "9876543", "（办", "－－－－", "TEL",
])  # fmt: skip


@given(st.lists(PIECES, min_size=3, max_size=24).map("".join))
def test_no_number_is_lost_to_the_marks_of_its_kind(text: str) -> None:
    found = list(masking.numbers_in(text))
    with pytest.MonkeyPatch.context() as patch:
        every = masking._pattern_of(tuple(range(len(masking._KINDS))))
        patch.setattr(masking, "_kinds_in", lambda _: every)
        assert found == list(masking.numbers_in(text))


@pytest.mark.clause("三(四)1")
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("3456789"))
def test_a_mobile_whose_last_digits_read_as_a_day_is_a_number(day: date, second: str) -> None:
    number = f"1{second}8{day:%Y%m%d}"
    assert hidden(f"请回电话{number}") == f"请回电话{number[:3]}****{number[-4:]}"


def test_a_text_of_days_and_amounts_compiles_no_pattern_of_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(masking, "_pattern_of", None)
    text = "· 三(二)1 电话回访　　　　1/30　2026-12-10　还有 11 个工作日"
    assert hidden(text) == text


def test_digits_of_every_script_are_read_as_digits() -> None:
    decimals = (chr(code) for code in range(0x20000) if chr(code).isdecimal())
    zeros = [sign for sign in decimals if unicodedata.digit(sign) == 0]
    assert len(zeros) > 60
    for zero in zeros:
        number = "".join(chr(ord(zero) + int(digit)) for digit in "13800000000")
        assert masking.hidden(f"电话{number}") == "电话138****0000"


def test_a_count_behind_a_name_does_not_lengthen_the_number_it_ends_with() -> None:
    told = OVERDUE_OF.format(unit="审批科13800005678", count=2)
    assert hidden(told) == "审批科138****5678 2行"
