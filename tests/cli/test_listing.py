"""Lists come sorted and cut as asked, the same on the screen, as CSV and as JSON."""

import ast
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from revisit_cli import cli
from revisit_cli.cli.context import CommonOptions
from revisit_cli.cli.selection import arranged
from revisit_cli.errors.command import ColumnUnknown
from tests.bureau import LISTS, WORDS
from tests.cli.terminal import Spawn
from tests.conftest import Revisit
from tests.ledgers import write_ledger

COLUMNS = ("号", "名")
ROWS = ((2, "乙"), (None, "甲"), (10, ""), (1, "丙"))


@pytest.mark.parametrize(
    ("sort", "limit", "numbers"),
    [
        (None, None, [0, 1, 2, 3]),
        (None, 2, [0, 1]),
        ("号", None, [3, 0, 2, 1]),
        ("-号", None, [2, 0, 3, 1]),
        ("-号", 1, [2]),
        ("名", None, [3, 0, 1, 2]),
    ],
)
def test_rows_are_arranged_with_empty_cells_last(
    sort: str | None, limit: int | None, numbers: list[int]
) -> None:
    assert arranged(CommonOptions(sort=sort, limit=limit), COLUMNS, ROWS) == numbers


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ColumnUnknown) as refused:
        arranged(CommonOptions(sort="年"), COLUMNS, ROWS)
    assert refused.value.facts == {"name": "年", "known": "号、名"}


@pytest.mark.parametrize("limit", [0, -1])
def test_a_list_is_cut_to_one_row_at_the_least(revisit: Revisit, limit: int) -> None:
    for words in ((), ("--csv",), ("--json",)):
        assert "--limit" in revisit("settings", "list", "--limit", limit, *words, code=2).err


def test_screen_csv_json_and_lines_tell_the_same_rows(revisit: Revisit) -> None:
    wanted = ("settings", "list", "--limit", "3")
    lines = revisit(*wanted, "--csv", "--sort", "-设定").out.splitlines()[1:]
    names = [line.split(",")[0] for line in lines]
    assert names == sorted(names, reverse=True)
    listed = revisit.json(*wanted, "--sort", "-name")["settings"]
    assert [each["name"] for each in listed] == names
    shown = revisit(*wanted, "--sort", "-设定")
    assert [name for name in names if name not in shown.out] == []
    assert "只列了 3 行" in shown.err
    assert len(revisit(*wanted, "--nl").out.splitlines()) == 3


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_every_list_prints_sorts_and_cuts_the_rows_it_declares(
    bureau_of_every_list: Revisit, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bureau_of_every_list.folder)
    asked = (*words, *WORDS.get(words, ()))
    document = bureau_of_every_list.json(*asked)
    lines = bureau_of_every_list(*asked, "--nl").out.splitlines()
    rows = [json.loads(line) for line in lines]
    ((name, listed),) = ((key, each) for key, each in document.items() if each == rows)
    assert rows
    # A table may hold a second list of the outcome behind the one that is declared.
    assert len(rows) <= len(bureau_of_every_list(*asked, "--csv").out.splitlines()) - 1
    (line,) = bureau_of_every_list(*asked, "--nl", "--limit", 1).out.splitlines()
    # The log is cut to its newest.
    assert json.loads(line) == listed[-1 if words == ("audit", "log") else 0]
    for key in listed[0]:
        for sort in (key, f"-{key}"):
            found = bureau_of_every_list.json(*asked, "--sort", sort)[name]
            cells = [[row[key]] for row in listed]
            order = arranged(CommonOptions(sort=sort), [key], cells)
            assert found == [listed[number] for number in order]
    for shape in ("--json", "--nl"):
        refused = bureau_of_every_list(*asked, "--sort", "没有这一列", shape, code=2)
        assert [key for key in listed[0] if key not in refused.err] == []


