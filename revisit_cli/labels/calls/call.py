"""Words of calls: outcomes, states, tags, and why a firm is called next."""

from revisit_cli.records.code import CallbackParty, CallOutcome, CallState, CallWhy

OUTCOMES: dict[CallOutcome, str] = {
    "completed": "接通",
    "partial": "答了一部分",
    "refused_soft": "婉拒",
    "refused_hard": "拒访",
    "appointment": "约定再拨",
    "no_answer": "无人接听",
    "busy": "占线",
    "left_message": "已留言",
    "broken_off": "中途挂断",
    "contact_left": "联系人已离职",
    "wrong_number": "号码有误",
    "dead_number": "停机空号",
    "denies_service": "称未办理过",
    "firm_gone": "企业已注销",
    "exhausted": "多次未接通",
}
NOT_SERVED = "名单有误"
ENDS = OUTCOMES | {"not_served": NOT_SERVED}
PARTIES: dict[CallbackParty, str] = {"firm": "企业的人", "third_party": "别人代接"}
STATES: dict[CallState, str] = {
    "new": "未拨",
    "retry": "待再拨",
    "appointment": "已约定",
    "returned": "等补号码",
    "done": "已完成",
    "withdrawn": "已撤下",
}
# Tags of a contact for what the forms have no field for, in the document's words.
TAG = "标签"
PROBLEM_TAGS = {
    "hidden_approval": "隐性审批",
    "added_condition": "乱设前置条件",
    "off_procedure": "不按公示流程办事",
}
WHYS: dict[CallWhy, str] = {
    "held": "您正在办这一户",
    "draft": "您上次记了一半",
    "picked": "您选中的",
    "inbound": "企业打来的",
    "appointment": "约定的时间到了",
    "shared": "与刚才那一户同一个号码",
    "number_corrected": "单位补来了号码",
    "carried": "上期转来的",
    "deadline": "临近截止",
    "new": "还没有拨过",
    "skipped": "先前跳过，时间到了",
    "retry": "已过再拨的间隔",
    "same_number": "没有别的可拨；同一号码刚才没通",
}
