"""Two spellings are one firm when nothing but space, width and brackets differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.firms.firm import (
    bare_name,
    clean_name,
    firm_key,
    firms_in,
    is_no_firm,
    is_reordered,
    is_sole_trader,
    may_name_person,
    names_more,
    names_nothing,
    person_beside,
)

SAME = (
    "示例（集团）有限公司",
    "示例(集团)有限公司",
    "示例 （集团 ）有限公司",
    "\t示例（集团）有限公司",
    "示例\u200b（集团）有限公司\u202e ",
)
OTHERS = (
    "示例（集团）有限责任公司",
    "示例（集团）股份有限公司",
    "示例（集团）有限公司甲分公司",
    "示例集团",
    "某市示例（集团）有限公司",
)


@pytest.mark.clause("二(一)")
def test_spellings_are_one_firm_and_other_forms_are_others() -> None:
    assert len({firm_key(name) for name in SAME}) == 1
    assert len({firm_key(name) for name in (*SAME, *OTHERS)}) == 6


def test_a_name_that_looks_other_than_it_reads_is_seen() -> None:
    assert is_reordered("某\u202e司公")
    assert not is_reordered("某\u200b公司\t")
    assert clean_name("某\u202e司公") == "某司公"


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert firm_key(firm_key(name)) == firm_key(name)
    assert firm_key(clean_name(name)) == firm_key(name)


def test_a_rare_character_survives() -> None:
    assert clean_name("浉河区 示例\u200b有限公司") == "浉河区示例有限公司"


@pytest.mark.parametrize(
    ("cell", "firms"),
    [
        ("示例甲有限公司、示例乙建材厂", ("示例甲有限公司", "示例乙建材厂")),
        ("示例甲有限公司\n示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司 示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲建筑\n工程有限公司", ("示例甲建筑工程有限公司",)),
        ("示例甲有限公司 乙分公司", ("示例甲有限公司乙分公司",)),
        ("1、示例甲有限公司；2、示例乙建材厂", ("示例甲有限公司", "示例乙建材厂")),
        ("1.示例甲有限公司\n2.示例乙建材厂", ("示例甲有限公司", "示例乙建材厂")),
        ("（1）示例甲有限公司（2）示例乙厂", ("示例甲有限公司", "示例乙厂")),
        ("①示例甲有限公司②示例乙地产", ("示例甲有限公司", "示例乙地产")),
        ("示例甲有限公司、示例乙地产", ("示例甲有限公司", "示例乙地产")),
        ("示例甲置业，示例乙地产", ("示例甲置业", "示例乙地产")),
        ("示例甲有限公司和示例乙地产", ("示例甲有限公司", "示例乙地产")),
        ("示例甲有限公司\n示例乙置业", ("示例甲有限公司", "示例乙置业")),
        ("示例甲有限公司+示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司→示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司——示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司·示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司。示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司暨示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        (
            "示例甲有限公司（牵头）示例乙有限公司（成员）",
            ("示例甲有限公司", "示例乙有限公司（成员）"),
        ),
        ("（一）示例甲有限公司（二）示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("一、示例甲有限公司二、示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司（一）", ("示例甲有限公司（一）",)),
        ("示例甲有限公司（二期）项目部", ("示例甲有限公司（二期）项目部",)),
        ("示例甲有限公司<br/>示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例甲有限公司示例乙有限责任公司", ("示例甲有限公司", "示例乙有限责任公司")),
        ("示例甲有限公司示例乙有限公司分公司", ("示例甲有限公司示例乙有限公司分公司",)),
        ("示例甲有限公司第二工程公司", ("示例甲有限公司第二工程公司",)),
        ("示例甲有限公司（施工）分公司", ("示例甲有限公司（施工）分公司",)),
        ("示例甲有限公司（河南）乙分公司", ("示例甲有限公司（河南）乙分公司",)),
        ("示例甲有限公司-乙分公司", ("示例甲有限公司-乙分公司",)),
        ("示例甲有限公司-乙小区项目", ("示例甲有限公司-乙小区项目",)),
        ("示例甲有限公司和平路店", ("示例甲有限公司和平路店",)),
        ("示例甲有限公司，联系人某甲", ("示例甲有限公司，联系人某甲",)),
        ("示例甲公司（原示例乙公司、示例丙公司）", ("示例甲公司（原示例乙公司、示例丙公司）",)),
        ("示例小区（一期、二期）业主委员会", ("示例小区（一期、二期）业主委员会",)),
        ("3、示例甲有限公司", ("示例甲有限公司",)),
        ("示例甲有限公司和示例乙有限公司", ("示例甲有限公司", "示例乙有限公司")),
        ("示例祥和有限公司", ("示例祥和有限公司",)),
        ("示例甲有限公司及分公司", ("示例甲有限公司及分公司",)),
        ("示例甲有限公司", ("示例甲有限公司",)),
        ("", ()),
    ],
)
def test_several_firms_are_seen_only_where_each_part_is_one(
    cell: str, firms: tuple[str, ...]
) -> None:
    assert firms_in(cell) == firms


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("示例甲有限公司-张三", "张三"),
        ("示例甲有限公司——李小四", "李小四"),
        ("示例甲有限公司（王五）", "王五"),
        ("示例甲有限公司 赵六", "赵六"),
        ("示例甲有限公司：欧阳某", "欧阳某"),
        ("示例甲有限公司-某甲经理", "某甲经理"),
        ("示例甲有限公司(联系人：某甲)", "某甲"),
        ("示例甲有限公司-刘河南", "刘河南"),
        ("示例甲有限公司，联系人某甲", "某甲"),
        ("张三（示例甲有限公司）", "张三"),
        ("联系人：某甲（示例甲有限公司）", "某甲"),
    ],
)
def test_who_is_set_off_behind_a_firms_name_is_a_person(cell: str, person: str) -> None:
    assert may_name_person(cell)
    assert person_beside(cell, "") == ("示例甲有限公司", person)


@pytest.mark.parametrize(
    "cell",
    [
        "示例甲有限公司-乙分公司",
        "示例甲有限公司-乙店",
        "示例甲有限公司-财务部",
        "示例甲有限公司-信阳",
        "示例甲有限公司-徐州",
        "示例甲有限公司-吴家店",
        "示例甲有限公司（河南）",
        "示例甲有限公司-李庄项目",
        "示例甲有限公司-孙铁铺",
        "示例甲有限公司-高新区",
        "示例甲有限公司 业主委员会",
        "示例甲有限公司",
        "示例甲有限公司张三",
        "示例店-张三",
        "徐州（示例甲有限公司）",
        "乙分公司（示例甲有限公司）",
    ],
)
def test_a_branch_or_a_place_behind_a_firms_name_is_no_person(cell: str) -> None:
    assert person_beside(cell, "") is None


def test_whoever_is_the_contact_is_a_person_beside_a_firms_name() -> None:
    assert person_beside("示例甲有限公司-信阳", "信阳") == ("示例甲有限公司", "信阳")
    assert person_beside("示例甲有限公司-乙分公司", "乙分公司") is None


@pytest.mark.parametrize(
    "name", ["示例甲（集团）有限公司", "示例甲有限公司", "ABC Co., Ltd.", "示例9号厂"]
)
@pytest.mark.parametrize(
    "dress",
    [
        "{}。",
        "{}、",
        "“{}”",
        "{}*",
        "1、{}",
        "（2）{}",
        "③{}",
        "{}（补报）",
        "（{}",
        "*{}；",
        "{}(",
        "《{}》",
        "（一）{}",
        "二、{}",
        "{}①",
        "{}[1]",
        "★{}",
        "{}<br>",
        "<b>{}</b>",
        "建设单位：{}",
        "企业名称:{}",
        "服务对象名称： {}",
        "{}（盖章）",
        "{}（2次）",
        "1、施工单位：{}。",
    ],
)
def test_what_strays_to_the_ends_of_a_name_is_none_of_it(name: str, dress: str) -> None:
    assert bare_name(dress.format(name)) == name
    assert firms_in(dress.format(name)) == (name,)


@given(st.text(max_size=30))
def test_a_bare_name_is_its_own_and_never_empty(name: str) -> None:
    assert bare_name(bare_name(name)) == bare_name(name)
    assert bool(bare_name(name)) == bool(clean_name(name))


@pytest.mark.parametrize(
    ("name", "is_none"),
    [
        ("张某某", True),
        ("个人", True),
        ("示例区人民政府", True),
        ("示例区教育局", True),
        ("示例甲有限公司", False),
        ("示例示例科技", False),
        ("各建筑企业", True),
        ("同", True),
        ("TRUE", True),
        ("某甲（个人）", True),
        ("示例甲厂（个人）", False),
        ("辖区内施工单位", True),
        ("示例花园一期项目", True),
        ("示例路3#楼", True),
        ("老旧小区改造工程", True),
        ("示例区1号楼2单元301", True),
        ("示例工程有限公司", False),
        ("示例项目管理中心", False),
    ],
)
def test_persons_and_public_bodies_are_no_firms(name: str, is_none: bool) -> None:
    assert is_no_firm(name) == is_none


@pytest.mark.clause("二(一)")
@pytest.mark.parametrize(
    ("name", "is_sole"),
    [("示例区甲建材商行", True), ("示例（个体工商户）", True), ("示例个体服务有限公司", False)],
)
def test_sole_traders_are_told_apart(name: str, is_sole: bool) -> None:
    assert is_sole_trader(name) == is_sole


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("示例甲有限公司等3家", True),
        ("示例甲有限公司2家", True),
        ("示例甲有限公司人家", False),
        ("示例甲有限公司等", True),
        ("示例甲建材厂等五家企业", True),
        ("示例甲有限公司，示例乙有限公司，等", True),
        ("示例甲有限公司", False),
        ("示例平等有限公司", False),
        ("各燃气企业", True),
        ("各物业公司", True),
        ("辖区内所有商户", True),
        ("各美示例有限公司", False),
        ("示例甲有限公司（委托示例乙有限公司办理）", True),
        ("示例甲有限公司（示例乙有限公司）", True),
        ("示例甲有限公司（原示例乙有限公司）", False),
        ("示例甲有限公司（曾用名：示例乙有限公司）", False),
        ("示例甲有限公司（信阳分公司）", False),
        ("示例甲有限公司（集团公司）", False),
        ("示例甲有限公司（信阳市公司）", False),
    ],
)
def test_a_cell_that_means_more_firms_than_it_names_is_known(cell: str, says: bool) -> None:
    assert names_more(cell) == says


@pytest.mark.parametrize(
    ("cell", "is_nothing"),
    [
        ("2026-11-03", True),
        ("2026年11月3日 9:30", True),
        ("12.5", True),
        ("13800000001", True),
        ("已办结", True),
        ("是", True),
        ("示例9号厂", False),
        ("365", True),
        ("示例甲有限公司", False),
        ("甲", False),
        ("91411500MA4512345X", True),
        ("914115001234567890", True),
        ("http://a.example/1", True),
        ("a@b.example", True),
        ("100%", True),
        ("√", True),
        ("——", True),
        ("No.1", True),
        ("A", True),
        ("企业", True),
        ("有限公司", True),
        ("无企业", True),
        ("某企业", True),
        ("见附件", True),
        ("详见备注", True),
        ("（空）", True),
        ("3M公司", False),
        ("ABB", False),
        ("一企业有限公司", False),
        ("见山茶馆", False),
        ("无名企业", False),
        ("A1234567广告部", False),
    ],
)
def test_a_day_a_number_and_another_columns_word_name_no_firm(cell: str, is_nothing: bool) -> None:
    assert names_nothing(cell) == is_nothing


@pytest.mark.parametrize("sign", ["、", "，", "；", "/", "\n"])
def test_several_persons_in_a_cell_are_several(sign: str) -> None:
    cell = sign.join(["示例甲", "示例乙丙"])
    assert len(firms_in(cell)) == (1 if sign == "\n" else 2)
