"""The document's numbers stand in the book alone, and nobody else reads a period's id."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import revisit_cli
from tests.sources import docstrings

HOUSE = Path(revisit_cli.__file__).parent
# Where the numbers may stand: the book, the document's own words, and steps that have landed.
BOOKS = ("rulebook", "document.py", "readings.py", "store/migrations")
# A made-up ledger and its clock are data, as a bureau would write them.
DATA = ("labels/ledgers/demo.py", "cli/ledgers/demo.py", "files/ledgers/demo.py")
FILES = [
    path
    for path in sorted(HOUSE.rglob("*.py"))
    if not str(path.relative_to(HOUSE)).startswith((*BOOKS, *DATA))
]
DAYS = {10, 20, 25, 26}
# What a sentence, a query or a check would say of the days, the hour, the draw and the answer.
SAID = re.compile(
    r"(?<!\d)(?:10|20|25|26)日|'-(?:10|20|25|26)'|18:00|(?<!\d)10\s*(?:至|到|~|～|-|–|—)\s*15(?!\d)"
    r"|between 10 and 15|(?<!\d)5\s*个工作日|五个工作日|-H\[12\]|(?:不足|超过)1[05]家"
)
ID = re.compile(r"month|half|period|since")


def _is_day(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in DAYS


def _name(node: ast.expr) -> str:
    """Return the last name of an expression: of ``facts.month``, ``months[0]``, ``month_of(x)``."""
    if isinstance(node, ast.Subscript | ast.Call):
        inner = node.value if isinstance(node, ast.Subscript) else node.func
        key = node.slice if isinstance(node, ast.Subscript) else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            return key.value
        return _name(inner)
    return getattr(node, "attr", getattr(node, "id", ""))


def faults(source: str) -> Iterator[str]:
    """Yield each place of a module that tells a number of the document, or takes an id apart."""
    tree = ast.parse(source)
    aside = docstrings(tree)
    for node in ast.walk(tree):
        told: object = None
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            told = SAID.search(node.value)
        elif isinstance(node, ast.keyword):
            told = node.arg in ("day", "days") and _is_day(node.value)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            told = any(map(_is_day, sides)) and any(_name(each) == "day" for each in sides)
        elif isinstance(node, ast.Call) and _name(node) in ("date", "datetime"):
            told = any(map(_is_day, node.args[2:3]))
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            told = ID.search(_name(node.value))
        elif isinstance(node, ast.Call) and _name(node) in ("endswith", "startswith", "split"):
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            told = owner is not None and ID.search(_name(owner)) and node.args
        if told:
            yield f"{node.lineno}: {ast.unparse(node)[:80]}"  # type: ignore[attr-defined]


def test_no_module_beside_the_book_tells_its_numbers() -> None:
    found = {path: list(faults(path.read_text(encoding="utf-8"))) for path in FILES}
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize(
    "line",
    [
        "due = after.replace(day=20)",
        "late = day.day > 25",
        "end = date(year, month, 25)",
        "year = int(month[:4])",
        "number = facts.month[5:]",
        'which = row["month"][5:]',
        "is_first = half.endswith('1')",
        "SQL = \"renamed_on > :month || '-25'\"",
        "SQL = 'check (size between 10 and 15)'",
        'HELP = "抽取家数，10至15"',
        'WORDS = "5个工作日内处理或答复"',
        'WORDS = "过了20日才上门"',
        'NOTE = "到会企业不足10家"',
    ],
)
def test_each_way_to_tell_them_again_is_found(line: str) -> None:
    assert list(faults(line))


def test_what_merely_looks_alike_is_let_be() -> None:
    assert not list(faults("text = at[:10]\ntries = attempts[:25]\nlimit = timedelta(days=3)"))