@pytest.mark.parametrize("words", [("ledgers", "list"), ("calls", "list")])
def test_a_list_without_rows_knows_its_columns_too(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    assert "可用：" in revisit(*words, "--sort", "没有这一列", "--json", code=2).err


def test_a_query_that_finds_nothing_knows_its_columns_too(desk: Revisit) -> None:
    asked = ("db", "query", "select call, state from v_calls where call < 0")
    assert desk(*asked, "--nl", "--sort", "state").out == ""
    refused = desk(*asked, "--sort", "没有这一列", "--nl", code=2)
    assert "call、state" in refused.err


def _shown_as_lists(module: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield each command of a module that shows a list, and whether it declares that."""
    functions = {each.name: each for each in module.body if isinstance(each, ast.FunctionDef)}

    def called(name: str, known: frozenset[str] = frozenset()) -> set[str]:
        found = {
            each.func.id
            for each in ast.walk(functions[name])
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
        }
        inner = (found & functions.keys()) - known - {name}
        return found.union(*(called(each, known | {name}) for each in inner))

    for name, function in functions.items():
        declared = [
            each for each in map(ast.unparse, function.decorator_list) if ".command(" in each
        ]
        if declared and called(name) & {"show_list", "show_figure"}:
            yield name, "cls=ListCommand" in declared[0]


def test_whatever_shows_a_list_takes_the_options_of_one() -> None:
    found = {
        (path.stem, name): is_declared
        for path in Path(cli.__file__).parent.rglob("*.py")
        for name, is_declared in _shown_as_lists(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert [where for where, is_declared in found.items() if not is_declared] == []
    # Every list that the program's commands declare is one of these: none is left out above.
    assert len(found) == len(LISTS)


def test_firms_that_are_alike_come_a_line_each(revisit: Revisit) -> None:
    firms = [f"示例市华中{name}有限公司" for name in ("建筑工程", "建筑工程（集团）", "建设工程")]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3)))
    pairs = revisit.json("firms", "similar", "--min", 50)["pairs"]
    lines = revisit("firms", "similar", "--min", 50, "--nl").out.splitlines()
    assert [json.loads(line) for line in lines] == pairs
    assert len(pairs) > 1
    assert len(revisit("firms", "similar", "--min", 50, "--nl", "--limit", 1).out.splitlines()) == 1


def test_drafts_and_calls_for_the_leader_are_lists_like_any_other(revisit: Revisit) -> None:
    firms = [f"示例{name}有限公司" for name in "甲乙丙"]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3)))
    for call in (1, 2, 3):
        revisit("calls", "record", call, "--outcome", "wrong_number")
    cut = revisit("calls", "attention", "--sort", "-号", "--limit", 2)
    assert "示例丙" in cut.out
    assert "示例甲" not in cut.out
    assert "只列了 2 行，共 3 行" in cut.err
    for words in (("calls", "drafts"), ("duty", "changes")):
        assert "--sort" in revisit(*words, "--help").out


def test_calls_of_one_state_are_the_same_in_every_shape(revisit: Revisit, tmp_path: Path) -> None:
    firms = ["示例甲有限公司", "示例乙有限公司"]
    revisit("import", write_ledger(tmp_path, "审批科", firms, date(2026, 11, 3)))
    revisit("calls", "record", 1, "--outcome", "无人接听")
    for state in ("待再拨", "retry"):
        listed = revisit.json("calls", "list", "2026-11", "--state", state)["calls"]
        assert [call["id"] for call in listed] == [1]
    assert (
        len(revisit("calls", "list", "2026-11", "--state", "未拨", "--csv").out.splitlines()) == 2
    )
    revisit("calls", "list", "2026-11", "--state", "没有的", code=2)


@pytest.mark.skipif(not shutil.which("less"), reason="no pager on this machine")
@pytest.mark.parametrize(
    ("words", "letters", "ended"),
    [((), "utf-8", False), (("--no-pager",), "utf-8", True), ((), "gbk", True)],
)
def test_a_long_list_waits_in_a_pager_where_a_person_sits_and_the_pager_can_read(
    revisit: Revisit, spawn: Spawn, words: tuple[str, ...], letters: str, ended: bool
) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = spawn(revisit, "clause", "list", *words, lines=20, encoding=letters)
    reached = child.expect([r"\x1b\[7m|\n:|\(END\)", pexpect.EOF])
    assert (reached == 1) is ended
    assert ("q 退出" in child.before) is not ended


def test_a_pipe_gets_the_whole_list(revisit: Revisit) -> None:
    assert "R19" in revisit("clause", "list").out


def test_eighty_columns_show_numbers_and_times_whole_and_sort_by_what_they_leave_out(
    revisit: Revisit,
) -> None:
    firms = [f"示例市浉河{name}建筑安装工程有限责任公司第二分公司" for name in "甲乙"]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3)))
    revisit("calls", "record", 1, "--outcome", "no_answer")
    out = revisit("calls", "list", "--sort", "单位").out
    (line,) = [each for each in out.splitlines() if "待再拨" in each]
    assert "138****0001" in line
    assert "2026-11-26 14:30" in line
    assert "审批科" in revisit("calls", "list", "--csv").out


def test_names_are_sorted_by_how_they_are_spelled(revisit: Revisit) -> None:
    names = ["浉河", "重点", "阿里", "华中", "北方", "昌盛", "Abc", "华安"]
    firms = [f"{name}建筑有限公司" for name in names]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3)))
    told = revisit("calls", "list", "--sort", "企业", "--csv").out.splitlines()[1:]
    found = [line.split(",")[1].removesuffix("建筑有限公司") for line in told]
    assert found == ["阿里", "Abc", "北方", "昌盛", "华安", "华中", "浉河", "重点"]
    backwards = revisit("calls", "list", "--sort=-企业", "--csv").out.splitlines()[1:]
    assert backwards == told[::-1]


def test_drafts_say_how_to_drop_them(desk: Revisit) -> None:
    desk("calls", "take", 2, by="乙")
    desk("calls", "record", 2, "--outcome", "接通", "--overall", "满意", by="甲", code=5)
    assert "--drop 2" in desk("calls", "drafts", by="甲").err
