"""Handing calls out in packets: claimed, written down, and told to the log."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from revisit_cli.files.calls import form as form_call
from revisit_cli.files.calls import sheet as call_sheet
from revisit_cli.files.workbooks.target import check_folder, check_free, name_part
from revisit_cli.labels.calls import sheet as words
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls import form as forms
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.days.month import month_wanted
from revisit_cli.operations.reading import settings_of
from revisit_cli.policy.calls import sheet as policy
from revisit_cli.policy.calls.rest import OPENS
from revisit_cli.records.calls.claim import NO_END
from revisit_cli.records.calls.sheet import (
    BlankSheetWritten,
    CallSheetsWritten,
    Packet,
    PacketCall,
    PacketWritten,
    SheetRow,
)
from revisit_cli.records.code import PacketKind
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.value import replace
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.calls import form as form_store
from revisit_cli.store.calls import sheet as store
from revisit_cli.store.file.database import Database


def write_sheets(
    context: Context,
    month: str | None,
    *,
    split: int | None,
    names: str | None,
    limit: int | None,
    folder: Path | None,
    kind: PacketKind,
    with_forms: bool,
    force: bool,
) -> CallSheetsWritten:
    """Deal a month's free calls to clerks, claim them, and write each clerk's files.

    ``kind`` is ``sheet`` (a workbook to fill) or ``paper`` (cards to dial from); ``limit`` is
    calls a packet. Claims and files come together: where a file cannot be written nothing is
    claimed. Raises ClerksMiscounted, ClerkTwice, NothingToSplit, TargetExists or TargetNotWritable.
    """
    wanted = month_wanted(context, month)
    clerks = policy.clerks_given(split, names, context.by)
    where = folder or Path(words.FOLDER.format(month=wanted))
    check_folder(where)
    with writing(context) as act:
        free = store.candidates(act.database, wanted, context.at)
        most = None if limit is None else limit * len(clerks)
        dealt = policy.dealt(free[:most], clerks)
        shares = [(clerk, calls) for clerk, calls in zip(clerks, dealt, strict=True) if calls]
        due = act.rules.period(wanted).calls_due_on.isoformat()
        packets = []
        for part, (clerk, calls) in enumerate(shares, start=1):
            bare = Packet(0, wanted, kind, clerk, part, len(shares), due, secrets.token_hex(16))
            packet = _claimed(act, bare, calls)
            packets.append(_written(act, packet, where, with_forms, force))
        taken = sum(len(each.calls) for each in packets)
        left = store.unfinished(act.database, wanted) - taken
        return act.tell(CallSheetsWritten(wanted, kind, tuple(packets), left))


def write_blank(path: Path | None, *, force: bool) -> BlankSheetWritten:
    """Write an empty sheet for keying in paper forms. Raises TargetExists or TargetNotWritable."""
    where = path or Path(words.BLANK_FILE)
    call_sheet.write_blank(where, force=force)
    return BlankSheetWritten(str(where))


def _claimed(act: Act, packet: Packet, calls: Sequence[int]) -> Packet:
    """Add a packet and claim its calls for its clerk until they come back."""
    number = store.add(act.database, packet, act.context.at, act.context.by)
    allow_change(act, packet.month, "packet", number)
    found = []
    for call in calls:
        token = lease_store.claim(act.database, call, packet.clerk, NO_END)
        store.add_call(act.database, number, call, token)
        found.append(_call(act.database, act.context, call, token))
    return replace(packet, id=number, calls=tuple(found))


def _written(
    act: Act, packet: Packet, folder: Path, with_forms: bool, force: bool
) -> PacketWritten:
    names = {"month": packet.month, "part": packet.part, "clerk": name_part(packet.clerk)}
    name = words.FILE if packet.kind == "sheet" else words.PAPER_FILE
    path = folder / name.format(**names)
    # Refused before it is placed: what lies there is not ours to take back.
    check_free(path, force=force)
    act.place(path)
    with_codes = settings_of(act.database).dial_qr
    if packet.kind == "sheet":
        call_sheet.write(path, packet, _sheet_rows(packet), force=force, with_codes=with_codes)
    else:
        from revisit_cli.files.calls import card as call_paper

        call_paper.write(path, packet, force=force, with_codes=with_codes)
    form_path = None
    if with_forms:
        form_path = folder / words.FORMS_FILE.format(**names)
        check_free(form_path, force=force)
        act.place(form_path)
        pages = [
            forms.page_of(act.database, each.call, act.context, shows_phones=True)
            for each in packet.calls
        ]
        form_call.write(form_path, pages, force=force, has_numbers=True)
    return PacketWritten(
        packet.id,
        packet.clerk,
        str(path),
        None if form_path is None else str(form_path),
        tuple(each.call for each in packet.calls),
    )


def _sheet_rows(packet: Packet) -> list[SheetRow]:
    """Return the rows of a packet's sheet: one a firm, one more for each further unit."""
    rows = []
    for number, call in enumerate(packet.calls, start=1):
        for place, (unit, name, matters) in enumerate(call.units or ((0, "", ()),)):
            check = policy.check_of(packet.secret, call.call, call.token, unit, call.firm)
            is_first = place == 0
            rows.append(
                SheetRow(
                    known={
                        "number": str(number) if is_first else "",
                        "firm": call.firm if is_first else f"{words.MORE}{call.firm}",
                        "unit": name,
                        "matter": LISTED.join(matters) if is_first else _more(matters),
                        **(_reached(call) if is_first else {}),
                    },
                    hidden={
                        "call": str(call.call),
                        "token": str(call.token),
                        "check": f"{packet.id}-{unit}-{check}",
                    },
                    is_first=is_first,
                )
            )
    return rows


def _more(matters: Sequence[str]) -> str:
    return "\n".join([LISTED.join(matters), words.SAME]).strip()


def _reached(call: PacketCall) -> dict[str, str]:
    last = (
        []
        if call.last is None
        else [words.last_time(call.last[0], OUTCOMES[call.last[1]], call.attempts)]
    )
    if call.next_at:
        last.append(words.not_before(call.next_at))
    return {
        "contact": "\n".join(who.name for who in call.contacts),
        "phones": "\n".join(call.phones),
        "last": "\n".join(last),
    }


def _call(database: Database, context: Context, call: int, token: int) -> PacketCall:
    row = card.found(database, call, context)
    units: dict[tuple[int, str], dict[str, None]] = {}
    for each in call_store.services(database, row.firm, row.month):
        matters = units.setdefault((each.unit, each.unit_name), {})
        if each.matter:
            matters[each.matter] = None
    rung = form_store.attempts(database, call)
    return PacketCall(
        call=call,
        token=token,
        firm=row.name,
        units=tuple((unit, name, tuple(matters)) for (unit, name), matters in units.items()),
        contacts=card.people_of(call_store.contacts(database, row.firm), shows_phones=True),
        attempts=len(rung),
        last=(rung[-1].at, rung[-1].outcome) if rung else None,
        next_at=_not_before(row.next_at, card.first_contact_day(database, row), context.now),
    )


def _not_before(rested: str | None, first: date | None, now: datetime) -> str | None:
    """Return the moment before which a firm is not to be called, None where it may be now."""
    if first is None or first <= now.date():
        return rested
    return max(rested or "", stamp(datetime.combine(first, OPENS, now.tzinfo)))
