"""Words of the re-check card: questions to a firm that is called again, and its answers."""

from collections.abc import Mapping

from revisit_cli.records.code import (
    PressureAnswer,
    RecheckAnswer,
    RecheckClass,
    RecheckOverall,
    RecheckProgress,
)

# In the order of their keys on the card.
ANSWERS: Mapping[RecheckAnswer, str] = {
    "called": "打过",
    "not_called": "没打过",
    "unsure": "记不清",
    "not_ours": "不是本企业号码",
    "unreached": "没打通",
}
# Other words for the same answers.
ANSWER_WORDS: Mapping[RecheckAnswer, tuple[str, ...]] = {
    "called": ("打过", "接到过", "有", "是"),
    "not_called": ("没打过", "没接到过", "没有", "未打过", "否"),
    "unsure": ("记不清", "不记得", "不清楚"),
    "not_ours": ("不是本企业号码", "不是本人号码", "号码不对", "号码有误", "空号", "停机"),
    "unreached": ("没打通", "未接通", "没接通", "无人接听", "占线", "不愿说"),
}
OVERALLS: Mapping[RecheckOverall, str] = {
    "satisfied": "满意",
    "dissatisfied": "不满意",
    "unsaid": "没说",
}
PRESSURES: Mapping[PressureAnswer, str] = {"no": "没有", "yes": "有", "declined": "不愿答"}
CLASSES: Mapping[RecheckClass, str] = {
    "agrees": "相符",
    "rating_differs": "评价不符",
    "not_called": "没接到过",
    "not_ours": "不是本人号码",
    "unsure": "记不清",
    "unreached": "未接通",
}
OFFICES = ("机关纪委", "体验官", "行业协会")
ENTRY_STATES: Mapping[RecheckProgress, str] = {
    "waiting": "待打",
    "retry": "再打",
    "held": "正在打",
    "answered": "已答",
    "given_up": "未接通",
}
# Sentences to read aloud.
GREETING = "您好，我是{bureau}{office}{name}。最近营商办给您打过回访电话吗？"
PRESSURE_ASKED = "打回访时，有没有人提示您怎么评价？这一问只交机关纪委。"
