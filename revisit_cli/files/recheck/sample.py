"""A re-check's draw exported: the sheet to sign, and what anybody needs to repeat the draw."""

from pathlib import Path

from revisit_cli.document import clause
from revisit_cli.files.draws.sample import RANKS_PRINTED, DrawPaper, write_paper
from revisit_cli.labels.recheck import sample as words
from revisit_cli.records.file.audit_shown import LogHeadShown
from revisit_cli.records.recheck.sample import RecheckDrawn


@clause("三(一)", "R37")
def write(
    folder: Path, drawn: RecheckDrawn, log: LogHeadShown, bureau: str, *, force: bool
) -> tuple[str, ...]:
    """Write the sheet, pool, seed, ranks and verifier into a folder; return the files' names.

    「公正公开」: the sheet is signed, and anybody can repeat the draw. Raises ExportExists or
    TargetNotWritable.
    """
    paper = DrawPaper(
        file=words.SHEET_FILE,
        sheet=words.SHEET,
        title=bureau + words.SHEET_TITLE,
        under=words.under(drawn.frozen),
        details=tuple(words.details(drawn, log.head, log.origin or "")),
        headings=words.HEADINGS,
        rows=tuple(
            (
                each.rank.rank,
                each.rank.label,
                str(each.call),
                words.state(is_selected=each.rank.is_selected),
                each.rank.hash,
            )
            for each in drawn.ranks
        ),
        drawn=len(drawn.selected),
        printed=max(len(drawn.selected), RANKS_PRINTED),
        pool=drawn.frozen.pool,
        seed=drawn.seed,
        labels=tuple((each.rank.hash, each.rank.label) for each in drawn.ranks),
    )
    return write_paper(folder, paper, force=force)
