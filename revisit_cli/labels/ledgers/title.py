"""Patterns for units and months in titles, and in the names of sheets and files."""

# Text around a unit's name in its cell, and the request for its seal.
UNIT_LABEL = r"^\S{0,4}(?:单位|科室|部门|处室)\s*[:：]\s*"
SEAL_HERE = r"[(（]\s*(?:盖章|公章|签章|盖公章)\s*[)）]$"
FOOT_LABELS = ("填报", "报送", "制表", "上报")
# Lines above the header, and names of sheets and files.
UNIT_LINE = (
    r"(?:填报|报送|制表|上报|所属|责任|承办|(?<![\u4e00-\u9fff]))(?:单位|科室|部门|机构)(?:名称)?(?:\(盖?章?\)|\(公章\))?"
    r"\s*[:：]\s*(?P<unit>.+)"
)
NEXT_LABEL = (
    r"\s{2,}|\s*(?:填报|报送|制表|联系|负责|审核|填表|统计|时间|日期|年\s*月|单位负责人)"
    r"[^:：]{0,6}[:：]|\s*(?:月份|年份|年度|电话|配合|协办|主管|分管|主送|抄送|经办|编制|编号)[^:：]{0,4}[:：]|"
    r"\s+[\u4e00-\u9fff]{1,8}(?:\([^()]*\))?\s*[:：]|"
    # A date of filling in, and a count, without a label.
    r"[\s,;、(]*(?:20\d\d|[二2][〇○零0O][一二三四五六七八九\d]{2})\s*[年.\-/]|"
    r"[\s,;、(]+(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月|"
    r"[\s,;、(]+(?:合?[共计]\s*\d+\s*[家户行页条件]|第\s*\d+\s*页)"
)
UNIT_NAME = (
    r"(?P<unit>[\u4e00-\u9fff]{1,24}?(?:科|处|室|中心|站|局|队|办|所|股|院|协会))"
    r"(?=$|第[一二三四1-4]季|[上下]半年|涉企|台账|台帐|统计|服务|名单|报表|明细|企业|汇总|报送|上报|回访|月|回执|更正|修改|最终|的|"
    r"[^\u4e00-\u9fff])"
)
# The bureau's name is removed from a unit's if no place name is before it.
BUREAU = (
    r"(?:市|县|区|省)?(?:住房和城乡建设|住房城乡建设|住建)(?:局|厅|委|委员会)|"
    r"局营商办|营商办|市局|全局|本局"
)
LEDGER_WORDS = r"^(?:附[件表]?\d*|表\d*)?[:：.、]?(?:(?:填报|报送|上报|制表)(?:单位|科室|部门)(?:名称)?|关于报送|关于上报|关于|报送|上报|最终版|终稿|新建)?"
# Not a unit: a placeholder in a form, or a form of address.
NO_UNIT = (
    r"[xX×*＊○〇某_].*|(?:请|各|本(?:局|科|单位|部门)|该|全[市局体]|有关|相关|所有).*|\d+[年月].*"
)
LISTED_WITH = r"\s*[、,，/;；和与及]\s*"
NO_NAME = r"\d{4}年度?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|[\d_.\-—–―()【】\[\]]+"
MONTH = r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?!\s*\d{1,2}\s*[日号])"
YEAR_MONTH = r"(?<!\d)(?P<year>20\d\d)\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月(?!\s*\d{1,2}\s*[日号])"
YEAR_MONTH_SHORT = (
    r"(?<!\d)(?P<year>20\d\d)(?:[.\-_/](?P<month>1[0-2]|0?[1-9])|(?P<joined>0[1-9]|1[0-2]))"
    r"(?![\d.\-_/]*\d)"
)
MONTH_SAID = "{}月"
YEAR = r"(?<!\d)(?P<year>20\d\d)\s*(?:年|[.\-_/])"
# In a column of units: a person behind the unit, and lists of several units.
OFFICE_ENDS = r"(?:科|处|室|股|站|队|所|局|办|中心)"
OFFICE_LIST = r"[、,，;；/\n]|和|与|及"
OFFICE_OF_LIST = rf"\s*[\u4e00-\u9fff]{{1,16}}{OFFICE_ENDS}\s*"
