"""Words for the reasons of a visit."""

REASONS = {
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
# What people write for each reason in a workbook or on the command line.
WORDS = {
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
FROM_CALLS = ("dissatisfied", "extra_trips", "unreachable")
NOTES = {
    "unverified": "投诉件、信访件未写查实日期（制度所指为经查实的）",
    "firm_missing": "企业名称空着",
    "firm_unknown": "台账中没有这家企业",
    "firm_unclear": "企业名称可指多家",
    "reason_missing": "没有写理由",
    "reason_unknown": "理由认不出",
    "not_true": "经查不实，不列入",
    "unit_unknown": "单位认不出，未记单位",
    "date_unreadable": "查实日期认不出",
}
