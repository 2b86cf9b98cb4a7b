"""Words that people write for days and times."""

# Days counted from today.
NEAR = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "明天": 1,
    "明日": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
# Weeks counted from this one; "" leaves it to which way the day lies.
WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
WEEK = ("周", "星期", "礼拜")
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
# Months counted from the one at hand.
PERIODS = {"上上期": -2, "上期": -1, "上月": -1, "上个月": -1, "本期": 0, "这期": 0, "下期": 1}
# What is left of a day's name before a part of the day: 明早 is 明天早上.
SHORT = {"今": "今天", "明": "明天", "昨": "昨天", "后": "后天"}
PART = "(?=[早晚上中下晨])"
# Numbers as they are said, before what they count; 三 of 周三 counts nothing.
DIGITS = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TEN = "十"
COUNTED = "(?<![周期拜])([一二两三四五六七八九十]{1,3})(?=个?半?(?:[点时分日号月年刻天]|小时|钟头))"
QUARTER, SHARP = "刻", "([点时])(?:整|钟)"
# How long from now, or ago.
SPAN = "(?P<half>半)?(?P<count>\\d{1,3})?个?(?P<more>半)?(?P<what>小时|钟头|分钟|天)(?:以|之)?(?P<way>后|前)"
SPAN_MINUTES = {"小时": 60, "钟头": 60, "分钟": 1, "天": 24 * 60}
AGO = "前"
NOW = ("现在", "刚才")
YEAR, MONTH, DAY = "年", "月", "[日号]"
MONTH_WORD = "月份?"
# Parts of a day: whether an hour below twelve means the afternoon, and the hour they stand for.
HALVES = {
    "上午": (False, 9), "早上": (False, 9), "中午": (False, 12), "下午": (True, 15),
    "晚上": (True, 19), "早晨": (False, 9), "早": (False, 9), "晚": (True, 19), "午后": (True, 15),
    "夜里": (True, 21),
}  # fmt: skip
O_CLOCK, MINUTE, HALF_HOUR = "[点时]", "分", "半"
# An hour said without a part of the day, from one on and before this, is the afternoon's.
AFTERNOON_UNTIL = 7
