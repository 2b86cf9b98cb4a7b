"""Words for undoing acts."""

from collections.abc import Mapping

from revisit_cli.records.code import UndoBar

WHY: dict[UndoBar, str] = {
    "draw": "封名单与抽取不撤销，重新抽取须另行封名单并写明理由",
    "closed": "清零不撤销，更正用 --correct",
    "confirmed": "认定不撤销",
    "erased": "抹去的不再回来",
    "key": "设置公钥不撤销，可另设一把",
    "restored": "恢复不撤销，换下的数据文件还在",
    "seen": "看过的收不回",
    "file": "没有改动记录",
    "claim": "只是取出来打，放回用 revisit calls release",
    "unknown": "这种操作不能撤销",
    "undone": "已经撤销过",
    "older": "那时的程序没有留下原样",
    "forgotten": "其中的企业已抹去",
    "relied_on": "后来的操作依着它",
    "held": "电话正在别人手上",
    "contradicted": "企业的话与记录不符，已立存疑，由署名的人认定或排除",
}
# The names of a table's rows and their measure words; rows of other tables are not mentioned.
ROWS: Mapping[str, tuple[str, str]] = {
    "filing": ("报送", "份"),
    "service": ("台账行", "行"),
    "firm": ("企业", "户"),
    "contact": ("联系方式", "个"),
    "call": ("电话", "通"),
    "call_list": ("定下的名单", "次"),
    "attempt": ("拨打记录", "条"),
    "evaluation": ("评价", "份"),
    "skip": ("搁置", "次"),
    "not_served": ("名单有误", "条"),
    "flag": ("上门理由", "条"),
    "visit": ("上门", "次"),
    "visit_void": ("上门作废", "次"),
    "problem": ("问题", "件"),
    "problem_event": ("办理记录", "条"),
    "finding": ("待核实的", "条"),
    "confidence": ("廉洁方面的原话", "条"),
    "unit": ("单位", "个"),
    "unit_alias": ("单位简称", "个"),
    "column_map": ("列的对应", "条"),
    "setting": ("设定", "项"),
    "calendar_day": ("放假安排", "天"),
    "calendar_year": ("放假通知", "份"),
    "firm_merge": ("企业合并", "次"),
    "firm_apart": ("不是一家的认定", "条"),
    "recheck_attempt": ("复核记录", "条"),
    "symposium": ("座谈", "次"),
    "attendance": ("到会登记", "条"),
    "rank": ("抽取名次", "个"),
}
NOTHING = "没有可见的记录"


def counted(rows: tuple[tuple[str, int], ...]) -> str:
    """Return how many rows of which tables in words."""
    found = [f"{ROWS[table][0]} {count} {ROWS[table][1]}" for table, count in rows if table in ROWS]
    return "、".join(found)
