"""Words of the ledgers' discipline: suspicions, decisions, talks."""

KINDS = {
    "late": "迟报",
    "missing": "未报",
    "concealed": "瞒报",
    "denied_service": "企业称未办理过",
    "dead_numbers": "空号错号过多",
    "forced_praise": "要求或威胁给好评",
}
STATES = {"suspected": "嫌疑", "confirmed": "已认定", "dismissed": "不成立"}
ESCALATIONS = {
    "deputy": "机关纪委约谈分管负责人或科室承办人",
    "chief": "局党组指定专人约谈主要负责人",
}
ALL_KINDS = "、"
