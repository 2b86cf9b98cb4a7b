"""Words that people write for days and times."""

# Days counted from today.
NEAR = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0,
    "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
# Weeks and months counted from this one; "" leaves a week to which way the day lies.
COUNTED_FROM_NOW = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
WEEK = ("周", "星期", "礼拜")
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKDAYS |= {str(number): number - 1 for number in range(1, 8)}
YEARS_FROM_NOW = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
# Of a month or a year: its first day, its middle, its last.
FIRST, MIDDLE, LAST = "初", "中", "[底末]"
# Months counted from the current one.
PERIODS = {"上上期": -2, "上期": -1, "上月": -1, "上个月": -1, "本期": 0, "这期": 0, "下期": 1}
# Short names of days: 明早 is 明天早上, 明儿 is 明天.
SHORT = {"今": "今天", "明": "明天", "昨": "昨天", "后": "后天", "前": "前天"}
SHORTENED = (
    "(?<![天周期拜月时分钟头午以之])(?:([今明昨后前])儿个?|([今明昨后])(?=[早晚上中下晨夜傍清]))"
)
# Words before or after an approximate time.
ABOUT = "^(?:大概|大约|约在|约|差不多)|(?:左右|前后)?吧?$"
BY = "(?:之|以)?前"
TRADITIONAL = str.maketrans("點時週後", "点时周后")
# Chinese numerals before what they count, unlike 三 in 周三.
DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9,
}  # fmt: skip
TEN, NOUGHT = "十", "[零〇0]"
_SAID = "[一二两三四五六七八九十]{1,3}|[零〇]"
COUNTED = (
    f"(?<![周期拜])({_SAID})(?=个?半?(?:[点时分日号月年刻天周]|小时|钟头|星期|礼拜))"
    f"|(?<=[点时分差过零〇])({_SAID})(?=$|[分点时])"
)
QUARTER, SHARP = "刻", "([点时])(?:整|钟)"
PAST_THE_HOUR = f"([点时])(?:过|{NOUGHT})(?=\\d)"
# 差一刻十点, 十点差五分: an hour, and the minutes before it.
SHORT_OF = (
    r"差(?P<wants>\d{1,2})分?钟?到?(?P<hour>\d{1,2})[点时]"
    r"|(?P<hour_first>\d{1,2})[点时]差(?P<wants_then>\d{1,2})分?钟?"
)
# A time span from now, or ago.
SPAN = (
    "(?P<over>过|再过)?(?P<half>半)?(?P<count>\\d{1,3})?个?(?P<more>半)?"
    "(?P<what>小时|钟头|分钟|天|周|星期|礼拜)(?:(?:以|之)?(?P<way>后|前))?"
)
SPAN_MINUTES = {"小时": 60, "钟头": 60, "分钟": 1}
SPAN_DAYS = {"天": 1, "周": 7, "星期": 7, "礼拜": 7}
AGO = "前"
NOW = ("现在", "刚才", "刚刚", "方才")
YEAR, MONTH, DAY = "年", "月", "[日号]"
MEASURE, PART = "个?", "份?"
MONTH_WORD = "月份?"
# Parts of a day: the first and the last hour they can mean, and the one they stand for alone.
HALVES: dict[str, tuple[int, int, int | None]] = {
    "凌晨": (0, 6, None), "半夜": (0, 6, None),
    "清晨": (0, 12, 9), "清早": (0, 12, 9), "早晨": (0, 12, 9), "早上": (0, 12, 9),
    "一大早": (0, 12, 9), "一早": (0, 12, 9), "早": (0, 12, 9), "晨": (0, 12, 9),
    "上午": (0, 12, 9), "中午": (11, 14, 12), "午后": (12, 19, 15), "下午": (12, 19, 15),
    "傍晚": (16, 20, 18), "晚上": (17, 23, 19), "晚": (17, 23, 19), "夜里": (17, 23, 21),
    "夜": (17, 23, 21),
}  # fmt: skip
O_CLOCK, MINUTE, HALF_HOUR = "[点时]", "分", "半"
# Without a part of the day, hours from one up to this one are in the afternoon.
AFTERNOON_UNTIL = 7
