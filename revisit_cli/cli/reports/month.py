"""The month on the screen: its words, six figures, what is not done, and the units with bars."""

from collections.abc import Iterator

from revisit_cli.cli.screen import columns, is_ascii_only, say, show_table
from revisit_cli.cli.text import ljust, safe, shortened, wrap
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.month_sheets import GAP
from revisit_cli.records.reports.book import MonthBook, UnitBar

# Two screens; the unit's name, its bar.
LINES, LINES_OF_OTHERS = 47, 8
NAME, BAR, SAID, LEAST_BAR = 18, 24, 22, 6
GOOD, BAD, NONE = "█", "×", "·"
_WIDEST = 78


def show_month(book: MonthBook, *, in_short: bool) -> None:
    """Show a month, in short within two screens; what has no room then stands behind --all."""
    room = min(columns() - 1, _WIDEST)
    told = list(_head(book, room))
    for line in told:
        say(line)
    say()
    show_table(
        book.six.headings,
        [[words.cell_text(cell) for cell in row] for row in book.six.rows],
        right=range(1, len(book.six.headings)),
    )
    used = len(told) + len(book.six.rows) + 4
    groups = [
        str(row[0]).replace(GAP, " ") for row in book.sheets[0].tables[0].rows if len(row) == 1
    ]
    lines = wrap("；".join(groups), room, "") if groups else []
    for line in ("", *lines) if lines else ():
        say(safe(line))
    left = LINES - used - len(lines) - LINES_OF_OTHERS
    _show_units(book, room, left if in_short else len(book.sheets[1].bars))
    say(book.line)


def _head(book: MonthBook, room: int) -> Iterator[str]:
    yield f"{safe(book.office)}　{book.title}"
    yield from wrap(f"{book.period.replace(GAP * 2, GAP)}　{book.remark}", room, "")
    for title, text in book.states:
        yield from wrap(safe(f"【{title}】{text}"), room, "")
    for head, text in book.words:
        yield from wrap(safe(f"{head}{text}"), room, "")


def _show_units(book: MonthBook, room: int, lines: int) -> None:
    """Show a bar for each unit: what its firms said, in parts of the unit that has most."""
    bars = book.sheets[1].bars
    if not bars:
        return
    table = book.sheets[1].tables[0]
    say()
    say(f"{table.title}（{GOOD} 满意，{BAD} 不满意，{NONE} 未评价）")
    most = max(_whole(each) for each in bars)
    shown = bars if len(bars) <= lines else bars[: max(lines - 1, 1)]
    room_of_bar = min(BAR, room - NAME - SAID)
    for each in shown:
        name, _, told = each.label.partition(GAP)
        parts = [ljust(shortened(safe(name), NAME), NAME), told.replace(GAP, " ")]
        if room_of_bar >= LEAST_BAR:
            parts.insert(1, ljust(_bar(each, most, room_of_bar), room_of_bar))
        say(" ".join(parts).rstrip())
    if len(shown) < len(bars):
        say(f"……其余 {len(bars) - len(shown)} 个单位：加 --all")
    for line in wrap(safe(table.remark), room, ""):
        say(line)


def _whole(bar: UnitBar) -> int:
    return bar.satisfied + bar.dissatisfied + bar.not_rated


def _bar(bar: UnitBar, most: int, room: int) -> str:
    """Return a unit's bar; whoever was dissatisfied is seen, however few they are."""
    length = room - 2
    good = "#" if is_ascii_only() else GOOD
    parts = ((good, bar.satisfied), (BAD, bar.dissatisfied), (NONE, bar.not_rated))
    return "".join(sign * max(1, round(length * count / most)) for sign, count in parts if count)
