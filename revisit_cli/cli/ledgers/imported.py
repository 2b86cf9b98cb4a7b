"""What became of a ledger that was imported, line by line, for the clerk who imported it."""

from collections.abc import Sequence
from itertools import starmap

from revisit_cli.cli.screen import tell
from revisit_cli.cli.text import first_few, safe, safe_name
from revisit_cli.labels.ledgers.filing import filing_words
from revisit_cli.labels.ledgers.ledger import (
    CHANGES,
    FIELD_WORDS,
    IDLE,
    IGNORED,
    NOTES,
    SKIPPED,
    note_words,
    row_words,
    sheet_words,
)
from revisit_cli.labels.ledgers.receipt import as_workbook
from revisit_cli.labels.workbooks.workbook import TRAITS
from revisit_cli.records.ledgers.importing import DecidedRow, FileRefused, LedgerImported, RowChange
from revisit_cli.records.ledgers.ledger import Ignored, ReadRow

SHOWN = 10
_PLACES = 5
_ORDER = ("changed", "gone", "new")


def tell_one(outcome: LedgerImported | FileRefused) -> None:
    """Tell of one file on stderr: its rows, what changed, what is to be put right."""
    if isinstance(outcome, FileRefused):
        named = "" if outcome.file in outcome.why else f"{safe_name(outcome.file)}："
        tell(f"× {named}{safe(outcome.why)}")
    elif outcome.is_own_receipt:
        tell(f"= {safe(outcome.file)}：是寄给单位的回执，还没有改动，未读入")
    elif outcome.is_unchanged:
        _tell_unchanged(outcome)
    else:
        _tell_read(outcome)
        _tell_comparison(outcome)
        _tell_repeated(outcome)
        _tell_rows(outcome)
        _tell_rest(outcome)
    if isinstance(outcome, LedgerImported):
        for idle in outcome.idle:
            tell(f"  选项 {safe(idle.option)} 没有起作用：{IDLE[idle.why]}")


def _tell_unchanged(outcome: LedgerImported) -> None:
    known = safe(outcome.known_as or outcome.file)
    told = ""
    if outcome.known_as not in (None, outcome.file):
        told = f"（内容与 {known} 完全相同；如是另一单位的台账，请在表中写明填报单位）"
    tell(f"= {safe(outcome.file)}：已导入过，0 行新增{told}")
    if outcome.waiting:
        tell(f"  其中 {outcome.waiting} 行仍待改；再写一份回执：revisit ledgers receipt {known}")


def _tell_read(outcome: LedgerImported) -> None:
    filings = [
        f"{safe(each.unit)} {each.month} 第{each.version}版 {filing_words(each.state, each.file)}"
        for each in outcome.filings
    ]
    only = f"　{filings[0]}" if len(filings) == 1 else ""
    tell(
        f"√ {safe(outcome.file)}：读 {outcome.read} 行，收下 {outcome.accepted}，"
        f"重复 {outcome.duplicate}，待改 {outcome.held}{only}"
    )
    for filing in filings if not only else ():
        tell(f"  {filing}")
    late = [each.id for each in outcome.filings if each.state == "late"]
    if late and not outcome.is_received_said:
        tell(
            "  没有写明何时收到，按现在收到计为迟报；如是早先收到的，更正："
            f"revisit ledgers received {late[0]} 时间 --reason 原因"
        )
    for came in outcome.after_close:
        tell(f"  {came.month} 已清零：清零后补报 {came.firms} 户，在 {came.called_in} 回访")
    if outcome.overdue:
        tell(f"  其中逾期补报 {outcome.overdue} 行：新报的行，收到时已过报送时间")
    for unit, month in outcome.contradicted:
        tell(
            f"  表里写明 {safe(unit)} {month} 没有事项，但报过的行还在，没有作零报告；"
            f"整份报错的：revisit ledgers zero {safe(unit)} {month} --accept-gone"
        )
    if not outcome.read and not outcome.filings and not outcome.contradicted:
        tell("  表里一行也没有；如本期没有涉企事项，请用 revisit ledgers zero 单位 作零报告")
    for each in outcome.months_said:
        place = f"{safe(sheet_words(each.sheet))}：" if len(outcome.months_said) > 1 else ""
        tell(
            f"  {place}按 {each.month} 的台账收，而表题或文件名里另写着 {safe(each.said)}；"
            "请核对，写错的改好再导入"
        )
    if outcome.new_units:
        tell(f"  新登记单位：{'、'.join(map(safe, outcome.new_units))}")


