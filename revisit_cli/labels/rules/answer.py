"""The forms' questions and their answers, by telephone and in a visit."""

QUESTIONS = {
    "attitude": "服务态度",
    "one_time_notice": "一次性告知",
    "days": "几天办结",
    "extra_trips": "多头跑",
    "integrity": "吃拿卡要",
    "overall": "总体评价",
}
# Other names people give a question.
OTHER_NAMES = {"廉洁": "integrity"}
# What words on the call itself come under.
OF_THE_CALL = ("outcome", "结果", "reason", "原因")
# The answers each question takes, as stored.
ANSWERS = {
    "attitude": {"good": "好", "fair": "一般", "poor": "差"},
    "one_time_notice": {"yes": "是", "no": "否", "unclear": "不清楚", "na": "不适用"},
    "extra_trips": {"yes": "是", "no": "否", "unclear": "不清楚", "na": "不适用"},
    "integrity": {"no": "没有", "yes": "有", "declined": "不愿回答"},
    "overall": {"satisfied": "满意", "dissatisfied": "不满意"},
}
# Further ways to say an answer.
SYNONYMS = {
    ("attitude", "较好"): "good",
    ("attitude", "不好"): "poor",
    ("one_time_notice", "有"): "yes",
    ("one_time_notice", "没有"): "no",
    ("one_time_notice", "执行了"): "yes",
    ("one_time_notice", "未执行"): "no",
    ("one_time_notice", "说不清"): "unclear",
    ("extra_trips", "有"): "yes",
    ("extra_trips", "没有"): "no",
    ("extra_trips", "无"): "no",
    ("extra_trips", "存在"): "yes",
    ("extra_trips", "不存在"): "no",
    ("extra_trips", "说不清"): "unclear",
    ("integrity", "否"): "no",
    ("integrity", "无"): "no",
    ("integrity", "是"): "yes",
    ("integrity", "存在"): "yes",
    ("integrity", "不存在"): "no",
    ("integrity", "拒答"): "declined",
}
