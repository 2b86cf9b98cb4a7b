"""A draw written out: the sheet to sign, and what a stranger needs to redo it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.errors.draws.sample import ExportExists, ExportNotWritable
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged
from revisit_cli.files.workbooks.target import whole
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
from revisit_cli.labels.rules.form import FONT
from revisit_cli.records.draws.sample import FirmsDrawn, Pool
from revisit_cli.records.file.audit_shown import LogHeadShown
from revisit_cli.records.value import Value

POOL_FILE, SEED_FILE, VERIFIER_FILE = "pool.txt", "seed.txt", "verify.sh"
RESERVES_PRINTED = 15
_HASH_PRINTED = 16

# Five lines; od and tr come with sha256sum and sort on every system that has those.
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
    """A draw as it is written out, whatever it is for: texts of the sheet, pool, seed and ranks.

    ``rows`` are all ranks in order, each a number and texts of which the last is the hash;
    ``printed`` of them stand on the sheet that is signed, all on the one behind it.
    """

    file: str
    sheet: str
    title: str
    under: str
    details: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[int, str, str, str, str], ...]
    printed: int
    pool: Pool
    seed: str
    labels: tuple[tuple[str, str], ...]


@clause("三(一)3", "R9", "R10")
def write(
    folder: Path, drawn: FirmsDrawn, log: LogHeadShown, bureau: str, *, force: bool
) -> tuple[str, ...]:
    """Write a draw's sheet, pool, seed and verifier into a folder; return the files' names.

    「由局机关纪委从局营商办汇总的涉企服务对象名单中随机抽取」: the committee signs the sheet.
    Raises ExportExists, ExportNotWritable or TargetNotWritable.
    """
    scope, frozen = drawn.frozen.scope, drawn.frozen
    home = {label: each.unit for each in frozen.pool.strata for label in each.labels}
    shown = (*drawn.selected, *drawn.reserves)
    paper = DrawPaper(
        file=SHEET_FILE,
        sheet=SHEET,
        title=bureau + SHEET_TITLE,
        under=f"{scope_words(scope.half, scope.month)}　{nth(frozen.nth_draw)}",
        details=tuple(details(drawn, log.head.size, log.head.head, log.origin or "")),
        headings=HEADINGS,
        rows=tuple(
            (each.rank.rank, label, home.get(label, ""), state(each), each.rank.hash)
            for each in shown
            for label in [each.rank.label]
        ),
        printed=len(drawn.selected) + RESERVES_PRINTED,
        pool=frozen.pool,
        seed=drawn.seed,
        labels=tuple((each.rank.hash, each.rank.label) for each in drawn.ranks),
    )
    return write_paper(folder, paper, force=force)


def write_paper(folder: Path, paper: DrawPaper, *, force: bool) -> tuple[str, ...]:
    """Write any draw's sheet, pool, seed and verifier into a folder; return the files' names.

    Raises ExportExists, ExportNotWritable or TargetNotWritable.
    """
    texts = {
        POOL_FILE: paper.pool.text,
        SEED_FILE: f"{paper.seed}\n",
        VERIFIER_FILE: verifier(paper.pool, paper.labels),
    }
    names = (paper.file, *texts)
    for name in names:
        if (folder / name).exists() and not force:
            raise ExportExists(folder=folder, file=name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            with whole(folder / name) as stream:
                stream.write(text.encode())
        _write_sheet(folder / paper.file, paper)
    except OSError as error:
        raise ExportNotWritable(folder=folder) from error
    return names


def verifier(pool: Pool, ranks: Iterable[tuple[str, str]]) -> str:
    """Return the shell script that redoes a draw and says whether it comes out the same.

    ``ranks`` are hash and label of each, in order.
    """
    import hashlib

    lines = "".join(f"{hashed}  {label}\n" for hashed, label in ranks)
    digest = hashlib.sha256(lines.encode()).hexdigest()
    return _VERIFIER.format(pool=pool.sha256, ranks=digest)


def _write_sheet(path: Path, paper: DrawPaper) -> None:
    # Seed and names are printed as they were drawn by, or nobody could redo the hashes.
    of_seed = {each.digits for each in numbers_in(paper.seed)}
    with book(path, "draw", force=True, has_numbers=True) as made:
        styles = _styles(made)
        front = _page(made, paper.sheet)
        last = len(paper.headings) - 1
        merged(front, (0, 0, 0, last), hidden(paper.title), styles["title"])
        merged(front, (1, 0, 1, last), paper.under, styles["under"])
        front.set_row(0, 32)
        front.set_row(1, 22)
        row = 2
        for name, value in paper.details:
            front.write_string(row, 0, name, styles["name"])
            told = hidden(value, of_seed.__contains__)
            merged(front, (row, 1, row, last), told, styles["cell"])
            front.set_row(row, 34 if len(value) > 60 else 20)
            row += 1
        row = _ranks(front, row + 1, paper, paper.printed, styles, width=_HASH_PRINTED)
        notes = [HOW_TO_REDO, *([REST_BELOW] if len(paper.rows) > paper.printed else [])]
        for note in notes:
            merged(front, (row, 0, row, last), note, styles["note"])
            front.set_row(row, 15 * (1 + len(note) // 55))
            row += 1
        for number, signer in enumerate(SIGNERS):
            row += number % 2 == 0
            front.set_row(row, 28)
            front.write_string(row, 0 if number % 2 == 0 else 3, signer, styles["plain"])
        back = _page(made, ALL_RANKS)
        _ranks(back, 0, paper, len(paper.rows), styles, width=64)
        back.repeat_rows(0)
        back.set_column(4, 4, 68)


def _styles(made: Any) -> dict[str, Any]:
    middle = {"valign": "vcenter", "font_name": FONT}
    return {
        "title": made.add_format({**middle, "bold": True, "font_size": 18, "align": "center"}),
        "under": made.add_format({**middle, "font_size": 12, "align": "center"}),
        "name": made.add_format({**middle, "border": 1, "bold": True}),
        "cell": made.add_format({**middle, "border": 1, "text_wrap": True}),
        "rank": made.add_format({**middle, "border": 1, "align": "center"}),
        "head": made.add_format({**middle, "border": 1, "bold": True, "align": "center"}),
        "note": made.add_format({"text_wrap": True, "font_size": 9, "font_name": FONT}),
        "plain": made.add_format(middle),
    }


def _page(made: Any, name: str) -> Any:
    sheet = made.add_worksheet(name)
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer("&C&P / &N")
    for column, width in enumerate((15, 36, 14, 18, 20)):
        sheet.set_column(column, column, width)
    return sheet


def _ranks(
    sheet: Any, row: int, paper: DrawPaper, count: int, styles: dict[str, Any], *, width: int
) -> int:
    for column, heading in enumerate(paper.headings):
        sheet.write_string(row, column, heading, styles["head"])
    for rank, label, *texts, hashed in paper.rows[:count]:
        row += 1
        sheet.set_row(row, 19)
        sheet.write_number(row, 0, rank, styles["rank"])
        for column, text in enumerate((label, *map(hidden, texts), hashed[:width]), start=1):
            sheet.write_string(row, column, text, styles["cell"])
    return row + 1
