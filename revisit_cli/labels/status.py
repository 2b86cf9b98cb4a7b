"""Words of the duties, and the commands that come next."""

DUTIES = {
    "ledgers": "各单位报送台账",
    "lock": "锁定回访名单",
    "calls": "电话回访",
    "visits": "上门回访",
    "symposium": "半年座谈",
    "problems": "问题5个工作日内处理或答复",
    "close": "每月清零",
}
NEXT = {
    "ledgers": "revisit ledgers list {month}",
    "import": "revisit import 台账/*",
    "lock": "revisit calls lock {month}",
    "calls": "revisit calls next {month}",
    "visits": "revisit visits list {month}",
    "draw": "revisit sample freeze",
    "symposium": "revisit symposium record",
    "problems": "revisit problems list",
    "close": "revisit report month {month} -o 月报.xlsx",
}
CLAUSES = {
    "ledgers": "三(一)1",
    "lock": "三(一)1",
    "calls": "三(二)1",
    "visits": "三(二)2",
    "symposium": "三(二)3",
    "problems": "四4",
    "close": "四3",
}
