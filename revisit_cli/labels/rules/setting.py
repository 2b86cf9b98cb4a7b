"""Words for settings."""

from collections.abc import Iterable
from datetime import time

from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import RecheckDuty

ABOUT = {
    "bureau": "表头上和电话里的单位名称",
    "office_name": "打电话时自称的科室",
    "office_phone": "企业核实时打的公开电话",
    "dial_qr": "卡片上的号码另印成手机扫一下就拨的二维码",
    "discipline_phone": "机关纪委的电话，企业问廉洁情况时告知",
    "cycle_last_day": "每期止于几日",
    "closing_time": "下班时间，期末台账以此为限",
    "calls_due_day": "电话回访限次月几日",
    "visits_due_day": "上门回访限次月几日",
    "answer_workdays": "问题限几个工作日内处理或答复",
    "sample_least": "座谈至少抽取几家",
    "sample_most": "座谈至多抽取几家",
    "sample_size": "座谈抽取家数",
    "lease_minutes": "一户企业正在打、没动多少分钟就放回",
    "busy_rest_minutes": "占线后隔多少分钟再拨",
    "no_answer_rest_hours": "无人接听后至少隔多少小时再拨",
    "soft_refusal_rest_days": "婉拒后隔多少个工作日再拨",
    "visit_on_dissatisfied": "电话答“不满意”的列入上门回访",
    "visit_on_extra_trips": "电话反映“多头跑”的列入上门回访",
    "visit_on_unreachable": "多次未接通的列入上门回访",
    "recheck": "复核：off 不做、advised 建议、required 不复核不能清零",
    "recheck_percent": "复核要能查出百分之几的不符",
    "repeated_findings": "12个月内认定几次算“多次”",
    "rank_from_evaluations": "评价满几件的单位才排名",
    "dead_rate_percent": "空号错号占比超过百分之几提示台账质量",
}
YES, NO = "是", "否"
RECHECK_DUTIES: dict[RecheckDuty, str] = {"off": "不做", "advised": "建议", "required": "必做"}
EXPECTED_TIME = "应为时间，如 17:30"
EXPECTED_YES_NO = "应为 是 或 否"
EXPECTED_BOUNDS = "至少的家数不能多于至多的家数"
EXPECTED_TEXT = "不能为空，也不能有换行"


def value_word(value: object) -> str:
    """Return the text in which a value is stored and shown."""
    if isinstance(value, bool):
        return YES if value else NO
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def expected_one_of(codes: Iterable[str]) -> str:
    """Return the words for one of a few codes."""
    return f"应为 {LISTED.join(codes)} 之一"


def expected_number(low: int, high: int) -> str:
    """Return the words for a whole number between two bounds."""
    return f"应为 {low} 至 {high} 的整数"


# Telephone numbers given to firms: public ones, not of persons.
OUR_NUMBERS = frozenset({"office_phone", "discipline_phone"})