def _tell_repeated(outcome: LedgerImported) -> None:
    """Tell of rows that stand in another month's ledger: what they say otherwise, which moved."""
    if outcome.moved:
        tell(f"  {outcome.moved} 行以后各期的台账也报了，按本期的算，那里的作重复")
    if outcome.repeated:
        tell(f"  与别的月份重复的行里，{len(outcome.repeated)} 行有变化（原来的行不改）")
    for change in outcome.repeated[:SHOWN]:
        _tell_change(change)


def _tell_comparison(outcome: LedgerImported) -> None:
    if outcome.known_as is not None:
        known = safe(outcome.known_as)
        why = "按命令里说明的列另读" if outcome.is_read_otherwise else "但那不是现行的一版"
        tell(f"  内容与导入过的 {known} 相同，{why}，已作为新的一版收下")
    c = outcome.comparison
    if c is None:
        return
    tell(f"  与上一版相比：新增 {c.new}，变更 {c.changed}，相同 {c.same}，消失 {c.gone}")
    # What was changed or is gone comes first; a file of other services alone is told as one.
    changes = sorted(c.rows, key=lambda each: _ORDER.index(each.kind))
    if not c.same and not c.changed:
        kept = "" if outcome.withdrawal else "，按补充的台账收下"
        tell(f"    没有一行与已报的相同{kept}")
        changes = []
    for change in changes[:SHOWN]:
        _tell_change(change)
    if len(changes) > SHOWN:
        tell(f"    ……另有 {len(changes) - SHOWN} 行，见 --json 的 changes")
    if (off := outcome.withdrawal) is not None:
        told = f"（{len(off.calls)} 户不再回访）" if off.calls else ""
        if off.called:
            told += f"，{off.called} 行的企业已打过电话、约好或正在拨打，不撤"
        if off.locked:
            told += f"，{off.locked} 行的企业在已定的名单上，不撤，照常回访"
            told += "（从没办过的，由单位负责人写明：revisit calls not-served 电话号）"
        tell(f"  消失的 {c.gone} 行：撤下 {len(off.rows)} 行{told}")
    elif c.gone:
        tell(f"  消失的 {c.gone} 行仍保留；确属误报的，加 --accept-gone 再导入一次，予以撤下")


def _tell_change(change: RowChange) -> None:
    place = "" if change.row is None else f"{safe(row_words(change.sheet or '', change.row))} "
    what = "；".join(
        f"{FIELD_WORDS[field]} {safe(before) or '（空）'} → {safe(after) or '（空）'}"
        for field, before, after in change.fields
    )
    what = what or safe(change.matter)
    tell(f"    {CHANGES[change.kind]} {place}{safe(change.firm)}" + (f"：{what}" if what else ""))


def _tell_rows(outcome: LedgerImported) -> None:
    held = [row for row in outcome.rows if row.state == "held"]
    for row in held[:SHOWN]:
        words = "；".join(note_words(row.read, note) for note in row.notes)
        tell(f"  {safe(row_words(row.read.sheet, row.read.row))}：{words}")
    if len(held) > SHOWN:
        tell(f"  ……另有 {len(held) - SHOWN} 行待改，见回执")
    for month in sorted({row.month for row in held if "date_after_cycle" in row.notes}):
        tell(
            f"  日期晚于本期的行：按 {month} 的台账收，月份认错了的，改表题或文件名里的月份再导入；"
            "是以后各期的事，到那一期再报"
        )
    _tell_notes([row for row in outcome.rows if row.state != "held" and row.notes])


def _tell_notes(rows: Sequence[DecidedRow]) -> None:
    """Tell the notes of rows that came in: how many of each, and where the first stand."""
    many = len({row.read.sheet for row in rows}) > 1
    noted: dict[str, list[ReadRow]] = {}
    for row in rows:
        for note in row.notes:
            noted.setdefault(note, []).append(row.read)
    for note, found in sorted(noted.items(), key=lambda each: -len(each[1])):
        more = "……" if len(found) > _PLACES else ""
        where = "、".join(safe(_place(read, note, many=many)) for read in found[:_PLACES])
        tell(f"  提示：{NOTES[note]} {len(found)} 行（{where}{more}）")


