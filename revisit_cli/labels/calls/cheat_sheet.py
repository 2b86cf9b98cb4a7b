"""Words on the one-page cheat sheet."""

FONT = "宋体"
FILE_NAME = "revisit速查表.xlsx"
SHEET = "速查表"
TITLE = "revisit 速查表"
COMMANDS = "全部命令（每条都有 --help；清单都认 --json 和 --csv）"
MONTH = "一个月"
# The month as the document orders it: when, what, and the command that does it.
STEPS = (
    ("25日下班前", "收齐各单位台账", "revisit import 台账/*"),
    ("26日", "锁定回访名单，定下 N", "revisit calls lock"),
    ("26日至次月10日", "逐户打电话", "revisit calls next"),
    ("5个工作日内", "问题处理或答复", "revisit problems list"),
    ("次月20日前", "上门回访，签字或盖章", "revisit visits list"),
    ("每半年", "冻结名单，纪委给种子，抽取座谈", "revisit sample freeze"),
    ("每月", "统计、清零", "revisit report month · revisit close"),
    ("每天早上", "办到哪一步，下一步做什么", "revisit status"),
)
KEYS_TITLE = "打电话时的键"
KEYS = (
    "1接通 2无人接听 3占线 4停机空号 5拒访 6约定再拨 7号码有误 "
    "0跳过 8撤销上一条 9查找 q退出 <退一题"
)
CODES_TITLE = "退出码"
