"""The fixed words of the page templates."""

SKIP = "跳到正文"
CONTENTS = "目录"
LINKS = (
    ("words", "情况"),
    ("undone", "未完成"),
    ("units", "各单位"),
    ("questions", "五项内容"),
    ("trends", "近十二个月"),
    ("work", "问题与上门"),
    ("annex", "附件"),
)
STATES, WORDS, SIX = "本期的情形", "情况", "六项数字"
UNDONE, UNDONE_CALLS, ALL_DONE = "表1　未完成名单", "电话回访未完成", "电话回访均已完成。"
FIRM, UNIT = "企业", "单位"
BURN_TABLE, DAY, LEFT = "每日末剩下的户数", "日期", "剩下户数"
UNITS_TABLE, UNITS_CHART = "表2　各单位", "图1　各单位的评价"
UNITS_NOTE = "按名册排列；条长为该单位的全部企业；评价不足5件的只列件数，不计率。"
LEDGER, FIRMS, EVALUATED, SATISFACTION = "台账", "企业", "评价", "满意率"
BAD_NUMBERS, IN_TIME = "错号空号", "问题按期"
SATISFIED, DISSATISFIED, NOT_RATED = "满意", "不满意", "未评价"
QUESTIONS = "表3　五项内容"
QUESTIONS_NOTE = "粗条为本期，细条为上期。"
FINE, MIDDLING, BAD, NO_ANSWER = "好、是、没有", "一般", "差、否、有", "不清楚、不适用、未答"
WORK, UNHAPPY, VISITS = "表4　问题、不满意、上门", "不满意", "上门"
PROBLEM_HEADINGS = ("内容", "类别", "企业", "单位", "办理", "期限")
VISIT_HEADINGS = ("企业", "理由", "情况", "期限")
COUNT = "{word} {count}{measure}"
PROBLEMS_COUNT, HANDED = "问题 {count}件", "问题 {count}件（其中上期结转来{handed}件）"
NO_PROBLEMS, NO_UNHAPPY, NO_VISITS = "没有收到问题。", "没有企业答不满意。", "没有应上门的企业。"
TRENDS, TREND_TABLE, MONTH = "图2　近十二个月", "各月的数", "月份"
SIGNS = "签署"
ANNEX, ROLL = "附件　平衡与名单", "各单位的企业"
ROLL_NOTE = (
    "每个单位之下是它为其办过事的全部企业；一家企业在几个单位之下的，只编一次号。"
    "未注明的为已完成、对该单位满意。"
)
ANSWERED, NUMBERS, LISTED = "各题的回答", "错号空号的企业", "算式里的企业"
READINGS = "解读"
NOT_RATED_IN_ANY = "各月均不足5件，不计率。"
NO_RATE_IN_ANY = "各月均没有这项比率。"
NO_FIRMS = "本期没有应回访企业。"
