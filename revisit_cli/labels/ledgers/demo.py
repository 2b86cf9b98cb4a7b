"""The made-up month that ``revisit demo`` runs: no firm, person or number in it is real."""

MONTH = "2026-11"
FOLDER = "revisit-demo"
TITLE = "市住建局 11 月份涉企服务主体统计表"
MADE_BY, MADE_ON = "制表：示例员", "时间：2026年11月25日"
NOTE, NOTE_TEXT = "说明", "每月25日前报送"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
FIRM = "示例市{name}{kind}有限公司"
KINDS = ("建筑工程", "物业服务", "房地产开发", "燃气设备", "装饰工程", "造价咨询")
OFFICER, CONTACT = "办事员{name}", "联系人{name}"
PLACE, DONE = "政务大厅窗口", "已办结"
# Unit, file name, matter, first firm, count of firms; some firms are in two of them.
LEDGERS = (
    ("审批科", "审批科.xlsx", "施工许可证核发", 0, 9),
    ("质量安全监督站", "质安站11月台账.xlsx", "竣工验收监督", 6, 8),
    ("燃气办", "燃气办.csv", "燃气经营许可", 12, 6),
    ("房产交易中心", "房产交易中心.xlsx", "商品房预售许可", 16, 7),
)
ZERO_UNIT = "人事科"
ROSTER = "单位名册.csv"
ROSTER_HEAD = ("单位名称", "类别", "主要负责人", "简称")
ROSTER_ROWS = (
    ("审批科", "机关科室", "示例科长甲", ""),
    ("质量安全监督站", "局属单位", "示例站长乙", "质安站"),
    ("燃气办", "机关科室", "示例主任丙", ""),
    ("房产交易中心", "局属单位", "示例主任丁", ""),
    ("人事科", "机关科室", "示例科长戊", ""),
)
CLERKS = ("示例员甲", "示例员乙")
SEED = "7623 10 390"
RECHECK_SEED, RECHECK_SEED_FROM, CHECKER = "3714", "机关纪委示例甲", "机关纪委示例乙"
# How many completed calls are re-checked, and the one that says it was not called.
RECHECKED, NOT_CALLED = 14, 9
CORRECTED = "13900000008"
SUGGESTION = "希望施工许可能全程网上办理"
DIFFICULTY = "招不到持证的安全员"
REFUSAL = "正在开会，不便接听"
REPORT = "2026-11月报.xlsx"
PAGE = "2026-11月报.html"
DAYS_TEXT = "3天"
