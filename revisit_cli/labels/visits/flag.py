"""Words for the reasons of a visit."""

from revisit_cli.labels.ledgers.ledger import NOTES as ROW_NOTES
from revisit_cli.records.code import FlagNote, FlagReason, FlagState, RowState

REASONS: dict[FlagReason, str] = {
    "complaint": "投诉件",
    "petition": "信访件",
    "overdue_completion": "超期办结",
    "hard_to_do": "反映难办",
    "bad_review": "差评",
    "key_project": "重点项目",
    "dissatisfied": "电话答不满意",
    "extra_trips": "电话反映多头跑",
    "unreachable": "多次未接通",
}
# Other words for each reason, in workbooks and on the command line.
WORDS: dict[FlagReason, tuple[str, ...]] = {
    "complaint": ("投诉件", "投诉", "12345", "热线投诉"),
    "petition": ("信访件", "信访"),
    "overdue_completion": ("超期办结", "超期", "逾期", "逾期办结", "超时办结"),
    "hard_to_do": ("反映难办", "难办", "难办事项", "办事难"),
    "bad_review": ("差评", "差评件", "非常不满意"),
    "key_project": ("重点项目", "重点项目落地企业", "重点项目落地", "重点企业"),
    "dissatisfied": ("不满意", "电话答不满意"),
    "extra_trips": ("多头跑", "电话反映多头跑"),
    "unreachable": ("多次未接通", "未接通"),
}
# The names of the columns of a workbook of firms to visit, for --map.
FIELDS = {
    "firm": "企业名称",
    "reason": "理由",
    "source": "来源编号",
    "evidence": "依据",
    "verified_on": "查实日期",
    "truth": "是否查实",
    "unit": "涉及单位",
}
# Headings of workbooks that name firms to visit, besides those of a ledger.
HEADINGS = {
    "firm": ("涉及企业", "办事企业", "评价企业", "评价人", "投诉人", "投诉企业", "信访人", "信访企业",
             "申请人", "项目单位", "项目企业", "落地企业", "重点项目企业", "被访企业", "回访企业"),
    "reason": ("理由", "上门理由", "原因", "类型", "类别", "问题类型", "评价等级", "评价", "评价结果",
               "评价级别"),
    "source": ("来源编号", "来源", "工单号", "工单编号", "受理编号", "信访编号", "投诉编号", "文号",
               "案件编号", "办件编号", "办件号", "项目编号", "项目代码"),
    "evidence": ("依据", "内容", "投诉内容", "信访内容", "评价内容", "反映内容", "诉求", "诉求内容",
                 "情况说明", "项目名称", "差评内容"),
    "verified_on": ("查实日期", "查实时间", "核实日期", "核实时间", "认定日期", "认定时间"),
    "truth": ("是否查实", "查实情况", "核实情况", "是否属实", "核查结果", "查实结果", "核实结果"),
    "unit": ("涉及单位", "被投诉单位", "被评价单位", "被信访单位", "涉及科室"),
}  # fmt: skip
# Upper words of a two-level header: 名称 below 企业情况 is 企业名称.
GROUP_ENDINGS = ("情况", "信息")
# Verified as unfounded; what is not verified yet waits.
NOT_TRUE = frozenset({"否", "不属实", "不实", "查无实据", "经查不实", "×"})
TRUE = frozenset(
    {"是", "属实", "基本属实", "部分属实", "查实", "已查实", "经查实", "经查属实", "已核实", "√"}
)
TOTALS = ("合计", "小计", "总计", "共计", "说明", "填表", "制表", "注")
FROM_CALLS = ("dissatisfied", "extra_trips", "unreachable")
NOTES: dict[FlagNote, str] = {
    "unverified": "未写查实日期，待查实，暂不列入上门（制度所指为经查实的投诉件、信访件）",
    "day_of_import": "写明属实而未写查实日期，以导入当天计",
    "now_verified": "原先待查实，现已查实，列入上门",
    "firm_missing": "企业名称空着",
    "firm_unknown": "台账中没有这家企业",
    "firm_unclear": "企业名称可指多家",
    "reason_missing": "没有写理由",
    "reason_unknown": "理由认不出",
    "not_true": "经查不实，不列入",
    "unit_unknown": "单位认不出，未记单位",
    "date_unreadable": "查实日期认不出",
    "visited_for": "这件已由此前的上门了结",
    "owed_again": "此前已上过门，这条理由在其后，须再上门一次",
    "late_entry": "所属的一期已清零，补录在本期",
    "row_hidden": ROW_NOTES["row_hidden"],
    "row_struck": ROW_NOTES["row_struck"],
    "in_no_ledger": "台账里没有这家企业，可能有单位漏报：revisit duty find 列为待核实",
}
STATES: dict[RowState, str] = {"accepted": "收下", "duplicate": "重复", "held": "待改"}
FLAG_STATES: dict[FlagState, str] = {"counts": "列入", "pending": "待查实", "dropped": "已撤下"}
