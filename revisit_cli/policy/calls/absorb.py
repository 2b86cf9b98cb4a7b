"""The rows of a packet that came back: whose they are, whether they are genuine, what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.labels.calls import entry as words
from revisit_cli.labels.calls.sheet import MORE
from revisit_cli.policy.calls import row as call_row
from revisit_cli.policy.calls import table as call_table
from revisit_cli.policy.calls.sheet import check_of
from revisit_cli.records.calls.entry import Flaw, TableRow
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.calls.sheet import Mark, PacketRow
from revisit_cli.records.rules.answer import Answers

NEEDED = ("firm", "outcome")
_QUESTIONS = ("attitude", "one_time_notice", "extra_trips", "integrity", "overall")


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


@clause("R11")
def record_of(
    row: PacketRow, units: Mapping[int, str], now: datetime
) -> tuple[CallRecord | None, tuple[tuple[TableRow, Flaw], ...]]:
    """Return what a firm's row records, or its flaws; neither where it is not filled.

    「一户企业一个周期只打一次电话」: the firm's row answers for all its units, but where a further
    unit's row says otherwise: 「各项问题按“企业×单位”逐一评价」. The contact's own date must be
    there.
    """
    filled = [(at, mark) for at, mark in row.further if call_row.is_filled_in(at)]
    if row.is_further or not call_row.is_filled_in(row.main):
        alone = [row.main] if row.is_further and call_row.is_filled_in(row.main) else []
        alone += [at for at, _ in filled]
        return None, tuple((at, Flaw("outcome", words.FURTHER_UNIT_ALONE)) for at in alone)
    entry = call_row.entry_of(row.main, now, needs_at=True)
    flaws = [(row.main, flaw) for flaw in entry.flaws]
    apart: list[tuple[str, Answers]] = []
    for at, mark in filled:
        answers, wrong = call_row.answers_of(at)
        flaws += [(at, flaw) for flaw in wrong]
        if entry.record is not None and mark.unit in units:
            apart.append((units[mark.unit], _completed(answers, entry.record.answers)))
    if flaws or entry.record is None:
        return None, tuple(flaws)
    return replace(entry.record, unit=None, by_unit=tuple(apart)), ()


def _completed(answers: Answers, firm: Answers) -> Answers:
    """Return a further unit's answers; what is left empty is as on the firm's own row."""
    own = {name: getattr(answers, name) or getattr(firm, name) for name in _QUESTIONS}
    named = answers if answers.days_text else firm
    words_of = dict(firm.words) | dict(answers.words)
    return Answers(**own, days=named.days, days_text=named.days_text, words=tuple(words_of.items()))
