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
YEAR, MONTH, DAY = "年", "月", "[日号]"
MONTH_WORD = "月份?"
# Parts of a day: whether an hour below twelve means the afternoon, and the hour they stand for.
HALVES = {
    "上午": (False, 9), "早上": (False, 9), "中午": (False, 12), "下午": (True, 15),
    "晚上": (True, 19),
}  # fmt: skip
O_CLOCK, MINUTE, HALF_HOUR = "[点时]", "分", "半"
