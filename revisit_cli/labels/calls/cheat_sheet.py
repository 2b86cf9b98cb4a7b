"""Words on the cheat sheet."""

from datetime import timedelta

from revisit_cli.rulebook.periods import Period

FILE_NAME = "revisit速查表.xlsx"
ABOUT_WIDTH = 30  # what fits in a cell, a Chinese character counted as two
SHEET = "速查表"
TITLE = "revisit 速查表"
COMMANDS = "全部命令（黑体的最常用）"
MONTH = "一个月"
KEYS_TITLE = "打电话时的键"
KEYS = (
    "1 接通　2 无人接听　3 占线　4 停机空号　5 拒访　6 约定再拨　7 号码有误　"
    "0 跳过　8 撤销上一条　9 查找　q 退出　< 退一题"
)
CODES_TITLE = "退出码"
ALL = "每条命令都有 --help，清单都认 --json 和 --csv。"
# Commands used every month.
COMMON = (
    "status", "import", "ledgers list", "ledgers zero", "ledgers template", "firms search",
    "firms show", "calls lock", "calls next", "calls agenda", "calls list", "calls show",
    "calls record", "calls undo", "calls return", "calls sheet", "calls absorb", "flags list",
    "visits list", "visits record", "problems list", "problems answer", "problems transfer",
    "sample freeze", "sample symposium", "symposium record", "report month", "close", "db backup",
    "undo",
)  # fmt: skip


def steps(cycle: Period) -> tuple[tuple[str, str, str], ...]:
    """Return the steps of a month by the rules: when, what, and the command for it."""
    lock, numbers = cycle.last_on + timedelta(days=1), cycle.numbers
    return (
        (f"{cycle.last_on.day}日下班前", "收齐各单位台账", "revisit import 台账/*"),
        (f"{lock.day}日", "定回访名单，定下 N", "revisit calls lock"),
        (f"{lock.day}日至次月{numbers.calls_due_day}日", "逐户打电话", "revisit calls next"),
        (f"{numbers.answer_workdays}个工作日内", "问题处理或答复", "revisit problems list"),
        (f"次月{numbers.visits_due_day}日前", "上门回访，签字或盖章", "revisit visits list"),
        ("每半年", "封名单，纪委给种子，抽取座谈", "revisit sample freeze"),
        ("每月", "统计、清零", "revisit report month · revisit close"),
        ("每天早上", "办到哪一步，下一步做什么", "revisit status"),
    )
