"""Every paper the program writes is set in one family of typefaces, in an office's sizes."""

import importlib.util
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.files.workbooks import book
from revisit_cli.labels.rules.form import (
    CODE_FONT,
    FONT,
    HEAD_FONT,
    NOTE_FONT,
    SHEET_TITLE_SIZE,
    TITLE_FONT,
    TITLE_SIZE,
)
from tests.bureau_months import Plan, play
from tests.conftest import Revisit

ROOT = Path(__file__).parents[2]
FACES = {FONT, TITLE_FONT, HEAD_FONT, NOTE_FONT, CODE_FONT}
# In points: of words, heads, notes and codes; none is under what an eye reads on paper.
LEAST, MOST = 7, 15
# How a page names each: what Windows has, what WPS, what a Mac and Debian have, else any like it.
STACKS = {
    "song": [TITLE_FONT, "SimSun", "Songti SC", "方正书宋_GBK", "Noto Serif CJK SC", "serif"],
    "fang": [FONT, "FangSong", "仿宋_GB2312", "方正仿宋_GBK", "Noto Serif CJK SC", "serif"],
    "hei": [HEAD_FONT, "SimHei", "方正黑体_GBK", "Noto Sans CJK SC", "sans-serif"],
    "sans": [
        "微软雅黑", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "方正黑体_GBK",
        "sans-serif",
    ],
    "mono": ["ui-monospace", CODE_FONT, "Noto Sans Mono CJK SC", "monospace"],
}  # fmt: skip
# What a screen reads easily and no office prints.
SCREEN_ONLY = "sans"
OPEN, CLEARED, NOW = "2026-11", "2026-10", "2026-12-04T16:00"
HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], list[Path]]:
    """Every kind of workbook, and the modules that wrote them; pages and documents lie beside."""
    revisit = Revisit(tmp_path_factory.mktemp("papers"))
    used: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for name in _writers():
            module = importlib.import_module(name)
            if name == book.__name__:
                continue
            patch.setattr(module, "book", _noted(name, used))
        patch.setattr(book, "book", _noted(book.__name__, used))
        revisit.now = play(revisit, Plan(3, 24, (CLEARED, OPEN), is_cleared=False, until=NOW))
        _write_all(revisit, revisit.folder / "纸")
        if importlib.util.find_spec("docx"):
            revisit("report", "month", OPEN, "-o", revisit.folder / "月报.docx")
        revisit("demo", revisit.folder / "示例")
    found = [each for each in revisit.folder.rglob("*.xlsx") if each.is_file()]
    return used, found


def _writers() -> set[str]:
    """Return the modules of the program that open a workbook to write."""
    return {
        ".".join(each.relative_to(ROOT).with_suffix("").parts)
        for each in (ROOT / "revisit_cli" / "files").rglob("*.py")
        if re.search(r"^\s+with book\(", each.read_text(encoding="utf-8"), re.MULTILINE)
    }


def _noted(name: str, used: set[str]) -> Callable[..., Any]:
    own = book.book

    def noted(*args: Any, **options: Any) -> Any:
        used.add(name)
        return own(*args, **options)

    return noted