def _place(read: ReadRow, note: str, *, many: bool) -> str:
    cell, sheet = read.cell_of(note), read.sheet if many else ""
    return f"{sheet}!{cell}" if sheet and cell else cell or row_words(sheet, read.row)


def _tell_rest(outcome: LedgerImported) -> None:
    kinds: dict[str, list[int]] = {}
    for each in outcome.skipped:
        kinds.setdefault(each.kind, []).append(each.row)
    if kinds:
        tell(f"  不是台账行，略过：{'；'.join(starmap(_skipped, kinds.items()))}")
    for ignored in outcome.ignored:
        tell_ignored(ignored)
    _tell_unused(outcome)
    for text, near in outcome.near_units:
        hint = f"，相近的有：{'、'.join(near)}" if near else ""
        tell(f"  单位“{safe(text)}”不在名册上{hint}")
    if outcome.near_units:
        tell(
            "  登记后再导入一次即收下：revisit units add 新单位，或 revisit units alias 单位 简称；"
            "全部登记为新单位：加 --new-units"
        )
    unsolved = [
        row.read
        for row in outcome.rows
        if "cell_error" in row.notes and any(text.startswith("=") for text in row.read.texts)
    ]
    if unsolved:
        first = safe(_place(unsolved[0], "cell_error", many=True))
        tell(
            f"  {len(unsolved)} 行里有公式从来没有算过（如 {first}），读不到结果："
            "请用 Excel 或 WPS 打开原件，保存一次再导入"
        )
    for trait in outcome.traits:
        tell(f"  注意：{TRAITS[trait]}")
    _tell_receipt(outcome)


def tell_ignored(ignored: Ignored) -> None:
    """Tell of a sheet that was not read, and what it holds."""
    held = f"，有内容的 {ignored.filled} 行" if ignored.filled else ""
    seen = f"（{safe('、'.join(ignored.headings))}）" if ignored.headings else ""
    tell(f"  {safe(sheet_words(ignored.sheet))}：{IGNORED[ignored.reason]}{held}{seen}")
    if ignored.may_be_ledger and ignored.reason != "not_asked":
        tell("    像是台账行，没有读入；是的话用 --sheet 表名、--map 表名!列=字段 说明后再导入")


def _tell_unused(outcome: LedgerImported) -> None:
    """Tell of columns that no field took, and which of them may be the unit where it is missing."""
    many = len({each.sheet for each in outcome.unused}) > 1
    if outcome.unused:
        columns = "、".join(
            f"{safe(each.sheet) + '!' if many else ''}{each.letters} "
            f"{safe(each.heading) or '（没有表头）'} {each.filled} 行"
            for each in outcome.unused
        )
        tell(f"  没有用到的列：{columns}（--map 列=字段）")
    if any("unit_missing" in row.notes for row in outcome.rows):
        offices = [each.letters for each in outcome.unused if each.is_office]
        which = f"，或 --map {offices[0]}=单位（{offices[0]} 列像是单位）" if offices else ""
        tell(f"  没有单位的行：加 --unit 单位 再导入一次即收下{which}")


def _tell_receipt(outcome: LedgerImported) -> None:
    if outcome.receipt:
        moved = "（原处写不进，或已有改过的同名文件，改放这里）" if outcome.is_receipt_moved else ""
        form = as_workbook(outcome.file, is_short=True)
        tell(f"  回执：{safe(outcome.receipt)}{moved}{form}，表上有完整电话，已记下")
    if outcome.is_receipt_too_long:
        name = safe(outcome.file)
        tell(f"  {outcome.read} 行太多，没有写回执。逐行的问题：revisit ledgers show {name}")
        tell(f"  确要一份回执：revisit ledgers receipt {name}")
    if outcome.receipt_fault:
        tell(f"  回执没有写成：{safe(outcome.receipt_fault)} 写不进去。行已入库，请换个文件夹再试")


def _skipped(kind: str, rows: Sequence[int]) -> str:
    return f"{SKIPPED[kind]} {len(rows)} 行（第{first_few(rows, SHOWN)}行）"
