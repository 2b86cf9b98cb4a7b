"""Documents made by hand, part by part: a ledger as units put it into Word and web pages."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar
from xml.sax.saxutils import escape

Chosen = TypeVar("Chosen")

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1.%2、"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="·"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="9"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Heir"><w:basedOn w:val="Unseen"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listed"><w:pPr><w:numPr><w:ilvl w:val="0"/>'
    '<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
)


def ods(tables: str, styles: str = "") -> bytes:
    """Return an open document with raw XML for its tables, and for its automatic styles."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "calcext")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


def docx(body: str, *, strict: bool = False) -> bytes:
    """Return a Word document with a body of raw XML, its lists and its styles."""
    space, office = (STRICT, _STRICT_OFFICE) if strict else (WORD, _OFFICE)

    def part(name: str, inner: str) -> str:
        return f'<?xml version="1.0"?><w:{name} xmlns:w="{space}" {_MORE}>{inner}</w:{name}>'

    relation = f'<Relationship Id="{{}}" Type="{office}/{{}}" Target="{{}}"/>'
    opened = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": opened
        + relation.format("r1", "officeDocument", "word/document.xml")
        + "</Relationships>",
        "word/_rels/document.xml.rels": opened
        + relation.format("r1", "styles", "styles.xml")
        + relation.format("r2", "numbering", "numbering.xml")
        + "</Relationships>",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of letters, its line breaks as Word writes them."""
    pieces = [f'<w:t xml:space="preserve">{escape(each)}</w:t>' for each in text.split("\n")]
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' * bool(properties)}{'<w:br/>'.join(pieces)}</w:r>"


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' * bool(properties)}{inner}</w:p>"


def line(text: str) -> str:
    """Return a paragraph of one run."""
    return paragraph(run(text))


def cell(inner: str, properties: str = "") -> str:
    """Return a cell of paragraphs."""
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' * bool(properties)}{inner}</w:tc>"


def row(cells: Sequence[str], properties: str = "") -> str:
    """Return a row of cells."""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' * bool(properties)}{''.join(cells)}</w:tr>"


def table(rows: Sequence[str], widths: Sequence[int] = ()) -> str:
    """Return a table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def plain_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of plain texts."""
    return table([row([cell(line(text)) for text in texts]) for texts in rows])


def span(columns: int) -> str:
    """Return what makes a cell so many columns wide."""
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


class Dice:
    """Choices that a seed makes, the same on every machine."""

    def __init__(self, seed: int) -> None:
        self._seed, self._thrown = seed, 0

    def below(self, number: int) -> int:
        """Return one of so many numbers from 0."""
        self._thrown += 1
        thrown = sha256(f"{self._seed}:{self._thrown}".encode()).digest()
        return int.from_bytes(thrown[:6], "big") % number

    def chance(self, of: int) -> bool:
        """Return true once in so many times."""
        return self.below(of) == 0

    def one(self, choices: Sequence[Chosen]) -> Chosen:
        """Return one of several."""
        return choices[self.below(len(choices))]


HEAD = (
    "序号", "单位", "姓名", "时间", "地点", "涉企事宜", "工作完成情况", "服务对象（企业）",
    "企业联系人", "企业联系人电话号码", "备注",
)  # fmt: skip
UNIT, FIRM, REMARK = HEAD.index("单位"), 7, 10
_WORDS = "甲乙丙丁戊己庚辛壬癸"


@dataclass
class Service:
    """A row of a ledger, and where it must be found."""

    cells: list[str]
    place: tuple[str, int] = ("", 0)


@dataclass
class Made:
    """A ledger on its way into a document: its rows, what is said around it, how it is cut."""

    dice: Dice
    services: list[Service]
    unit: str
    has_unit_column: bool
    head: Sequence[str] = HEAD
    parts: list[list[Service]] = field(default_factory=list)

    def facts(self) -> list[tuple[object, ...]]:
        """Return what must be found of each row, and where."""
        return [
            (
                *each.place, each.cells[UNIT], each.cells[3], each.cells[FIRM], each.cells[9],
                each.cells[5], each.cells[8], each.cells[REMARK],
            )
            for each in self.services
        ]  # fmt: skip


def made(seed: int) -> Made:
    """Return a ledger that a seed makes up."""
    dice = Dice(seed)
    count = 1 + dice.below(14)
    has_unit_column = not dice.chance(3)
    units = ["审批科", "质安站"] if has_unit_column else [dice.one(["审批科", "质安站", "燃气办"])]
    services = []
    for number in range(count):
        unit = units[number * len(units) // count]
        day = 1 + dice.below(20)
        firm = f"示例市{dice.one(_WORDS)}{dice.one(_WORDS)}{number}建筑有限公司"
        matter = dice.one(["施工许可", "竣工验收备案", "资质核查，延期", "现场\n踏勘"])
        phone = f"1380000{seed % 100:02d}{number:02d}"
        remark = dice.one(["", "", "已电话告知", "补正材料"])
        day_text = dice.one([f"2026-11-{day:02d}", f"2026年11月{day}日", f"2026.11.{day}"])
        services.append(
            Service([
                str(number + 1), unit, dice.one(["办事员甲", "办事员乙"]), day_text, "窗口",
                matter, "已办结", firm, f"联系人{dice.one(_WORDS)}", phone, remark,
            ])
        )  # fmt: skip
    cut = 1 + dice.below(count) if dice.chance(3) else count
    parts = [part for part in (services[:cut], services[cut:]) if part]
    return Made(dice, services, units[0], has_unit_column, parts=parts)
