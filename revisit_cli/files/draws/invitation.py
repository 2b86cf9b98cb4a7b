"""The printed list of invited firms: to telephone from, and to sign on the day."""

from pathlib import Path

from revisit_cli.document import clause
from revisit_cli.files.rules.form import set_up, styles
from revisit_cli.files.workbooks.book import book, merged
from revisit_cli.labels.draws.sample import scope_words
from revisit_cli.labels.draws.symposium import (
    INVITATION_HEADINGS,
    INVITATION_SHEET,
    INVITATION_TITLE,
    RESERVE,
    meeting_words,
)
from revisit_cli.labels.text import minute
from revisit_cli.records.draws.invitation import InvitationsListed
from revisit_cli.records.draws.sample import Scope

_WIDTHS = (6, 6, 34, 12, 16, 18, 16, 18)


@clause("三(一)3")
def write(
    path: Path, listed: InvitationsListed, scope: Scope, bureau: str, *, has_numbers: bool
) -> None:
    """Write the firms that 「随机抽取10~15家企业召开座谈会」 gave, with room to answer and sign.

    Whether ``path`` may be written is looked at before.
    """
    with book(path, "sheet", force=True, has_numbers=has_numbers) as made:
        looks = styles(made)
        sheet = made.add_worksheet(INVITATION_SHEET)
        sheet.set_landscape()
        set_up(sheet, _WIDTHS)
        sheet.fit_to_pages(1, 0)
        last = len(_WIDTHS) - 1
        title = bureau + INVITATION_TITLE.format(scope=scope_words(scope.half, scope.month))
        merged(sheet, (0, 0, 0, last), title, looks["title"])
        sheet.write_string(1, 0, meeting_words(listed), looks["plain"])
        for column, heading in enumerate(INVITATION_HEADINGS):
            sheet.write_string(2, column, heading, looks["head"])
        for row, height in enumerate((36, 24, 24)):
            sheet.set_row(row, height)
        sheet.repeat_rows(0, 2)
        for number, each in enumerate(listed.invited, start=1):
            row = number + 2
            sheet.set_row(row, 30)
            rank = f"{each.rank}{RESERVE if each.is_reserve else ''}"
            invited = minute(each.invited_at)
            texts = (str(number), rank, each.name, each.person, each.phone, invited, "", "")
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, looks["cell"])
