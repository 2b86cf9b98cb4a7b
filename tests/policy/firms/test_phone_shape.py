"""Telephone numbers are read in every shape that ledgers hold, and bad ones are told."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.firms.phone import is_mobile, is_rounded, read_phones
from revisit_cli.records.workbooks.grid import Cell

MOBILE = "13800000001"


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        (13800000001.0, (MOBILE,)),
        ("\t13800000001", (MOBILE,)),
        ("138 0000 0001", (MOBILE,)),
        ("138-0000-0001", (MOBILE,)),
        ("138000 00001", (MOBILE,)),
        ("+86 13800000001", (MOBILE,)),
        ("——8613800000001", (MOBILE,)),
        ("1.3800000001E+10", (MOBILE,)),
        ("13800000001.0", (MOBILE,)),
        ("138\u200b00000001", (MOBILE,)),
        ("１３８００００００0１", (MOBILE,)),
        ("1380000000１", (MOBILE,)),
        ("138 0000\n0001", (MOBILE,)),
        ("138.0000.0001", (MOBILE,)),
        ("138_0000_0001", (MOBILE,)),
        ("13800000001/13800000002", (MOBILE, "13800000002")),
        ("13800000001 13800000002", (MOBILE, "13800000002")),
        ("13800000001\\13800000002", (MOBILE, "13800000002")),
        ("０376-1234567", ("03761234567",)),
        ("(0376)1234567", ("03761234567",)),
        ("+86 376 1234567", ("03761234567",)),
        ("0376- 1234567", ("03761234567",)),
        ("0376-1234567-808", ("03761234567-808",)),
        ("0376-1234567*12", ("03761234567-12",)),
        ("0376-1234567转801", ("03761234567-801",)),
        ("0376-1234567 内线：801", ("03761234567-801",)),
        ("0376-1234567（分机号801）", ("03761234567-801",)),
        ("0376-1234567 Ext. 801", ("03761234567-801",)),
        ("0376-1234567转接801", ("03761234567-801",)),
        ("分机801 0376-1234567", ("03761234567-801",)),
        ("（分机：801）0376-1234567", ("03761234567-801",)),
        ("分机801，0376-1234567", ("03761234567-801",)),
        ("分机8010376-1234567", ("03761234567-801",)),
        ("转801 (0376)1234567", ("03761234567-801",)),
        ("内线801\n电话0376-1234567", ("03761234567-801",)),
        ("ext 12 7654321", ("7654321-12",)),
        ("分机1 400-123-4567", ("4001234567-1",)),
        ("0376-1234567 分机801 0376-1234568", ("03761234567-801", "03761234568")),
        ("0376-1234567；分机801 0376-1234568", ("03761234567", "03761234568-801")),
        ("7654321", ("7654321",)),
        ("400-000-0008", ("4000000008",)),
        ("013800000001", (MOBILE,)),
        ("0138 0000 0001", (MOBILE,)),
        ("0376/1234567", ("03761234567",)),
        ("[0376]1234567", ("03761234567",)),
        ("①13800000001②13800000002", (MOBILE, "13800000002")),
        ("⑴某甲13800000001⑵某乙13800000002", (MOBILE, "13800000002")),
        ("13800000001<br>13800000002", (MOBILE, "13800000002")),
        ("【0376】1234567", ("03761234567",)),
        ("0376-1234567/13800000001", ("03761234567", MOBILE)),
        ("电话：0376-1234567 传真：0376-1234568", ("03761234567",)),
        ("0376-1234567；传真0376-1234568", ("03761234567",)),
        ("13800000001，0376-1234568（传真）", (MOBILE,)),
        ("电话/传真：0376-1234567", ("03761234567",)),
        ("电话（传真）0376-1234567", ("03761234567",)),
        ("Fax: 0376-1234568 Tel: 0376-1234567", ("03761234567",)),
        ("F: 0376-1234568 T: 0376-1234567", ("03761234567",)),
        ("0376-1234567 x801", ("03761234567-801",)),
        ("0376.1234567", ("03761234567",)),
        ("0376_1234567", ("03761234567",)),
        ("86-376-1234567", ("03761234567",)),
        ("138/0000/0001", (MOBILE,)),
        ("(138)0000-0001", (MOBILE,)),
        ("13,800,000,001.00", (MOBILE,)),
        ("1380000000113800000002", (MOBILE, "13800000002")),
        ("电话13800000001，邮箱a13800000002@example.com", (MOBILE,)),
    ],
)
def test_a_good_number_is_read_to_its_digits(cell: Cell, phones: tuple[str, ...]) -> None:
    found = read_phones(cell)
    assert (found.phones, found.notes) == (phones, ())


@pytest.mark.parametrize(
    ("cell", "phones", "note"),
    [
        (None, (), "phone_missing"),
        ("暂无", (), "phone_missing"),
        ("/", (), "phone_missing"),
        ("1380000001", (), "phone_invalid"),
        ("138000000134", (), "phone_invalid"),
        ("1.38E+10", (), "phone_invalid"),
        ("210-50570000", (), "phone_invalid"),
        ("12345", (), "phone_invalid"),
        ("95300", (), "phone_invalid"),
        ("联系人甲", (), "phone_invalid"),
        ("13800000001、1380000", (MOBILE,), "phone_invalid"),
        ("13800000001/35", (MOBILE,), "phone_invalid"),
        ("7654321/2", ("7654321",), "phone_invalid"),
        ("分机801", (), "phone_invalid"),
        ("分机801、802 0376-1234567", ("03761234567",), "phone_invalid"),
        ("分机801 13800000001", (MOBILE,), "phone_invalid"),
        ("传真：0376-1234568", (), "phone_is_fax"),
    ],
)
def test_a_bad_number_is_told_and_never_passed_off(
    cell: Cell, phones: tuple[str, ...], note: str
) -> None:
    found = read_phones(cell)
    assert (found.phones, found.notes) == (phones, (note,))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张某：13800000011\n李某 13800000012（值班）", ["张某", "李某"]),
        ("13800000011（张某）", ["张某"]),
        ("联系电话：13800000011", [""]),
        ("张某13800000011李某13800000012", ["张某", "李某"]),
        ("13800000011；张某", ["张某"]),
        ("张某、13800000011", ["张某"]),
        ("13800000011、13800000012；李某", ["", "李某"]),
    ],
)
def test_a_name_beside_a_number_is_its_person(cell: str, names: list[str]) -> None:
    assert [person.name for person in read_phones(cell).people] == names


@pytest.mark.parametrize(
    ("text", "rounded"),
    [("1.38E+10", True), ("１.38e10", True), ("1.3800000001E+10", False), ("13800000001", False)],
)
def test_a_number_whose_last_digits_are_gone_is_known(text: str, rounded: bool) -> None:
    assert is_rounded(text) is rounded


_NO_NUMBERS_OF_OURS = (
    r"\+(?:1|7|4[4-9]|81|85[2-6]|886|9[0-5]) ?[1-9][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{4}",
    r"00(?:1|44|81|852|853|886)[ -][1-9][0-9]{3}[ -]?[0-9]{4}",
    r"9[12]41[0-9]{4}M[AB][0-9A-HJ-NPQRTUWXY]{8}",
    r"41[0-9]{4}(?:19|20)[0-9]{9}[0-9X]",
)


@given(
    st.one_of([st.from_regex(shape, fullmatch=True) for shape in _NO_NUMBERS_OF_OURS]),
    st.sampled_from(["", "电话：", "身份证", " "]),
)
def test_nothing_is_dialled_out_of_a_foreign_number_or_a_code(text: str, before: str) -> None:
    found = read_phones(before + text)
    assert (found.phones, found.notes) == ((), ("phone_invalid",))


@given(st.integers(13_000_000_000, 19_999_999_999), st.sampled_from(["", "+86", "86-", "\t"]))
def test_every_mobile_is_read_and_an_independent_reader_agrees(number: int, before: str) -> None:
    (phone,) = read_phones(f"{before}{number}").phones
    assert phone == str(number)
    assert is_mobile(phone)
    assert phonenumbers.is_possible_number(phonenumbers.parse(f"+86{phone}"))


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader_or_makes_up_digits(text: str) -> None:
    for phone in read_phones(text).phones:
        assert phone.replace("-", "").isascii()
        assert phone.replace("-", "").isdecimal()
        assert 7 <= len(phone.partition("-")[0]) <= 12


@pytest.mark.parametrize("zero", "\u0660\u0966\uff10\U0001d7d8")
def test_digits_of_every_script_are_told_as_ours(zero: str) -> None:
    cell = "".join(chr(ord(zero) + int(digit)) for digit in MOBILE)
    assert read_phones(cell).phones == read_phones(f"138{cell[3:]}").phones == (MOBILE,)