def _write_all(revisit: Revisit, folder: Path) -> None:
    folder.mkdir()
    unit = revisit.json("units", "list")["units"][0]["name"]
    for words in (("month", OPEN), ("half", "2026-H2"), ("duty", OPEN), ("public", OPEN),
                  ("unit", unit, OPEN)):  # fmt: skip
        revisit("report", *words, "-o", folder / f"{words[0]}.xlsx")
        revisit("report", *words, "-o", folder / f"{words[0]}.html")
    for number in ("1", "2", "3"):
        revisit("forms", number, "-o", folder / f"附表{number}空白.xlsx")
        revisit("forms", number, "--all", "--month", OPEN, "-o", folder / f"附表{number}.xlsx")
    revisit("calls", "agenda", "--all", "-o", folder / "约好的.xlsx")
    revisit("calls", "agenda", "--all", "-o", folder / "约好的.html")
    revisit("ledgers", "template", unit, "-o", folder / "模板.xlsx")
    calls = revisit.json("calls", "list", OPEN)["calls"]
    due = next(each["id"] for each in calls if each["state"] == "new")
    revisit("calls", "record", due, "--outcome", "停机空号")
    revisit("calls", "return", "--list", OPEN, "-o", folder / "补号")
    revisit("calls", "sheet", OPEN, "--names", "甲", "--forms", "--paper", "-o", folder / "表")
    revisit("calls", "sheet", "--blank", "-o", folder / "补录.xlsx")
    revisit("calls", "list", OPEN, "--answers", "-o", folder / "回答.xlsx")
    revisit("db", "query", "select * from v_calls", "-o", folder / "查询.xlsx")
    revisit("visits", "sheet", "--month", OPEN, "-o", folder / "上门.xlsx")
    revisit("close", CLEARED, "--certificate", "-o", folder / "清零单.xlsx")
    revisit("sample", "symposium", "--seed", "3714", "--seed-from", "机关纪委示例甲")
    revisit("sample", "export", "-o", folder / "抽签单")
    meeting = ("--at", "2026-12-28T09:00", "--place", "局三楼会议室")
    revisit("symposium", "invite", *meeting, "-o", folder / "邀请.xlsx")
    revisit("recheck", "freeze", CLEARED)
    revisit("recheck", "draw", CLEARED, "--seed", "1", "--seed-from", "机关纪委示例甲")
    checker = ("--names", "机关纪委示例乙", "--office", "机关纪委")
    revisit("recheck", "sheet", CLEARED, *checker, "-o", folder / "复核")
    revisit("recheck", "export", CLEARED, "-o", folder / "复核抽签单")
    revisit("help", "print", "-o", folder / "速查表.xlsx")
    ledger = folder / "台账.csv"
    rows = f"{unit},甲,2026.12.1,许可,,乙,138\n{unit},甲,2026.12.2,许可,示例甲厂,乙,13800000001\n"
    ledger.write_text(HEAD + rows, encoding="utf-8")
    revisit("import", ledger, "--month", "2026-12", code=8)


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/") and name.endswith(".xml"):
                yield name, parts.read(name).decode()


def _fonts(path: Path) -> Iterator[tuple[str, float, bool]]:
    """Yield the face, the size and the weight of each font of a workbook's cells."""
    (styles,) = (text for name, text in _parts(path) if name.endswith("styles.xml"))
    for font in re.findall("<font>(.*?)</font>", styles):
        face, size = re.search('<name val="([^"]*)"', font), re.search('<sz val="([^"]*)"', font)
        assert face is not None
        assert size is not None
        yield face[1], float(size[1]), "<b/>" in font


def test_every_module_that_writes_workbooks_wrote_one(papers: tuple[set[str], list[Path]]) -> None:
    used, found = papers
    assert used == _writers()
    assert len(found) > len(used)


def test_no_cell_chart_run_or_foot_is_in_a_face_of_another_family(
    papers: tuple[set[str], list[Path]],
) -> None:
    wrong = []
    for path in papers[1]:
        faces = {face for face, _, _ in _fonts(path)}
        for name, text in _parts(path):
            if "theme" in name:
                continue
            faces |= set(re.findall('(?:typeface|rFont val)="([^"]*)"', text))
            for foot in re.findall("<(?:odd|even|first)Footer>(.*?)</", text):
                faces |= set(re.findall('&amp;(?:"|&quot;)(.*?),', foot)) or {"none"}
        wrong += [(path.name, face) for face in faces - FACES]
    assert wrong == []


def test_titles_are_of_one_face_and_two_sizes_and_all_else_is_smaller(
    papers: tuple[set[str], list[Path]],
) -> None:
    wrong = []
    for path in papers[1]:
        for face, size, is_bold in _fonts(path):
            is_title = face == TITLE_FONT
            fits = size in (TITLE_SIZE, SHEET_TITLE_SIZE) if is_title else LEAST <= size <= MOST
            # Heads stand out by their face: bold is a title, or what is bad.
            weighs = is_bold if is_title else not is_bold or face == FONT
            if not (fits and weighs):
                wrong.append((path.name, face, size, is_bold))
    assert wrong == []


