"""Whole months of a made-up bureau of any size, played through the command line.

What comes of each call is dealt by its place on the list, so that a month has all there is: firms
that were never reached, dissatisfied ones, problems answered in time and not, visits, dead numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.conftest import Revisit
from tests.ledgers import write_ledger
from tests.oracle.days import last_on

UNITS = (
    "行政审批科", "建筑业管理科", "房地产市场监管科", "物业管理科", "勘察设计科",
    "城市建设科", "村镇建设科", "消防设计审查科", "建筑节能科", "政策法规科",
    "计划财务科", "人事科", "质量安全监督站", "招标投标管理站", "燃气热力办",
    "房产交易中心", "住房保障中心", "租赁服务中心", "城建档案馆", "造价管理站",
    "人防工程站", "市政工程处", "园林绿化中心", "排水管理处", "路灯管理所",
    "白蚁防治所", "房屋安全鉴定站", "建设工程质量检测中心", "信息中心", "执法监察支队",
)  # fmt: skip
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
TRADES = ("建筑工程", "物业服务", "房地产开发", "燃气设备", "装饰装修")
# The unit of this place files nothing in the last month, the next one files late.
SILENT, LATE = 20, 21
SUGGESTIONS = (
    "施工许可电子证照在外地项目部打不开，建议和省平台数据打通",
    "物业承接查验的资料清单每次口头说的不一样，希望给一张书面的",
    "测绘报告要跑两个窗口",
)
HARD = ("招不到持证的安全员", "图审时间太长，影响开工")


def firm(number: int) -> str:
    """A made-up firm's name; all different below six hundred."""
    stem, branch = STEMS[number % 10], BRANCHES[number // 10 % 12]
    return f"示例市{stem}{branch}{TRADES[number // 120 % 5]}有限公司"


@dataclass
class Plan:
    """How large a bureau is, which months it plays, and whether the last of them is cleared."""

    units: int
    firms: int
    months: Sequence[str] = ("2026-09", "2026-10", "2026-11")
    is_cleared: bool = True
    until: str = ""


def play(revisit: Revisit, plan: Plan) -> str:
    """Play a bureau's months; return the moment at which the last one is to be reported."""
    units = UNITS[: plan.units]
    roster = revisit.folder / "名册.csv"
    lines = ["单位名称,类别", *(f"{unit},局属单位" for unit in units)]
    roster.write_text("\n".join(lines), encoding="utf-8")
    start = _at(plan.months[0], days=-20, hour=9)
    revisit("units", "import", roster, now=start)
    for unit in units:
        revisit("units", "set", unit, "--since", plan.months[0], now=start)
    now = start
    for month in plan.months:
        is_last = month == plan.months[-1]
        _file(revisit, plan, month, units, is_last=is_last)
        revisit("calls", "lock", month, now=_at(month, days=2, hour=9))
        revisit("duty", "find", month, now=_at(month, days=3, hour=9))
        until = plan.until if is_last else ""
        _call(revisit, month, now=until or _at(month, days=16, hour=9))
        if is_last and not plan.is_cleared:
            return plan.until or _at(month, days=16, hour=9)
        _follow(revisit, month)
        now = _at(month, days=29, hour=9)
        _clear(revisit, month, now)
    return now


def _at(month: str, *, days: int, hour: int, minute: int = 0) -> str:
    """A moment so many days after a month's cycle."""
    day = datetime.combine(last_on(month), datetime.min.time()) + timedelta(days=days)
    return f"{day:%Y-%m-%d}T{hour:02d}:{minute:02d}"


def _file(revisit: Revisit, plan: Plan, month: str, units: Sequence[str], *, is_last: bool) -> None:
    seed = plan.months.index(month) * 7
    dealt: dict[str, list[str]] = {unit: [] for unit in units}
    silent = units[SILENT] if is_last and len(units) > LATE else None
    for number in range(plan.firms):
        place = min((number * number + seed) % 41 % len(units), (number + seed) % len(units))
        dealt[units[place]].append(firm(number))
        if number % 9 == 4:
            dealt[units[(place + 3) % len(units)]].append(firm(number))
    late = units[LATE] if len(units) > LATE else None
    for number, (unit, names) in enumerate(dealt.items()):
        if unit == silent:
            continue
        at = _at(month, days=1, hour=20) if unit == late else _at(month, days=-3, hour=15)
        names = list(dict.fromkeys(names))
        if not names:
            revisit("ledgers", "zero", unit, month, now=at)
            continue
        path = write_ledger(
            revisit.folder,
            unit,
            names,
            last_on(month) - timedelta(days=9),
            13800000001 + 100 * number,
        )
        revisit("import", path, now=at)


def _call(revisit: Revisit, month: str, now: str) -> None:
    listed = revisit.json("calls", "list", month, now=now)["calls"]
    rows: list[dict[str, Any]] = []
    for place, call in enumerate(listed):
        day = 3 + place * 11 // max(len(listed), 1)
        at = _at(month, days=day, hour=9 + place % 7, minute=place % 60)
        if place % 29 != 28 and at < now:
            said = {"call": call["id"], "at": at.replace("T", " "), **_outcome(place)}
            about = call["units"] if "overall" in said else call["units"][:1]
            rows += ({**said, "unit": unit} for unit in about)
    if rows:
        path = revisit.folder / f"记录-{month}.jsonl"
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
        revisit("calls", "record", "--from", path, now=now)


def _outcome(place: int) -> dict[str, Any]:
    if place % 23 == 9:
        return {"outcome": "无人接听"}
    if place % 31 == 20:
        return {"outcome": "拒访", "words": "不愿接受回访"}
    if place % 37 == 25:
        return {"outcome": "停机空号"}
    row = {
        "outcome": "接通",
        "attitude": ("好", "好", "好", "一般", "好", "差")[place % 6 if place % 5 == 0 else 0],
        "one_time_notice": "否" if place % 17 == 3 else "是",
        "days": f"{2 + place % 6}天",
        "extra_trips": "是" if place % 19 == 7 else "否",
        "integrity": "没有",
        "overall": "不满意" if place % 27 == 5 else "满意",
    }
    if place % 12 == 2:
        row["suggestion"] = SUGGESTIONS[place // 12 % 3]
    if place % 33 == 11:
        row["difficulty"] = HARD[place // 33 % 2]
    return row


def _follow(revisit: Revisit, month: str) -> None:
    now = _at(month, days=18, hour=10)
    problems = revisit.json("problems", "list", month, now=now)["problems"]
    for place, each in enumerate(problems):
        if place % 7 != 6:
            at = _at(month, days=8 if place % 5 != 4 else 17, hour=16)
            revisit("problems", "answer", each["id"], "--words", "已告知企业", now=max(now, at))
    visits = revisit.json("visits", "list", month, now=now)["visits"]
    for place, each in enumerate(visits):
        if place % 6 != 5:
            words = (
                "--lead",
                "王局",
                "--signature",
                "签字",
                "--signed-by",
                "钱总",
                "--overall",
                "满意",
            )
            revisit("visits", "record", each["id"], *words, now=_at(month, days=20, hour=10))


def _clear(revisit: Revisit, month: str, now: str) -> None:
    """Clear a month; what is left of it is carried over, the half-year's symposium as well."""
    left = [
        f"{kind[:-1]}:{each['id']}"
        for kind, over, of in (
            ("calls", "done", (month,)), ("visits", "done", (month,)), ("problems", "answered", ()),
        )
        for each in revisit.json(kind, "list", *of, now=now)[kind]
        if each["state"] != over
    ]  # fmt: skip
    half = {"06": "H1", "12": "H2"}.get(month[5:])
    left += [f"symposium:{month[:5]}{half}"] if half else []
    accepted = ("--accepted-by", "张局长") if left else ()
    carried = [word for each in left for word in ("--carry", each)]
    revisit("close", month, *carried, *accepted, now=now)
