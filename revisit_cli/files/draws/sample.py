"""A draw exported: the sheet to sign, and what anybody needs to repeat the draw."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.errors.draws.sample import ExportExists
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_height
from revisit_cli.files.workbooks.target import together
from revisit_cli.labels.draws.sample import (
    ALL_RANKS,
    HEADINGS,
    HOW_TO_REDO,
    REST_BELOW,
    SHEET,
    SHEET_FILE,
    SHEET_TITLE,
    SIGNERS,
    details,
    nth,
    scope_words,
    state,
)
from revisit_cli.labels.firms.masking import hidden, numbers_in
from revisit_cli.labels.rules.form import (
    CODE_FONT,
    FONT,
    HEAD_FONT,
    NOTE_FONT,
    PAGE_FOOTER,
    TITLE_FONT,
)
from revisit_cli.labels.text import in_fours
from revisit_cli.records.draws.sample import FirmsDrawn, Pool
from revisit_cli.records.file.audit_shown import LogHeadShown
from revisit_cli.records.value import Value

POOL_FILE, SEED_FILE, RANKS_FILE = "pool.txt", "seed.txt", "ranks.txt"
VERIFIER_FILE = "verify.sh"
# The signed page has this many ranks, or all that were drawn if these are more.
RANKS_PRINTED = 26
_HASH_PRINTED = 16
_WIDTHS = (11, 40, 12, 12, 23)
_SIZE, _NOTE_SIZE = 10.5, 9
# Room for a fact, and for a note, in characters of twelve points.
_FACT_COLUMNS, _NOTE_COLUMNS = 66, 78
# Points: the height that the ranks share, the limits for each of them, and a line to sign.
_RANKS_HEIGHT, _LEAST_RANK, _MOST_RANK, _SIGN_HEIGHT = 420, 16, 20, 36

# Needs od, tr, sha256sum and sort only.
_VERIFIER = """\
#!/bin/sh
cd "$(dirname "$0")" && export LC_ALL=C && seed=$(cat seed.txt) || exit 6
echo "{pool}  pool.txt" | sha256sum -c - || exit 6
while IFS= read -r name; do t=$(printf %s "$name/$seed" | od -An -v -tx1 | tr -d ' \\n'); \
h=$(printf %s "$t" | sha256sum); printf '%s  %s\\n' "${{h%% *}}" "$name"; done <pool.txt \
| sort -r >ranks.txt
echo "{ranks}  ranks.txt" | sha256sum -c - && cat -n ranks.txt || exit 6
"""


class DrawPaper(Value):
    """A draw as it is exported, whatever it is for: the texts of the sheet, pool, seed, ranks.

    ``rows`` are all ranks in order: number, name, two texts and the hash. ``drawn`` of them were
    drawn, and ``printed`` are on the signed sheet; if these are not all, a second sheet has all.
    ``labels`` are hash and name of each rank, in order.
    """

    file: str
    sheet: str
    title: str
    under: str
    details: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[int, str, str, str, str], ...]
    drawn: int
    printed: int
    pool: Pool
    seed: str
    labels: tuple[tuple[str, str], ...]


@clause("三(一)3", "R9", "R10")
def write(
    folder: Path, drawn: FirmsDrawn, log: LogHeadShown, bureau: str, *, force: bool
) -> tuple[str, ...]:
    """Write the sheet, pool, seed, ranks and verifier into a folder; return the files' names.

    「由局机关纪委从局营商办汇总的涉企服务对象名单中随机抽取」: the committee signs the sheet.
    Raises ExportExists or TargetNotWritable.
    """
    scope, frozen = drawn.frozen.scope, drawn.frozen
    units = frozen.pool.units
    shown = (*drawn.selected, *drawn.reserves)
    paper = DrawPaper(
        file=SHEET_FILE,
        sheet=SHEET,
        title=bureau + SHEET_TITLE,
        under=f"{scope_words(scope.half, scope.month)}　{nth(frozen.nth_draw)}",
        details=tuple(details(drawn, log.head, log.origin or "")),
        headings=HEADINGS,
        rows=tuple(
            (each.rank.rank, label, units.get(label, ""), state(each), each.rank.hash)
            for each in shown
            for label in [each.rank.label]
        ),
        drawn=len(drawn.selected),
        printed=max(len(drawn.selected), RANKS_PRINTED),
        pool=frozen.pool,
        seed=drawn.seed,
        labels=tuple((each.rank.hash, each.rank.label) for each in drawn.ranks),
    )
    return write_paper(folder, paper, force=force)


def write_paper(folder: Path, paper: DrawPaper, *, force: bool) -> tuple[str, ...]:
    """Write any draw's sheet, pool, seed, ranks and verifier into a folder; return their names.

    Raises ExportExists or TargetNotWritable.
    """
    texts = {
        POOL_FILE: paper.pool.text,
        SEED_FILE: f"{paper.seed}\n",
        RANKS_FILE: _ranks_text(paper.labels),
        VERIFIER_FILE: verifier(paper.pool, paper.labels),
    }
    names = (paper.file, *texts)
    for name in names:
        if (folder / name).exists() and not force:
            raise ExportExists(folder=folder, file=name)
    with together(folder, texts):
        _write_sheet(folder / paper.file, paper)
    return names


def verifier(pool: Pool, ranks: Iterable[tuple[str, str]]) -> str:
    """Return the shell script that repeats a draw and compares the result.

    ``ranks`` are hash and name of each, in order.
    """
    import hashlib

    digest = hashlib.sha256(_ranks_text(ranks).encode()).hexdigest()
    return _VERIFIER.format(pool=pool.sha256, ranks=digest)


def _ranks_text(ranks: Iterable[tuple[str, str]]) -> str:
    """Return a line for each rank, with its full hash and its name."""
    return "".join(f"{hashed}  {label}\n" for hashed, label in ranks)


def _write_sheet(path: Path, paper: DrawPaper) -> None:
    # Numbers in the seed are not masked: the hashes could not be computed again without them.
    of_seed = {each.digits for each in numbers_in(paper.seed)}
    with book(path, "draw", force=True, has_numbers=True) as workbook:
        styles = _styles(workbook)
        front = _page(workbook, paper.sheet)
        last = len(paper.headings) - 1
        merged(front, (0, 0, 0, last), hidden(paper.title), styles["title"])
        merged(front, (1, 0, 1, last), paper.under, styles["under"])
        front.set_row(0, 34)
        front.set_row(1, 20)
        row = 2
        for name, value in paper.details:
            front.write_string(row, 0, name, styles["name"])
            text = hidden(value, of_seed.__contains__)
            merged(front, (row, 1, row, last), text, styles["fact"])
            front.set_row(row, max(19, text_height(text, _SIZE, _FACT_COLUMNS)))
            row += 1
        front.set_row(row, 8)
        row = _ranks(front, row + 1, paper, paper.printed, styles)
        is_whole = len(paper.rows) <= paper.printed
        for note in (HOW_TO_REDO, *(() if is_whole else (REST_BELOW,))):
            merged(front, (row, 0, row, last), note, styles["note"])
            front.set_row(row, text_height(note, _NOTE_SIZE, _NOTE_COLUMNS))
            row += 1
        for number, signer in enumerate(SIGNERS):
            row += number % 2 == 0
            front.set_row(row, _SIGN_HEIGHT)
            front.write_string(row, 0 if number % 2 == 0 else 3, signer, styles["sign"])
        if paper.printed <= RANKS_PRINTED:
            front.fit_to_pages(1, 1)
        if not is_whole:
            back = _page(workbook, ALL_RANKS)
            _ranks(back, 0, paper, len(paper.rows), styles)
            back.repeat_rows(0)


def _styles(workbook: Any) -> dict[str, Any]:
    middle = {"valign": "vcenter", "font_name": FONT, "font_size": _SIZE}
    line = {**middle, "bottom": 1, "bottom_color": "#BDBDBD"}
    code = {**line, "font_name": CODE_FONT, "font_size": 9.5}
    rule = {"bottom": 5, "bottom_color": "#000000"}
    head = {**middle, "font_name": HEAD_FONT, "top": 2, "bottom": 1}
    styles = {
        "title": {
            **middle, "font_name": TITLE_FONT, "bold": True, "font_size": 22, "align": "center",
        },
        "under": {**middle, "font_size": 14, "align": "center"},
        "name": {**line, "font_name": HEAD_FONT},
        "fact": {**line, "text_wrap": True},
        "head": head,
        "number_head": {**head, "align": "center"},
        "note": {**middle, "font_name": NOTE_FONT, "font_size": _NOTE_SIZE, "text_wrap": True},
        "sign": {**middle, "font_size": 12, "valign": "bottom"},
        "rank": {**line, "align": "center"}, "cell": line, "code": code,
        "last_rank": {**line, **rule, "align": "center"}, "last_cell": {**line, **rule},
        "last_code": {**code, **rule},
    }  # fmt: skip
    return {name: workbook.add_format(style) for name, style in styles.items()}


def _page(workbook: Any, name: str) -> Any:
    sheet = workbook.add_worksheet(name)
    sheet.set_paper(PAPER_A4)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=1.0, right=0.85, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer(PAGE_FOOTER)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    return sheet


def _ranks(sheet: Any, row: int, paper: DrawPaper, count: int, styles: dict[str, Any]) -> int:
    """Write ranks from a row on, with a thick rule below the last drawn; return the next row.

    Of each hash the first digits are printed, in groups of four.
    """
    for column, heading in enumerate(paper.headings):
        sheet.write_string(row, column, heading, styles["head" if column else "number_head"])
    sheet.set_row(row, 19)
    shown = paper.rows[:count]
    height = max(_LEAST_RANK, min(_MOST_RANK, _RANKS_HEIGHT / max(1, len(shown))))
    if not any(texts[0] for _, _, *texts in shown):
        # A draw without seats by unit has nothing in this column.
        sheet.set_column(2, 2, None, None, {"hidden": True})
    for number, (rank, label, *texts, hashed) in enumerate(shown, start=1):
        row += 1
        which = "last_" if number == paper.drawn else ""
        sheet.set_row(row, height)
        sheet.write_number(row, 0, rank, styles[f"{which}rank"])
        for column, text in enumerate((label, *map(hidden, texts)), start=1):
            sheet.write_string(row, column, text, styles[f"{which}cell"])
        code = in_fours(hashed[:_HASH_PRINTED])
        sheet.write_string(row, len(texts) + 2, code, styles[f"{which}code"])
    return row + 1
