"""Words of units and of rosters."""

from revisit_cli.records.code import RosterMove, RosterSkip, UnitKind
from revisit_cli.records.ledgers.unit import Unit

KINDS: dict[UnitKind, str] = {"bureau_unit": "局属单位", "office": "机关科室", "unknown": "未定"}
# What people write for each kind; the words of KINDS and their parts count too.
KIND_WORDS: dict[UnitKind, str] = {
    "bureau_unit": "局属单位 局属 下属单位 二级单位 二级机构 直属单位 事业单位 局属事业单位 单位",
    "office": "机关科室 机关 科室 内设科室 内设机构 局机关 局机关科室 机关各科室",
}
# Headings over each column, after NFKC and without white space.
ROSTER_HEADINGS = {
    "name": """单位名称 单位 科室 科室名称 单位科室 单位/科室 单位(科室) 单位(科室)名称 科室(单位)
        科室(单位)名称 单位科室名称 单位及科室 单位全称 名称 部门 部门名称 报送单位 责任单位""",
    "kind": "类别 类型 单位类别 单位类型 性质 单位性质",
    "leader": """主要负责人 主要负责人姓名 主要领导 负责人 负责人姓名 单位负责人 科室负责人 一把手
        科长 站长 局长 主任""",
    "deputy": """分管负责人 分管负责人姓名 分管领导 分管副职 副职 副科长 分管""",
    "contact": "联系人 联系人姓名 联络员 联络员姓名 承办人 科室承办人 经办人 报送人 台账员",
    "aliases": "简称 别名 别称 其他名称 其它名称 曾用名 又名 原名称 原名",
    "serial": "序号 编号 号 序 No No.",
}
ALIAS_SEPARATORS = "、,，;；/\n"
OFFICE_ENDINGS = ("科", "室", "党委", "纪委", "办")
# Rows of a roster that name no unit.
NOT_A_UNIT = (
    r"(?:合|小|总|共)\s*计(?:$|[:：\d\s].*)|共\s*\d+.*|(?:说明|备注|注)(?:$|[:：\d\s].*)|"
    r"(?:填表|填报|制表|审核|报送)(?:人|单位|时间|日期)?[:：].*|\d+(?:\.0)?(?:个|家)?|无|-+|/"
)
SECTION = r"^[(（]?[一二三四五六七八九十\d]*[)）]?[、.．:：]?(?P<kind>\D+?)(?:[(（]\D*\d*\D*[)）])?[:：]?$"
ROSTER_SKIPPED: dict[RosterSkip, str] = {
    "no_unit": "不是单位，没有收下",
    "repeated": "单位前面已有，以前面的为准",
}
ROSTER_CHANGES = "名册事后改动"
ROSTER_MOVES: dict[RosterMove, str] = {"entered": "事后列入应报", "left": "不再应报"}
OWED_FROM, OWED_BETWEEN = "{} 起", "{} 至 {}"
SINCE_UNKNOWN, OWES_NONE = "起始未登记", "不应报"


def months_owed(unit: Unit) -> str:
    """Return from which month to which one a unit owes ledgers."""
    if not unit.owes:
        return OWES_NONE
    if unit.owes_until:
        return OWED_BETWEEN.format(unit.owes_since or SINCE_UNKNOWN, unit.owes_until)
    return OWED_FROM.format(unit.owes_since) if unit.owes_since else SINCE_UNKNOWN
