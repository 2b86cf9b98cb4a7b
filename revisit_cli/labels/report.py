"""Words of the reports."""

from revisit_cli.labels.call import STATES

TITLE = "{bureau}涉企服务对象回访月报"
PERIOD = "{month} 期（{first} 至 {last}）"
SHEETS = {
    "summary": "汇总",
    "form": "附表3汇总",
    "filings": "报送情况",
    "units": "分单位",
    "not_done": "未完成名单",
    "problems": "问题与上门",
    "notes": "说明",
}
NOT_APPLICABLE = "不适用"
LOCKED, NOT_LOCKED = "名单已锁定", "名单未锁定，N 为目前户数"
HEAD_LINE = "日志 {size} 条　校验码 {head}　来源 {origin}"
LINES = {
    "firms": "回访名单企业数 N",
    "sole_traders": "其中个体工商户",
    "unlisted": "锁定后新增（不计入 N）",
    "services": "涉企服务事项数",
    "late_entries": "其中迟报补录",
    "coverage": "覆盖率（拨打过至少一次）",
    "contact_rate": "接通率（CON1）",
    "effective_rate": "有效回访率（RR2）",
    "satisfaction": "满意率（按企业）",
    "unrated": "未评价企业数",
}
CLASSES = {
    "I": "完成",
    "P": "部分完成",
    "R": "拒访",
    "NC": "未接通",
    "O": "其他未完成",
    "UO": "号码错误或停机",
    "UH": "尚未拨打",
    "NE": "企业已注销",
}
AAPOR = "{}（AAPOR，e=1）"
PROBLEMS = {
    "raised": "立项",
    "answered": "已处理或答复",
    "in_time": "其中按期",
    "open": "未办结",
    "late": "超期",
}
VISITS = {
    "flagged": "应上门",
    "done": "已上门并签章",
    "unsigned": "已上门未签章",
    "to_do": "未上门",
    "late": "超期",
}
COLUMNS = {
    "summary": ("项目", "数", "分母", "比率"),
    "units": (
        "单位",
        "报送",
        "事项",
        "企业",
        "评价",
        "满意",
        "不满意",
        "未评价",
        "满意率",
        "错号空号",
        "排名",
    ),
    "filings": ("单位", "报送情况"),
    "not_done": ("序号", "企业", "状态"),
    "problems": ("企业", "单位", "类别", "内容", "状态", "期限"),
    "visits": ("企业", "状态", "期限"),
}
CATEGORIES = {"suggestion": "意见建议", "difficulty": "困难问题", "other": "其他"}
PROBLEM_STATES = {
    "open": "未办",
    "assigned": "已交办",
    "transferred": "已移交",
    "handled": "已处理",
    "answered": "已答复",
    "closed": "已办结",
}
VISIT_STATES = {"to_do": "未上门", "unsigned": "未签章", "done": "已完成"}
RANKED, NOT_RANKED = "参加", "评价不足，不排名"
SIGNS = ("制表：", "审核：", "负责人：", "日期：")
READINGS_TITLE = "本表所依据的解读"
PROBLEM_LINE, VISIT_LINE, FILING_LINE = "问题·{}", "上门·{}", "台账·{}"
CALL_STATES = {**STATES, "carried": "结转下期"}
SONG, HEI = "宋体", "黑体"

INTEGRITY_LINE = "吃拿卡要：{}（件，不足3不列）"
INTEGRITY = {"no": "没有", "yes": "有", "declined": "不愿回答", "unasked": "未问"}
NOT_LISTED = "不列"
