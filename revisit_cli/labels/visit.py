"""Words of a visit: its questions and answers, states, signatures, remarks."""

STATES = {"to_do": "待上门", "unsigned": "未签字", "done": "已完成"}
SIGNATURES = {"signed": "签字", "sealed": "盖章", "refused": "拒签"}
SIGNATURE_WORDS = {
    "signed": ("签字", "签名"),
    "sealed": ("盖章",),
    "refused": ("拒签", "拒绝签字"),
}
QUESTIONS = {
    "attitude": "服务态度",
    "one_time_notice": "一次性告知",
    "days": "几天办结",
    "extra_trips": "多头跑",
    "integrity": "廉洁",
    "overall": "总体评价",
}
# The answers each question takes, as stored, and what people write for them.
ANSWERS = {
    "attitude": {"good": "好", "fair": "一般", "poor": "差"},
    "one_time_notice": {"yes": "是", "no": "否", "unclear": "说不清", "na": "不适用"},
    "extra_trips": {"yes": "是", "no": "否", "unclear": "说不清", "na": "不适用"},
    "integrity": {"no": "否", "yes": "是", "declined": "不愿回答"},
    "overall": {"satisfied": "满意", "dissatisfied": "不满意"},
}
OTHER_WORDS = {
    ("attitude", "较好"): "good",
    ("attitude", "不好"): "poor",
    ("one_time_notice", "有"): "yes",
    ("one_time_notice", "没有"): "no",
    ("one_time_notice", "执行了"): "yes",
    ("one_time_notice", "未执行"): "no",
    ("extra_trips", "有"): "yes",
    ("extra_trips", "没有"): "no",
    ("extra_trips", "存在"): "yes",
    ("extra_trips", "不存在"): "no",
    ("integrity", "有"): "yes",
    ("integrity", "没有"): "no",
    ("integrity", "存在"): "yes",
    ("integrity", "不存在"): "no",
    ("integrity", "拒答"): "declined",
}
NOTES = {
    "chief_absent": "重点项目企业，主要领导未带队",
    "lead_missing": "未写带队领导",
    "unsigned": "企业未签字或盖章，不算完成",
    "signature_refused": "企业拒签，已注明理由和两名见证人",
    "visited_late": "过了20日才上门",
}
CHIEF = {"yes": True, "是": True, "no": False, "否": False}
DAYS = "天"
# Between names in one text.
LISTED = "、"
