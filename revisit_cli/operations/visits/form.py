"""Printing the visit form and a day's round."""

from pathlib import Path

from revisit_cli.document import FORM_2
from revisit_cli.errors.rules.form import NothingToPrint
from revisit_cli.files.visits import form as files
from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.rules.form import ROUND_FILE
from revisit_cli.labels.text import LISTED, day_or_pending, minute
from revisit_cli.labels.visits.visit import REFUSAL
from revisit_cli.operations.calls.form import written
from revisit_cli.operations.firms.phone import note_cells_shown
from revisit_cli.operations.reading import reading
from revisit_cli.operations.visits.visit import found, listed
from revisit_cli.policy.rules.form import ids_given
from revisit_cli.policy.visits import visit as policy
from revisit_cli.records.context import Context
from revisit_cli.records.form import FormPage, FormsAsked, FormsWritten, VisitRow
from revisit_cli.records.visits.visit import Visit, VisitEntry
from revisit_cli.store.file.database import Database
from revisit_cli.store.visits import visit as store


def write(context: Context, asked: FormsAsked) -> FormsWritten:
    """Write 附表2 for these visits, for all of a month, or one blank page.

    Full numbers, where asked for, are told to the log first.
    Raises VisitUnknown, FormIdUnreadable, NothingToPrint, TargetExists or TargetNotWritable.
    """
    wanted = ids_given(asked.named)
    with reading(context, needs_file=bool(asked.named or asked.with_all)) as database:
        if asked.with_all:
            owed = listed(database, context, asked.month)
            wanted = [each.id for each in owed.visits]
            if not wanted:
                raise NothingToPrint(month=owed.month)
        pages = [_page(database, each, shows_phones=asked.shows_phones) for each in wanted]
    return written(context, asked, FORM_2, pages, files.write)


def write_round(
    context: Context,
    *,
    month: str | None,
    district: str | None,
    path: str | None,
    shows_phones: bool,
    force: bool,
) -> FormsWritten:
    """Write the visits still to do, by district; full numbers are told to the log first.

    Raises NothingToPrint, TargetExists or TargetNotWritable.
    """
    with reading(context) as database:
        owed = listed(database, context, month)
        visits = policy.in_district(owed.visits, district)
        if not visits:
            raise NothingToPrint(month=owed.month)
        rows = [_row(database, each, shows_phones=shows_phones) for each in visits]
    if shows_phones:
        note_cells_shown(context, "visits sheet", (each.firm for each in rows))
    where = Path(path or ROUND_FILE)
    files.write_round(where, owed.month, rows, force=force, has_numbers=shows_phones)
    return FormsWritten("round", str(where), len(rows))


def _page(database: Database, number: int, *, shows_phones: bool) -> FormPage:
    visit = found(database, number)
    person, phone = _contact(database, visit, shows_phones=shows_phones)
    entry = visit.entry
    return FormPage(
        number=number,
        firm=visit.firm_name,
        person=person,
        phone=phone,
        evaluations=tuple(store.evaluations(database, number)),
        texts={"suggestion": entry.suggestion or "", "difficulty": entry.difficulty or ""},
        recorder=visit.by or "",
        at=minute(entry.at),
        refusal=_refusal(entry),
        tags=entry.tags,
    )


def _refusal(entry: VisitEntry) -> str:
    """Return what stands where the firm would have signed."""
    if entry.signature != "refused":
        return ""
    return REFUSAL.format(reason=entry.refusal_reason, witnesses=LISTED.join(entry.witnesses))


def _row(database: Database, visit: Visit, *, shows_phones: bool) -> VisitRow:
    person, phone = _contact(database, visit, shows_phones=shows_phones)
    return VisitRow(
        number=visit.id,
        firm=visit.firm_name,
        place=visit.place,
        reasons=visit.reasons,
        person=person,
        phone=phone,
        due=day_or_pending(visit.due_on),
    )


def _contact(database: Database, visit: Visit, *, shows_phones: bool) -> tuple[str, str]:
    """Return whom to see and the number as it may be printed."""
    person, phone = store.contact(database, visit.firm)
    if visit.entry.respondent or visit.entry.respondent_phone:
        person, phone = visit.entry.respondent or "", visit.entry.respondent_phone or ""
    return person, phone if shows_phones else masked(phone)
