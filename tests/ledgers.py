"""Ledgers of made-up firms as CSV files, for tests of what follows an import."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

HEADINGS = (
    "单位", "姓名", "时间", "地点", "涉企事宜", "工作完成情况", "服务对象（企业）",
    "企业联系人", "企业联系人电话号码", "备注",
)  # fmt: skip


def write_ledger(
    folder: Path, unit: str, firms: Sequence[str], on: date, first_phone: int = 13800000001
) -> Path:
    """Write one row for each firm, served on a day by a unit; return the file."""
    path = folder / f"{unit}-{on:%Y%m}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, firm in enumerate(firms):
            phone = first_phone + number
            writer.writerow(
                [unit, "办事员甲", on, "窗口", "施工许可", "已办结", firm, "联系人乙", phone, ""]
            )
    return path
