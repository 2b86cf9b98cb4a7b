"""Words around a date of service."""

NOISE = (
    r"[(\[]?(?:周|星期|礼拜)[一二三四五六日天][)\]]?|上午|下午|中午|早上|早晨|晚上|凌晨|傍晚|左右|前后|全天|"
    r"[AaPp][Mm](?![A-Za-z])|"
    # Words beside a date for what happened on it, and for the start and end of a range.
    r"(?:[已于]\s*)?(?:受理|收件|办理|办结|办毕|完成|办好|发证|发放|审批|审核|批复|申请|申报|提交|报送|"
    r"走访|上门|检查|验收|服务|登记|接待|沟通)(?:时间|日期|完毕|完成)?[:：]?|"
    r"(?:开始|结束|当天|当日)(?:时间|日期)?[:：]?|(?<=[日号\d])\s*[起止](?!草)|^\s*(?:[自从]|已?于)\s*(?=\d)|"
    # A bracket without a number: (补), (第一次).
    r"[(\[][^()\[\]\d]*[)\]]"
)
IN_BRACKETS = (
    r"[(\[【〔〖「](?P<inside>[^()\[\]【】〔〕〖〗「」]*\d[^()\[\]【】〔〕〖〗「」]*)[)\]】〕〗」]"
)
# Chinese numerals before 年, 月 or 日.
NUMERALS = r"[〇○Ｏ零O一二三四五六七八九十廿卅]+(?=\s*[年月日号])"
NUMERAL_DIGITS = {
    "〇": "0",
    "○": "0",
    "O": "0",
    "零": "0",
    **{word: str(number) for number, word in enumerate("一二三四五六七八九", 1)},
}
TENS = {"十": 1, "廿": 2, "卅": 3}
CLOCK = (
    r"(?<!\d)\d{1,2}\s*:\s*\d{2}(?:\s*:\s*\d{2}(?:\.\d+)?)?(?:Z|\+\d\d:?\d\d)?|(?<!\d)\d{1,2}\s*[时点]"
    r"(?:\s*\d{1,2}\s*分|半|整)?(?!\d)"
)
# A date-time with a time zone, to be converted to ours: 16:00Z is midnight of the next day. A minus
# without a T before the hour separates two hours: 9:00-11:00.
MOMENT = (
    r"(?P<y>\d{4})\s*[年.\-/]\s*(?P<m>\d{1,2})\s*[月.\-/]\s*(?P<d>\d{1,2})\s*日?,?\s*(?P<t>T?)\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:(?P<zone>UTC|GMT|Z)?\s*(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
    r"|UTC|GMT|Z)(?:\s*\([^()]*\))?(?![A-Za-z\d:])"
)
# A date as programs write it: Tue Nov 03 2026.
ENGLISH_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
ENGLISH_DAY = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
    rf"(?P<name>{'|'.join(ENGLISH_MONTHS)})[a-z]*\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})"
)
DAY_FIRST = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
    rf"(?<!\d)(?P<d>\d{{1,2}})[- ]?(?P<name>{'|'.join(ENGLISH_MONTHS)})[a-z]*[- ,]*"
    r"(?P<y>20\d\d|[2-4]\d)(?!\d)"
)
# With the year first, or without one: 2026-Nov-06, 6-Nov.
YEAR_FIRST = rf"(?<!\d)(?P<y>20\d\d)[- /.]?(?P<name>{'|'.join(ENGLISH_MONTHS)})[a-z]*[- /.]?(?P<d>\d{{1,2}})(?!\d)"
DAY_MONTH = rf"(?P<d>\d{{1,2}})[- ](?P<name>{'|'.join(ENGLISH_MONTHS)})[a-z]*\.?"
WEEKDAY = r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日天")
# The year last: 11/3/2026 is the 3rd of November to most programs, and may be the 11th of March.
YEAR_LAST = r"(?P<a>\d{1,2})(?P<by>[/.\-])(?P<b>\d{1,2})(?P=by)(?P<y>20\d\d|[2-4]\d)"
# Midnight of the next day, by a program whose Shanghai lies 43 seconds off ours.
SHORT_MIDNIGHT = r"(?<!\d)23:59:17(?:\.\d+)?(?!\d)"
EDGES = " \t\r\n,，;；、.。()-—–~～至到T'\"=“”‘’"
JOIN = (
    r"\s*(?:-+|—+|–|―|~|至|到|、|,|;|和|\n|(?<=[日号])\s*/|"
    r"(?<=\d)/(?=\d{1,4}\s*[.\-月年])| (?=\d{1,4}\s*[.\-月年/]))\s*"
)
SEPARATOR = r"\s*[年.\-/。,\\_·]\s*"
SHORT_SEPARATOR = r"\s*[月.\-/。\\_·]\s*"
LISTED = r"(?P<y>20\d\d)(?: |、|\s*,\s*)(?P<m>\d{1,2})(?: |、|\s*,\s*)(?P<d>\d{1,2})日?"
DATE_PARTS = ("年", "月", "日")
DAY_END = r"\s*[日号]?"
