"""A ledger as a Word document, laid out in one of the many ways units do it."""

from collections.abc import Callable, Sequence
from itertools import groupby

from tests.documents import (
    FIRM,
    REMARK,
    UNIT,
    Dice,
    Made,
    Service,
    cell,
    docx,
    line,
    paragraph,
    plain_table,
    row,
    run,
    span,
    table,
)

_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_WIDTHS = (600, 1200, 1000, 1400, 900, 1600, 1300, 2600, 1100, 1700, 1500)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_GONE = "<w:del w:id='1'><w:r><w:delText>旧公司</w:delText></w:r></w:del>"


def _in_field(text: str) -> str:
    return (
        _FIELD.format("begin") + "<w:r><w:instrText>MERGEFIELD 企业 乙公司</w:instrText></w:r>"
        + _FIELD.format("separate") + run(text) + _FIELD.format("end")
    )  # fmt: skip


_SAID: Sequence[Callable[[str], str]] = (
    run,
    lambda text: run(text[:2]) + run(text[2:]),
    lambda text: f"<w:ins w:id='2'>{run(text)}</w:ins>" + _GONE,
    lambda text: _GONE + run(text),
    lambda text: run(text) + run("看不见的公司", "<w:vanish/>"),
    lambda text: f"<w:sdt><w:sdtPr/><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>",
    lambda text: f"<w:hyperlink>{run(text)}</w:hyperlink>",
    _in_field,
)


def word_ledger(made: Made) -> bytes:
    """Return a document, and note in the ledger where each of its rows stands."""
    dice = made.dice
    columns = [n for n in range(len(made.head)) if n != UNIT or made.has_unit_column]
    body = [
        line("关于报送2025年3月以来涉企服务台账的函，请各单位认真核对，按时报送。")
    ] * dice.below(2)
    title = dice.one(["11月份涉企服务主体统计表", "2026年11月涉企服务对象名单台账", ""])
    body.append(line(title))
    foot = not made.has_unit_column and len(made.parts) == 1 and dice.chance(3)
    if not made.has_unit_column and not foot:
        body.append(line(f"填报单位：{made.unit}　　　填报时间：2026年11月25日"))
    number = 1
    if dice.chance(6):
        body.append(plain_table([("审核", "签字"), ("", "")]))
        number += 1
    drifts = dice.chance(3)
    for place, part in enumerate(made.parts):
        has_head = place == 0 or dice.chance(2)
        nested: list[str] = []
        rows = _rows(made, part, columns, drifts=drifts, nested=nested, has_head=has_head)
        first = 1 + len(rows) - _services_in(rows, part)
        widths = [_WIDTHS[column] for column in columns]
        if drifts:
            widths = [each for width in widths for each in (width - 60, 60)]
        for service, at in zip(part, _places(rows), strict=True):
            service.place = f"表格{number}", at
        assert first >= 1
        body.append(table([text for text, _ in rows], widths))
        body.append(paragraph(""))
        number += 1 + len(nested)
    body.append(line(f"填报单位：{made.unit}（盖章）" if foot else "填表人：经办丙　审核：某丁"))
    if dice.chance(4):
        body.append(line("附：本月宣传情况"))
        body.append(plain_table([("场次", "地点", "人数"), ("一", "广场", "30")]))
    return docx("".join(body), strict=dice.chance(3))


def _services_in(rows: Sequence[tuple[str, bool]], part: Sequence[Service]) -> int:
    count = sum(is_service for _, is_service in rows)
    assert count == len(part)
    return count


def _places(rows: Sequence[tuple[str, bool]]) -> list[int]:
    """Return where the services stand, deleted rows not counted."""
    shown = [is_service for text, is_service in rows if "<w:trPr><w:del" not in text]
    return [number for number, is_service in enumerate(shown, 1) if is_service]


def _rows(
    made: Made,
    part: Sequence[Service],
    columns: Sequence[int],
    *,
    drifts: bool,
    nested: list[str],
    has_head: bool,
) -> list[tuple[str, bool]]:
    """Return the rows of one table, and of each whether it is a service."""
    dice = made.dice
    wide = 2 if drifts else 1
    rows: list[tuple[str, bool]] = []
    if has_head:
        if dice.chance(4):
            title = cell(line("涉企服务台账"), span(len(columns) * wide))
            rows.append((row([title]), False))
        rows += [(text, False) for text in _head(made, columns, wide, two=dice.chance(3))]
    merges_unit = made.has_unit_column and dice.chance(2)
    for unit, group in groupby(part, key=lambda service: service.cells[UNIT]):
        for count, service in enumerate(group):
            if has_head and rows and dice.chance(9):
                rows += [(text, False) for text in _head(made, columns, wide, two=False)]
                count = 0
            if dice.chance(9):
                gone = row([cell(line("删"), span(wide)) for _ in columns], "<w:del/>")
                rows.append((gone, False))
            if dice.chance(12):
                rows.append((row([cell(line(""), span(wide)) for _ in columns]), False))
                count = 0
            merge = (_ON if count else _DOWN) if merges_unit else ""
            assert unit == service.cells[UNIT]
            rows.append((_service(dice, service, columns, wide, merge, nested), True))
    return rows


def _head(made: Made, columns: Sequence[int], wide: int, *, two: bool) -> list[str]:
    """Return the header, of one level or of two."""
    if not two:
        return [
            row(
                [cell(line(made.head[column]), span(wide)) for column in columns],
                "<w:tblHeader/>",
            )
        ]
    upper, lower = [], []
    for column in columns:
        if column == FIRM:
            upper.append(cell(line("服务对象"), span(3 * wide)))
        elif not FIRM < column < REMARK:
            upper.append(cell(line(made.head[column]), span(wide) + _DOWN))
        within = FIRM <= column < REMARK
        said = {FIRM: "企业名称", FIRM + 1: "联系人", FIRM + 2: "联系电话"}.get(column, "")
        lower.append(cell(line(said), span(wide) + ("" if within else _ON)))
    return [row(upper), row(lower)]


def _service(
    dice: Dice,
    service: Service,
    columns: Sequence[int],
    wide: int,
    merge: str,
    nested: list[str],
) -> str:
    cells = []
    # Every other column of a drifting grid is thin: one border more or less is not seen.
    drift = dice.below(len(columns) - 1) if wide > 1 and dice.chance(2) else None
    for place, column in enumerate(columns):
        spans = wide - (place == drift) + (drift is not None and place == drift + 1)
        text = service.cells[column]
        inner = paragraph(dice.one(_SAID)(text)) if text else paragraph("")
        properties = span(spans)
        if column == UNIT and merge:
            properties += merge
            inner = paragraph("") if merge == _ON else inner
        if column == 0:
            inner = paragraph("", _NUMBERED) if dice.chance(2) else inner
        if column == REMARK and dice.chance(15):
            inner += plain_table([("附", "件"), ("一", "份")]) + paragraph("")
            nested.append(text)
        made_cell = cell(inner, properties)
        if dice.chance(12):
            made_cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{made_cell}</w:sdtContent></w:sdt>"
        cells.append(made_cell)
    return row(cells, "<w:cantSplit/><w:ins w:id='3'/>" if dice.chance(10) else "")
