"""Numbers that are wrong or dead: back to their units, and what comes back from there."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from revisit_cli.files.calls import return_list as files
from revisit_cli.files.workbooks import workbook
from revisit_cli.files.workbooks.target import check_free, name_part
from revisit_cli.labels.calls import return_list as words
from revisit_cli.labels.calls.entry import FIRM_DIFFERS
from revisit_cli.labels.firms.masking import masked
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.claim import refuse_final
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls import return_list as policy
from revisit_cli.policy.calls import table as call_table
from revisit_cli.policy.calls.bad_number import number_counts, verdicts
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.firms.phone import number_given
from revisit_cli.records.calls.call import PhoneCorrected
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.calls.return_list import (
    NumberResult,
    PhonesReturned,
    ReturnedFirm,
    ReturnsListed,
)
from revisit_cli.records.calls.stored import StoredCall, Unreachable
from revisit_cli.records.code import BadNumber
from revisit_cli.records.context import Context
from revisit_cli.records.firms.person import PROVED_BAD, USABLE
from revisit_cli.records.ledgers.number import GivenNumber
from revisit_cli.records.value import replace
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import queue as queue_store
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.calls import return_list as store
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import number as number_store


def list_returns(
    context: Context, month: str | None, *, folder: Path | None, force: bool
) -> ReturnsListed:
    """Return a month's firms whose units must send another number; numbers masked.

    ``folder`` also gets a workbook a unit, to be mailed. Raises TargetExists or TargetNotWritable.
    """
    with reading(context) as database:
        rules = rules_of(database)
        outcome = returned(database, rules, month_or_at_hand(context, rules, month))
    wanted = outcome.month
    if folder is None:
        return outcome
    due = rules.period(wanted).calls_due_on.isoformat()
    paths = {unit: folder / _file_name(wanted, unit) for unit in outcome.units}
    for path in paths.values():
        check_free(path, force=force)
    for unit, path in paths.items():
        files.write(path, unit, wanted, due, outcome.of_unit(unit), force=force)
    return replace(outcome, files=tuple((unit, str(path)) for unit, path in paths.items()))


def returned(database: Database, rules: Rules, month: str) -> ReturnsListed:
    """Return a month's firms whose units must send another number, and each unit's bad numbers."""
    given = number_store.given(database, month, rules.period(month).last_on)
    found = verdicts(number_store.rung(database, month))
    bad = {each: state for each, state in found.items() if state is not None}
    rows = store.unreachable(database, month, {call for call, _ in bad})
    return ReturnsListed(
        month,
        tuple(_firm(database, row, month, given, bad) for row in rows),
        number_counts(given, found, lambda each: each.unit_name),
    )


def take_numbers(
    context: Context, path: Path, month: str | None, *, is_dry_run: bool
) -> PhonesReturned:
    """Enter the numbers that a unit filled in; their firms go to the head of the list.

    Rows without a number are left; the same number again changes nothing; a number proved bad,
    a call that is final, a firm that is not the call's are held. Raises NoCallTable and what
    ``files.workbooks.workbook`` refuses.
    """
    found = workbook.read_workbook(path)
    rows = call_table.read(found, policy.NEEDED, words.NEEDED)
    with writing(context, keep=not is_dry_run) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        results = tuple(_entered(act, found.name, row, wanted) for row in rows)
        outcome = PhonesReturned(found.name, found.sha256, results, is_dry_run)
        if outcome.count("entered") == 0:
            act.leave()
            return outcome
        return act.tell(outcome)


def correct_phone(context: Context, call: int, phone: str, name: str) -> PhoneCorrected:
    """Enter the number that a unit sent; the firm goes to the head of the list.

    Raises PhoneUnreadable, CallUnknown, CallIsFinal or MonthIsClosed.
    """
    number = number_given(phone)
    with writing(context) as act:
        row = card.found(act.database, call, context)
        refuse_final(row)
        _correct(act, row, number, name)
        return act.tell(PhoneCorrected(call))


def _correct(act: Act, call: StoredCall, phone: str, name: str) -> None:
    now = act.context.at
    allow_change(act, call.month, "call", call.id)
    attempt_store.correct_phone(act.database, call.firm, name, phone)
    call_store.set_state(act.database, call.id, "retry", now, None)
    queue_store.set_first(act.database, call.id, now)


def _firm(
    database: Database,
    row: Unreachable,
    month: str,
    given: Iterable[GivenNumber],
    bad: Mapping[tuple[int, str], BadNumber],
) -> ReturnedFirm:
    served = call_store.services(database, row.firm_id, month)
    asked = policy.units_asked(row.call, {each.unit for each in served}, given, bad)
    units = {each.unit: each.unit_name for each in served if each.unit in asked}
    matters: dict[str, dict[str, None]] = {name: {} for name in units.values()}
    for each in served:
        if each.unit in units and each.matter:
            matters[each.unit_name][each.matter] = None
    numbers = tuple(_numbers(database, row, bad))
    phones = {phone for _, phone, _ in numbers}
    told = {
        name: policy.numbers_told(unit, row.call, phones, given) for unit, name in units.items()
    }
    return ReturnedFirm(
        call=row.call,
        firm=row.firm,
        state=row.state,
        units=tuple(matters),
        matters={unit: tuple(each) for unit, each in matters.items()},
        numbers=_shown(numbers),
        told={
            unit: _shown([each for each in numbers if each[1] in theirs])
            for unit, theirs in told.items()
        },
    )


def _numbers(
    database: Database, row: Unreachable, bad: Mapping[tuple[int, str], BadNumber]
) -> Iterator[tuple[str, str, BadNumber]]:
    """Yield whose each number is that does not help any more, the number, and why."""
    mine = {phone: state for (call, phone), state in bad.items() if call == row.call}
    for each in store.numbers(database, row.firm_id):
        state = mine.pop(each.phone, "left" if each.state == "left" else None)
        if state is not None:
            yield each.name, each.phone, state
    yield from (("", phone, state) for phone, state in mine.items())


def _shown(
    numbers: Iterable[tuple[str, str, BadNumber]],
) -> tuple[tuple[str, str, BadNumber], ...]:
    return tuple((name, masked(phone), state) for name, phone, state in numbers)


def _entered(act: Act, file: str, row: TableRow, month: str) -> NumberResult:
    firm = call_table.text_of(row, "firm")
    result = NumberResult(file, row.sheet, row.row, "held", None, firm)
    column = policy.number_column(row)
    if not call_table.is_filled(row, (column,)):
        return replace(result, state="blank")
    call, what = _call_of(act.database, row, firm, month, act.context)
    if call is None:
        return replace(result, cell=call_table.cell_name(row, "firm"), what=what)
    result = replace(result, call=call.id, cell=call_table.cell_name(row, column))
    known = store.numbers(act.database, call.firm)
    bad = {each.phone for each in known if each.state in PROVED_BAD}
    phones, what = policy.numbers_given(row, bad)
    if what is not None:
        return replace(result, what=what)
    good = {each.phone for each in known if each.state in USABLE}
    if set(phones) <= good:
        return replace(result, state="same")
    if call.state == "done":
        return replace(result, what=words.CALL_DONE)
    for phone in phones:
        _correct(act, call, phone, call_table.text_of(row, "contact"))
    return replace(result, state="entered")


def _call_of(
    database: Database, row: TableRow, firm: str, month: str, context: Context
) -> tuple[StoredCall | None, str | None]:
    """Return the call a row is about: by its number, checked by the firm's name, or by the name."""
    text = call_table.text_of(row, "call")
    if text.isdecimal() and len(text) < 12:
        number = int(text)
    else:
        named = store.calls_named(database, month, firm_key(firm))
        if len(named) != 1:
            return None, words.FIRM_UNKNOWN.format(firm=firm, month=month)
        number = named[0]
    call = call_store.find(database, number, context.at)
    if call is None:
        return None, words.FIRM_UNKNOWN.format(firm=firm, month=month)
    if firm and firm_key(firm) != firm_key(call.name):
        return None, FIRM_DIFFERS.format(call=number, firm=call.name, named=firm)
    return call, None


def _file_name(month: str, unit: str) -> str:
    return words.FILE.format(month=month, unit=name_part(unit))
