"""A report laid out once: tables that a workbook, a page and the screen show alike."""

from collections.abc import Mapping
from typing import TypeAlias

from revisit_cli.records.rate import Rate
from revisit_cli.records.value import Value, field

# A number, a text, a rate shown as per cent, or nothing.
Cell: TypeAlias = "str | int | Rate | None"


class Run(Value):
    """A run of words: plain, a link, or one that tells of something bad."""

    text: str
    href: str = ""
    is_bad: bool = False


class PageParagraph(Value):
    """A paragraph: its head, and the runs of its words."""

    head: str
    runs: tuple[Run, ...]


class Chart(Value):
    """A chart of columns of its table: by column number, categories first."""

    title: str
    kind: str
    categories: int
    series: tuple[int, ...]


class Table(Value):
    """One table: a sheet of the workbook, a section of the page.

    ``widths`` are in characters; ``is_annex`` leaves it to the workbook; ``on_screen`` are the
    columns that the screen has room for, None for all. ``anchors`` are the places of its rows on a
    page, ``leads`` the cells of it, by row and column, of which a page shows runs.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    remark: str = ""
    is_annex: bool = False
    chart: Chart | None = None
    on_screen: tuple[int, ...] | None = None
    anchors: tuple[str, ...] = ()
    leads: Mapping[tuple[int, int], tuple[Run, ...]] = field(factory=dict)


class Slip(Value):
    """What is cut off below and sent back: its title, and lines with room to write."""

    title: str
    lines: tuple[str, ...]


class Paper(Value):
    """A report to print: what stands above, the tables, what stands below.

    ``foot`` is the log's size and head, and stands on every printed page; ``line`` says the same
    in words once. ``words`` are paragraphs, each with what it is about.
    """

    title: str
    period: str
    tables: tuple[Table, ...]
    signs: tuple[str, ...]
    line: str
    foot: str
    remark: str = ""
    words: tuple[tuple[str, str], ...] = ()


class Leaf(Paper):
    """A paper of a page or two, whose tables stand one below the other.

    The ``widths`` of its tables are columns of twelve, and of its tables ``front`` stand on the
    first page. ``office`` stands above the title, ``band`` says who alone may read it. ``flat``
    is what --csv prints, where that is more than the first table; ``seal`` marks the place for
    one; ``aside`` are tables that screen
    and page have room for, ``more`` those that the page alone has. A table with a chart is drawn,
    not written out.
    """

    office: str = ""
    band: str = ""
    front: int = 99
    slip: Slip | None = None
    seal: str = ""
    flat: Table | None = None
    aside: tuple[Table, ...] = ()
    more: tuple[Table, ...] = ()
    runs: tuple[PageParagraph, ...] = ()
