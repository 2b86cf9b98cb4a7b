"""Words of working days, of holiday notices, and of exported calendar files."""

from revisit_cli.records.code import DayWhy

WHYS: dict[DayWhy, str] = {
    "workday": "工作日",
    "make_up": "周末调休上班",
    "weekend": "周末",
    "holiday": "放假",
    "unannounced": "待定，要看次年的放假通知",
}
# Whether a day is a working day; None if no notice covers it yet.
COUNTS = {True: "是", False: "否", None: "待定"}
# The names of holidays in the calendar library.
HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
NAMED = "{why}（{name}）"
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
OFF, MAKE_UP, UNANNOUNCED = "休", "班", "？"
# A notice as CSV by days: headings, and words for a working day or a day off.
DAY_HEADINGS = ("日期", "date", "day")
WORK_HEADINGS = ("是否上班", "上班", "类型", "type", "is_work", "iswork", "workday", "is_workday")
OFF_HEADINGS = ("是否放假", "放假", "isoffday", "is_off_day", "is_off", "holiday", "is_holiday")
NAME_HEADINGS = ("名称", "节日", "假期", "name")
YES = ("是", "1", "true", "yes", "y", "班", "上班", "补班", "调休上班", "工作日", "workday", "work")
NO = (
    "否",
    "0",
    "false",
    "no",
    "n",
    "休",
    "假",
    "放假",
    "休息",
    "节假日",
    "休息日",
    "holiday",
    "off",
)
# A notice as CSV by holidays: first and last day, and the weekend days worked instead.
START_HEADINGS = ("开始", "开始日期", "放假开始", "起", "start", "startdate")
END_HEADINGS = ("结束", "结束日期", "放假结束", "止", "end", "enddate")
MAKE_UP_HEADINGS = ("调休上班", "补班", "调休上班日", "上班日", "compdays", "workdays")
LONGEST = 15
# What is wrong with a notice.
NOT_TABLE = "既不是 CSV，也不是 JSON"
NOT_CALENDAR = "是 JSON，但不是认得的放假安排（days、holiday 或 holidays/workdays）"
NO_DAYS = "里面没有日期"
HEADINGS_MISSING = "第1行应为表头：日期,是否上班,名称；或 名称,开始,结束,调休上班"
BAD_RANGE = "第{row}行从“{start}”到“{end}”不成一个假期"
BAD_DAY = "第{row}行日期“{text}”无法识别"
BAD_WORK = "第{row}行“{text}”看不出是否上班，应为 是 或 否"
TWICE = "第{row}行 {day} 与前面的说法不一"
NOT_WHOLE = (
    "{year} 年的安排不全：{what}。请载入该年完整的放假安排；只补个别日子的，也要先载入完整的"
)
DAYS_MISSING = "缺依法放假的 {days}"
FESTIVALS_MISSING = "没有写到 {names} 放假（看名称一栏）"
TOO_FEW_DAYS = "放假只有 {count} 天，少于法定的 {least} 天"
# The seven festivals of every notice, and what a day's name holds that belongs to one: calendars
# merge names (国庆节、中秋节), quote them, or call the days of the Spring Festival by their own.
FESTIVALS = {
    "元旦": ("元旦", "新年", "newyear"),
    "春节": ("春节", "除夕", "初一", "springfestival"),
    "清明节": ("清明", "tombsweeping", "qingming"),
    "劳动节": ("劳动节", "五一", "labourday", "laborday"),
    "端午节": ("端午", "dragonboat"),
    "中秋节": ("中秋", "midautumn"),
    "国庆节": ("国庆", "nationalday"),
}
TOO_LARGE = "文件太大，放假安排不过几十行"
NOT_OPENED = "打不开，文件不存在或没有权限"
# Titles of the month's deadlines.
DEADLINES = {
    "remind": "台账报送提醒（{month}期）",
    "ledgers": "台账报送截止（{month}期）",
    "calls": "电话回访截止（{month}期）",
    "visits": "上门回访截止（{month}期）",
    "symposium": "半年座谈截止（{half}）",
    "problem": "问题 P-{number:04d} 处理或答复截止",
}
# A deadline on a day off does not move: it is planned for an earlier day.
PLANNED = "{title}，逢休息日，按{day}安排"
CALENDAR_NAME = "涉企服务对象回访"
