"""Printing the telephone form: blank, for some calls, or for all of a month."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from revisit_cli.document import FORM_1, Form
from revisit_cli.errors.rules.form import NothingToPrint
from revisit_cli.files.calls import form as files
from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.rules.form import FILE_NAME
from revisit_cli.labels.text import minute
from revisit_cli.operations.calls import card
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms.phone import note_cells_shown
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.rules.form import ids_given
from revisit_cli.records.context import Context
from revisit_cli.records.firms.person import PROVED_BAD
from revisit_cli.records.form import FormPage, FormsAsked, FormsWritten
from revisit_cli.records.rules.answer import Answers, Evaluation
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import form as store
from revisit_cli.store.file.database import Database


class FormWriter(Protocol):
    """What writes pages of a form to a file."""

    def __call__(
        self, path: Path, pages: Sequence[FormPage], *, force: bool, has_numbers: bool
    ) -> None:
        """Write them. Raises TargetExists or TargetNotWritable."""


def write(context: Context, asked: FormsAsked) -> FormsWritten:
    """Write 附表1 for these calls, for all of a month, or one blank page.

    Full numbers, where asked for, are told to the log first.
    Raises CallUnknown, FormIdUnreadable, NothingToPrint, TargetExists or TargetNotWritable.
    """
    wanted = ids_given(asked.named)
    with reading(context, needs_file=bool(asked.named or asked.with_all)) as database:
        if asked.with_all:
            which = month_or_at_hand(context, rules_of(database), asked.month)
            wanted = store.ids_of_month(database, which)
            if not wanted:
                raise NothingToPrint(month=which)
        pages = [
            page_of(database, each, context, shows_phones=asked.shows_phones) for each in wanted
        ]
    return written(context, asked, FORM_1, pages, files.write)


def written(
    context: Context, asked: FormsAsked, form: Form, pages: Sequence[FormPage], write: FormWriter
) -> FormsWritten:
    """Write pages of a form, or one blank one; the log is told first of full numbers on them.

    Raises TargetExists or TargetNotWritable.
    """
    if asked.shows_phones and pages:
        note_cells_shown(context, f"forms {form.number}", (each.firm for each in pages))
    where = Path(asked.path or FILE_NAME.format(number=form.number, title=form.title))
    write(where, pages or [FormPage()], force=asked.force, has_numbers=asked.shows_phones)
    return FormsWritten(str(form.number), str(where), len(pages) or 1)


def page_of(database: Database, number: int, context: Context, *, shows_phones: bool) -> FormPage:
    """Return what one call's page is filled with. Raises CallUnknown."""
    row = card.found(database, number, context)
    attempts = store.attempts(database, number)
    answered = [each for each in attempts if each.outcome in ("completed", "partial")]
    person, phone = _contact(database, row.firm)
    texts = store.texts(database, number)
    last = answered[-1] if answered else None
    evaluations = store.evaluations(database, number)
    known = {each.unit for each in evaluations}
    # What was said of one unit is not printed as if it were said of all.
    left = [unit for unit in card.units_served(database, row).values() if unit not in known]
    unasked = [Evaluation(0, unit, Answers()) for unit in left] if evaluations else []
    return FormPage(
        number=number,
        firm=row.name,
        person=(last and last.respondent) or person,
        phone=phone if shows_phones else masked(phone),
        evaluations=(*evaluations, *unasked),
        texts={category: "\n".join(said) for category, said in texts.items()},
        recorder=last.by if last else "",
        at=minute(last.at) if last else "",
        tags=tuple(dict.fromkeys(tag for each in attempts for tag in each.tags)),
        way=() if last else tuple((minute(each.at), each.outcome) for each in attempts),
    )


def _contact(database: Database, firm: int) -> tuple[str, str]:
    """Return the name and number by which a firm is reached first; "" for what is not known."""
    usable = [each for each in call_store.contacts(database, firm) if each.state not in PROVED_BAD]
    best = next((each for each in usable if each.phone), usable[0] if usable else None)
    return ("", "") if best is None else (best.name, best.phone)
