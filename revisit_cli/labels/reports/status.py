"""Words of duties, and the next command for each."""

DUTIES = {
    "ledgers": "各单位报送台账",
    "lock": "定名单（锁定）",
    "calls": "电话回访",
    "key_projects": "重点项目企业上门",
    "must_visits": "投诉信访超期难办上门",
    "bad_reviews": "差评上门",
    "visits": "上门回访（全部）",
    "symposium": "半年座谈",
    "recheck": "随机复核",
    "problems": "问题处理或答复",
    "causes": "问题倒查分析、办结",
    "findings": "回访纪律待核实的认定",
    "close": "每月清零",
}
NEXT = {
    "ledgers": "revisit ledgers list {month}",
    "import": "revisit import 台账/*",
    "lock": "revisit calls lock {month}",
    "calls": "revisit calls next {month}",
    "key_projects": "revisit visits list {month}",
    "must_visits": "revisit visits list {month}",
    "bad_reviews": "revisit visits list {month}",
    "visits": "revisit visits list {month}",
    "draw": "revisit sample freeze --half {half}",
    "symposium": "revisit symposium record --half {half}",
    "recheck": "revisit recheck freeze {month}",
    "recheck_draw": "revisit recheck draw {month} --seed 种子",
    "recheck_next": "revisit recheck next {month} --by 姓名",
    "problems": "revisit problems list {month}",
    "causes": "revisit problems list {month}",
    "findings": "revisit duty list {month}",
    "close": "revisit close {month}",
}
# The clause of each duty, or the reading that it follows from.
CLAUSES = {
    "ledgers": "三(一)1",
    "lock": "R20",
    "calls": "三(二)1",
    "key_projects": "三(一)2",
    "must_visits": "三(三)1",
    "bad_reviews": "三(三)2",
    "visits": "三(二)2",
    "symposium": "三(二)3",
    "recheck": "R37",
    "problems": "四4",
    "causes": "三(三)3",
    "findings": "三(四)2",
    "close": "四3",
}
# Duties that are only shown if there is something to do.
OCCASIONAL = frozenset(
    DUTIES[each]
    for each in ("key_projects", "must_visits", "bad_reviews", "visits", "recheck", "problems",
                 "causes", "findings")
)  # fmt: skip
AGENDA = {
    "broken": "revisit calls next",
    "appointments": "revisit calls agenda",
    "returned": "revisit calls return --list",
    "problems": "revisit problems show {problem}",
    "pending": "revisit calendar import 通知.csv",
    "held": "revisit ledgers list {month}",
    "suspicions": "revisit duty list --state suspected",
    "to_propose": "revisit duty find {month}",
    "visits_left": "revisit visits list {month}",
    "causes_left": "revisit problems list {month}",
}
WEEKDAYS = "一二三四五六日"
