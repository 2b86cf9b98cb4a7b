"""Words of the board."""

BOARDS = {"clerk": "经办人", "unit": "单位", "day": "日期"}
HEADINGS = ("应访", "已访", "未接", "拒访", "其他", "未拨", "回访率", "拨打", "办结")


def pace(left: int, days: int | None, needed: int | None) -> str:
    """Return what is left against the working days left."""
    if left == 0:
        return "全部办结"
    if days is None:
        return f"还剩 {left} 户（放假安排未载入，工作日不明）"
    if needed is None:
        return f"还剩 {left} 户，已过期限"
    return f"还剩 {left} 户，还有 {days} 个工作日，每个工作日须办结 {needed} 户"
