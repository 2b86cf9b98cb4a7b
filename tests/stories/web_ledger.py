"""A ledger as a web page, as one of the many programs writes it that export such."""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby

from tests.documents import FIRM, REMARK, UNIT, Made, Service

_EPOCH = date(1899, 12, 30)
_HIDDEN = ' style="display: none"'


def web_ledger(made: Made) -> bytes:
    """Return a page, and note in the ledger where each of its rows stands."""
    dice = made.dice
    closes = not dice.chance(4)
    columns = [n for n in range(len(made.head)) if n != UNIT or made.has_unit_column]
    title = dice.one(["11月份涉企服务主体统计表", "2026年11月涉企服务对象名单台账"])
    own = "" if made.has_unit_column else f"填报单位：{made.unit}　填报时间：2026年11月25日"
    framed = dice.chance(4)
    more = not framed and dice.chance(4)
    number = 2 if framed else 1
    said = [f"<h2>{title}</h2>", f"<p>{own}" + "</p>" * closes]
    pieces = [] if framed else said
    for place, part in enumerate(made.parts):
        rows = _rows(made, part, columns, has_head=place == 0 or dice.chance(2), closes=closes)
        is_last = place == len(made.parts) - 1 and not more
        end = "" if not closes and dice.chance(2) and is_last else "</table>"
        open_tag = dice.one(
            ["<table border=1>", "<TABLE class='list'>", '<table x:str border="0">']
        )
        pieces.append(open_tag + "".join(rows) + end)
        at = 0
        counted = [row for row in rows if "<td" in row or "<th" in row]
        services = iter(part)
        for at, row in enumerate(counted, 1):
            if "data-row" in row:
                next(services).place = f"表格{number}", at
        number += 1
    if more:
        pieces.append("<p>附：本月宣传情况<table><tr><td>场次<td>人数<tr><td>一<td>30</table>")
    inner = "\n".join(pieces)
    if framed:
        inner = f"<table width=100%><tr><td>{''.join(said)}<tr><td>{inner}</table>"
    letters, name = dice.one([("utf-8", "utf-8"), ("gb18030", "gb2312"), ("utf-8-sig", "utf-8")])
    head = dice.one([
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset={name}>'
        "<style><!-- td {mso-number-format:'\\@'} --></style><script>var a='<td>';</script></head>",
        f'<meta http-equiv=Content-Type content="text/html; charset={name}">',
        "<!-- 导出 -->\n",
    ])  # fmt: skip
    return f"{head}{inner}{'</body></html>' if head.startswith('<html') else ''}".encode(letters)


def _rows(
    made: Made, part: Sequence[Service], columns: Sequence[int], *, has_head: bool, closes: bool
) -> list[str]:
    dice = made.dice
    rows: list[str] = []
    if has_head:
        if dice.chance(4):
            rows.append(f"<tr><td colspan={len(columns)}>涉企服务台账")
        rows += _head(made, columns, two=dice.chance(3))
    merges_unit = made.has_unit_column and dice.chance(2)
    ids = dice.chance(5)
    for _, group in groupby(part, key=lambda service: service.cells[UNIT]):
        several = list(group)
        plain = merges_unit
        for count, service in enumerate(several):
            if has_head and not plain and dice.chance(9):
                rows += _head(made, columns, two=False)
            if not plain and dice.chance(12):
                rows.append("<tr></tr>" if dice.chance(2) else "<tr><td>&nbsp;")
            cells = [f"<td{_HIDDEN}>{count}"] if ids and has_head else []
            for column in columns:
                if column == UNIT and plain:
                    if count == 0:
                        cells.append(f"<td rowspan={len(several)}>{service.cells[UNIT]}")
                    continue
                cells.append(_cell(made, service.cells[column], column, closes=closes))
            rows.append("<tr data-row>" + "".join(cells) + "</tr>" * closes)
    return rows


def _cell(made: Made, text: str, column: int, *, closes: bool) -> str:
    dice = made.dice
    inner, more = escape(text).replace("\n", "<br>"), ""
    if column == 9 and dice.chance(3):
        inner, more = dice.one(["1.38E+10", text, "#######"]), f' x:num="{text}"'
    elif column == 3 and text[4] == "-" and dice.chance(2):
        day = date.fromisoformat(text)
        inner = dice.one([f"{day.month}月{day.day}日", f"{day.month}/{day.day}/{day:%y}", text])
        more = f' x:num="{(day - _EPOCH).days}"'
    elif column == FIRM and dice.chance(3):
        inner = dice.one([
            f"<span>{inner}</span>", f"\n   {inner}\n ", f"{inner}<span{_HIDDEN}>旧公司</span>",
            f"<!-- 旧公司 -->{inner}", f"<p>{inner}</p>", f"<font face=宋体>{inner}",
            f"{inner}<script>x('公司')</script>", f'<input type=hidden value="旧公司">{inner}',
        ])  # fmt: skip
    elif column == REMARK and not text and dice.chance(3):
        inner = "&nbsp;"
    return f"<td{more}>{inner}" + "</td>" * closes


def _head(made: Made, columns: Sequence[int], *, two: bool) -> list[str]:
    if not two:
        return ["<tr>" + "".join(f"<th>{made.head[column]}</th>" for column in columns) + "</tr>"]
    upper = "".join(
        "<th colspan=3>服务对象</th>"
        if column == FIRM
        else f"<th rowspan=2>{made.head[column]}</th>"
        for column in columns
        if not FIRM < column < REMARK
    )
    return [f"<tr>{upper}</tr>", "<tr><th>企业名称</th><th>联系人</th><th>联系电话</th></tr>"]
