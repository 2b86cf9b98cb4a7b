"""The rows of a packet that came back: whose they are, whether they are genuine, what they say."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.labels.calls import entry as words
from revisit_cli.labels.calls.sheet import MORE
from revisit_cli.policy.calls import row as call_row
from revisit_cli.policy.calls import table as call_table
from revisit_cli.policy.calls.completion import lacking_in
from revisit_cli.policy.calls.outcome import ANSWERED
from revisit_cli.policy.calls.sheet import check_of
from revisit_cli.policy.rules.answer import asked
from revisit_cli.policy.rules.evaluation import standing_for_all, words_of_call
from revisit_cli.records.calls.entry import Flaw, TableRow
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.calls.sheet import Mark, PacketRow
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form

NEEDED = ("firm", "outcome")


def grouped(rows: Sequence[TableRow]) -> list[PacketRow]:
    """Return a row for each firm, with the rows of its further units; whatever their order."""
    found: dict[object, PacketRow] = {}
    further: list[tuple[TableRow, Mark | None]] = []
    for row in rows:
        mark = mark_of(row)
        if call_table.text_of(row, "firm").startswith(MORE):
            further.append((row, mark))
            continue
        key: object = (row.sheet, row.row) if mark is None else (mark.packet, mark.call)
        # A row copied within its sheet is a firm's second version, and not lost.
        if key in found:
            key = (row.sheet, row.row)
        found[key] = PacketRow(row, mark)
    for row, mark in further:
        key = (row.sheet, row.row) if mark is None else (mark.packet, mark.call)
        owner = found.get(key)
        if owner is None:
            found[key] = PacketRow(row, mark, is_further=True)
        elif mark is not None:
            found[key] = replace(owner, further=(*owner.further, (row, mark)))
    return list(found.values())


def mark_of(row: TableRow) -> Mark | None:
    """Return the hidden marks of a row, or None where there are none or they are not whole."""
    call, token = (call_table.text_of(row, field) for field in ("call", "token"))
    packet, _, rest = call_table.text_of(row, "check").partition("-")
    unit, _, check = rest.partition("-")
    numbers = (packet, call, token, unit)
    if not all(each.isdecimal() and len(each) < 12 for each in numbers) or not check:
        return None
    return Mark(int(packet), int(call), int(token), int(unit), check)


def is_genuine(row: PacketRow, secret: str) -> bool:
    """Whether every mark of a row belongs to what stands beside it, as it went out."""
    rows = [(row.main, row.mark), *row.further]
    return all(
        mark is not None
        and mark.check
        == check_of(
            secret,
            mark.call,
            mark.token,
            mark.unit,
            call_table.text_of(at, "firm").removeprefix(MORE),
        )
        for at, mark in rows
    )


@clause("R11", "R25")
def record_of(
    row: PacketRow, units: Mapping[int, str], now: datetime
) -> tuple[CallRecord | None, tuple[tuple[TableRow, Flaw], ...]]:
    """Return what a firm's row records, or its flaws; neither where it is not filled.

    「一户企业一个周期只打一次电话」: the firm's row answers for its first unit, and for a further
    unit what its row leaves empty, as far as that 「可以适用于所问的全部单位」. Units that came
    after the sheet were not asked about. The contact's own date must be there.
    """
    filled = [(at, mark) for at, mark in row.further if call_row.is_filled_in(at)]
    if row.is_further or not call_row.is_filled_in(row.main):
        alone = [row.main] if row.is_further and call_row.is_filled_in(row.main) else []
        alone += [at for at, _ in filled]
        return None, tuple((at, Flaw("outcome", words.FURTHER_UNIT_ALONE)) for at in alone)
    entry = call_row.entry_of(row.main, now, needs_at=True)
    own = [(at, mark, *call_row.answers_of(at)) for at, mark in row.further]
    flaws = [(row.main, flaw) for flaw in entry.flaws]
    flaws += [(at, flaw) for at, _, _, wrong in own for flaw in wrong]
    record = entry.record
    if flaws or record is None:
        return None, tuple(flaws)
    answered = [(row.main, row.mark, record.answers)]
    answered += [(at, mark, _completed(answers, record.answers)) for at, mark, answers, _ in own]
    apart: list[tuple[str, Answers]] = []
    for at, mark, answers in answered:
        if mark is not None and mark.unit in units:
            apart.append((units[mark.unit], answers))
        elif units and record.outcome in ANSWERED and call_row.is_filled_in(at):
            flaws.append((at, Flaw("unit", words.UNIT_GONE)))
    if record.outcome in ANSWERED:
        record = replace(record, answers=words_of_call(record.answers))
    whole = replace(record, unit=None, by_unit=tuple(apart))
    return (None, tuple(flaws)) if flaws else (whole, ())


@clause("R25")
def unanswered(
    row: PacketRow, record: CallRecord, units: Mapping[int, str]
) -> tuple[tuple[TableRow, Flaw], ...]:
    """Return, for each unit of a completed call, the questions that nothing answers.

    An answer above that 「只对所说的那一家单位算数」 leaves an empty cell empty.
    """
    if record.outcome != "completed":
        return ()
    lacking = dict(lacking_in(dict(record.by_unit)))
    found = []
    for at, mark in ((row.main, row.mark), *row.further):
        unit = units.get(mark.unit, "") if mark else ""
        if unit in lacking:
            left = [form().question(code) for code in lacking[unit]]
            whole = next((each for each in left if each.is_overall), left[0])
            below = words.UNANSWERED if whole.is_overall else words.UNANSWERED_KEPT
            sentence = words.INCOMPLETE if at is row.main else below
            found.append((at, Flaw(whole.code, sentence.format(unit=unit, questions=asked(left)))))
    return tuple(found)


def _completed(answers: Answers, firm: Answers) -> Answers:
    """Return a further unit's answers; what is left empty is as above where that may stand."""
    return Answers.of(answers.words, **dict(standing_for_all(firm).given) | dict(answers.given))