def _pages(papers: tuple[set[str], list[Path]]) -> list[Path]:
    return sorted((papers[1][0].parents[1] / "纸").glob("*.html"))


def _css(path: Path) -> str:
    """Return what a page's own style says, without its comments."""
    (css,) = re.findall("<style>(.*?)</style>", path.read_text(encoding="utf-8"), re.DOTALL)
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield each rule's selectors and what it declares, without what it stands in."""
    for rule in re.finditer(r"([^{};]+)\{([^{}]*)\}", css):
        yield " ".join(rule[1].split()), rule[2]


def _faces(declared: str) -> list[str]:
    """Return what the declarations of a rule say of its typefaces."""
    told = re.findall(r"(?:^|[;\s])font(?:-family)?:\s*([^;]+)", declared)
    return [each.strip() for each in told if each.strip() != "inherit"]


def _named(stack: str) -> list[str]:
    return [each.strip().strip('"') for each in stack.split(",")]


def test_every_page_sets_its_words_in_the_stacks_of_the_family(
    papers: tuple[set[str], list[Path]],
) -> None:
    pages = _pages(papers)
    assert len(pages) == 6
    for path in pages:
        text = path.read_text(encoding="utf-8")
        css = _css(path)
        stacks = re.findall(r"--(\w+):\s*([^;#]+,[^;]+);", css)
        assert {name: _named(stack) for name, stack in stacks} == STACKS
        for selector, declared in _rules(css):
            for face in _faces(declared):
                stack = re.search(r"var\(--(\w+)\)$", face)
                own = _named(re.sub(r"^[^\"]*", "", face))
                assert (stack and stack[1] in STACKS) or own[0] in FACES, (selector, face)
        body = text.partition("</style>")[2]
        assert not re.search(r"style=\"[^\"]*font|<font|face=", body)


def test_what_a_page_sets_for_a_screen_it_sets_anew_for_paper(
    papers: tuple[set[str], list[Path]],
) -> None:
    for path in _pages(papers):
        css = _css(path)
        at = css.index("@media print")
        sets = [
            {
                each.strip()
                for selectors, declared in _rules(part)
                if any(pattern in face for face in _faces(declared))
                for each in selectors.split(",")
            }
            for part, pattern in ((css[:at], f"--{SCREEN_ONLY})"), (css[at:], "--"))
        ]
        assert sets[0]
        assert sets[0] - sets[1] == set()
        assert f"--{SCREEN_ONLY})" not in css[at:]


def test_every_run_of_a_document_names_a_face_for_digits_and_for_chinese(
    papers: tuple[set[str], list[Path]],
) -> None:
    pytest.importorskip("docx")
    path = papers[1][0].parents[1] / "月报.docx"
    with zipfile.ZipFile(path) as parts:
        texts = {
            name: parts.read(name).decode()
            for name in parts.namelist()
            if re.fullmatch(r"word/(document|footer\d*|header\d*|styles)\.xml", name)
        }
    styles = texts.pop("word/styles.xml")
    assert len(texts) > 1
    for name, text in texts.items():
        for run in re.findall("<w:r>(.*?)</w:r>", text, re.DOTALL):
            told = dict(re.findall(r'w:(ascii|hAnsi|eastAsia|cs)="([^"]*)"', run))
            assert len(told) == 4, (name, run)
            assert len(set(told.values())) == 1
            assert set(told.values()) <= FACES
    used = {
        each for text in texts.values() for each in re.findall(r'w:\w*Style w:val="(.*?)"', text)
    }
    for kind, style in re.findall(r"(<w:style [^>]*>)(.*?)</w:style>", styles, re.DOTALL):
        if 'w:default="1"' in kind or any(f'w:styleId="{each}"' in kind for each in used):
            faces = re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]*)"', style)
            assert set(faces) <= FACES, kind
