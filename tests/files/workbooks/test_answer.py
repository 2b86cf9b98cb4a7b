"""An answer of the child: believed in its one shape; anything else it says ends it."""

import io
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks.workbook import (
    FileBroken,
    FileNotTable,
    FileNotUnderstood,
    FileTooLarge,
)
from revisit_cli.files.workbooks import answer as answering
from revisit_cli.files.workbooks import reader, workbook
from revisit_cli.files.workbooks.answer import Answer, Found
from revisit_cli.files.workbooks.frame import frame_of, received
from revisit_cli.program import READER, own_process
from revisit_cli.records.workbooks.grid import CellError, Merge, Number, Workbook

HEAD = ["head", "0" * 64, 12, "xlsx", ["macros"], None, None]
SHEET = ["sheet", "表", False, [[1, 1, 2, 1]], [3], [4], ["上"], ["下"], "内", [5]]
END = ["end", ["hidden_untold"]]
PATH = Path("夹/台账.xlsx")


def answered(*frames: list[Any]) -> Found | None:
    answer = Answer(PATH)
    found = None
    for frame in frames:
        assert found is None
        found = answer.take(frame)
    return found


def test_a_whole_answer_is_the_workbook_it_tells_of() -> None:
    odd = [
        ["datetime", "2026-11-03T09:30:00"], ["date", "2026-11-03"], ["time", "09:30:00"],
        ["duration", "90.0"], ["error", "#N/A"], ["number", 11.1, "11.10", False],
    ]  # fmt: skip
    found = answered(HEAD, ["rows", [["甲", 1, None], []]], ["rows", [odd]], SHEET, END)
    assert isinstance(found, Workbook)
    assert (found.name, found.size, found.kind) == ("台账.xlsx", 12, "xlsx")
    assert found.traits == ("macros", "hidden_untold")
    (sheet,) = found.sheets
    assert sheet.rows == (
        ("甲", 1, None),
        (),
        (
            datetime(2026, 11, 3, 9, 30), date(2026, 11, 3), time(9, 30), timedelta(seconds=90),
            CellError("#N/A"), Number(11.1, "11.10"),
        ),
    )  # fmt: skip
    assert (sheet.merges, sheet.struck_rows) == ((Merge(1, 1, 2, 1),), frozenset({5}))
    assert (sheet.above, sheet.below, sheet.inside) == (("上",), ("下",), "内")


@given(
    rows=st.lists(
        st.tuples(
            *[st.sampled_from(["甲", "乙", "", "\x7f", "丙\x7f", 1, 1.0, True, 0, False, None])] * 3
        ),
        max_size=9,
    ),
    is_ragged=st.booleans(),
)
def test_texts_that_come_again_are_kept_once_and_no_cell_is_taken_for_another(
    rows: list[tuple[Any, ...]], is_ragged: bool
) -> None:
    sent = [list(row) for row in rows] + [["甲", "乙", "丙"]] * 5 + [["甲"]] * is_ragged
    stream = io.BytesIO()
    for _ in range(2):
        reader._send(("rows", sent), stream)
    stream.seek(0)
    frames = [frame_of(received(stream)) for _ in range(2)]
    assert {kind for kind, *_ in frames} == {"rows" if is_ragged else "columns"}
    found = answered(HEAD, *frames, SHEET, END)
    assert isinstance(found, Workbook)
    told = [[(type(cell), cell) for cell in row] for row in found.sheets[0].rows]
    assert told == [[(type(cell), cell) for cell in row] for row in [*sent, *sent]]


def test_rows_that_are_given_anew_count_once() -> None:
    found = answered(HEAD, ["rows", [["甲"]]], ["again"], ["rows", [["乙"]]], SHEET, END)
    assert isinstance(found, Workbook)
    assert found.sheets[0].rows == (("乙",),)


def test_a_refusal_is_told_by_its_name() -> None:
    assert isinstance(answered(["refused", "FileBroken", "unknown"]), FileBroken)
    found = answered(HEAD, ["refused", "FileNotTable", "pdf"])
    assert isinstance(found, FileNotTable)
    assert "PDF" in str(found)


STRANGE: list[list[Any]] = [
    ["exec", "import os"],
    ["head"],
    [*HEAD[:1], "../../etc/passwd", *HEAD[2:]],
    [*HEAD[:2], -1, *HEAD[3:]],
    [*HEAD[:3], "exe", *HEAD[4:]],
    [*HEAD[:4], ["no_such_trait"], *HEAD[5:]],
    [*HEAD[:6], 7],
    ["end", []],  # before any head
    ["refused", "STRANGERS", "pdf"],
    ["refused", "RevisitError", "pdf"],
    ["refused", "FileTooSlow", "pdf"],  # asks for facts that the child has not
    ["refused", "FileBroken", 7],
    ["refused", ["FileBroken"], "pdf"],
    ["rows", 7],
    ["rows", [7]],
    ["rows", [[["number", "1", "1", False]]]],
    ["rows", [[["number", 1.0, "1", "no"]]]],
    ["rows", [[["number", float("nan"), "1", False]]]],
    ["rows", [[["number", float("inf"), "1", True]]]],
    ["rows", [[["date", "never"]]]],
    ["rows", [[["date", 7]]]],
    ["rows", [[["duration", "inf"]]]],
    ["rows", [[["eval", "1"]]]],
    ["rows", [[[]]]],
    ["rows", [[[["a"], "b"]]]],
    ["rows", [], True],
    ["columns", 2],
    ["columns", 2, ["甲"]],
    ["columns", 1, ["甲\x7f乙"]],
    ["columns", 2, [["甲"]]],
    ["columns", "2", [["甲", "乙"]]],
    ["columns", True, ["甲"]],
    ["columns", -1, []],
    ["columns", 0, ["甲"]],
    ["columns", 1, "甲"],
    ["columns", 1, [7]],
    ["columns", 1, [{"甲": 1}]],
    ["columns", 1, [[["eval", "1"]]]],
    ["columns", 1 << 40, []],
    [*SHEET[:1], 7, *SHEET[2:]],
    [*SHEET[:3], [[1, 2, 3]], *SHEET[4:]],
    [*SHEET[:3], [[1, 2, 3, "4"]], *SHEET[4:]],
    [*SHEET[:4], [-1], *SHEET[5:]],
    [*SHEET[:4], [1 << 60], *SHEET[5:]],
    [*SHEET[:6], "上", *SHEET[7:]],
    SHEET[:-1],
    [None],
    [["rows"], []],
]  # fmt: skip


@pytest.mark.parametrize("frame", STRANGE, ids=repr)
def test_what_no_frame_of_ours_holds_is_not_believed(frame: list[Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Answer(PATH).take(frame)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=12,
)
kinds = st.sampled_from(["head", "rows", "columns", "again", "sheet", "refused", "end"])


@given(frames=st.lists(st.builds(lambda kind, more: [kind, *more], kinds, st.lists(values))))
def test_any_answer_is_a_workbook_a_refusal_or_not_believed(frames: list[list[Any]]) -> None:
    answer = Answer(PATH)
    try:
        answer.take(HEAD)
        for frame in frames:
            found = answer.take(frame)
            assert found is None or isinstance(found, Workbook | RevisitError)
    except ValueError:
        return


def test_merges_end_where_cells_can_be() -> None:
    far = 1 << 40
    found = answered(HEAD, [*SHEET[:3], [[1, 1, far, far]], *SHEET[4:]], END)
    assert isinstance(found, Workbook)
    assert found.sheets[0].merges == (Merge(1, 1, 1_048_576, 16_384),)


def test_more_cells_than_any_file_may_have_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "CELLS_AT_MOST", 10)
    with pytest.raises(ValueError):  # noqa: PT011
        answered(HEAD, *[["rows", [["甲"] * 4]] for _ in range(5)])
    with pytest.raises(ValueError):  # noqa: PT011
        answered(HEAD, ["rows", [[]] * 21])
    for column in (["甲"] * 5, "甲\x7f\x7f\x7f\x7f"):
        assert answered(HEAD, *[["columns", 5, [column]]] * 2) is None
        with pytest.raises(ValueError):  # noqa: PT011
            answered(HEAD, *[["columns", 5, [column]]] * 3)
    with pytest.raises(ValueError):  # noqa: PT011
        answered(HEAD, ["columns", 21, []])


def test_a_child_that_has_no_end_of_things_to_tell_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("企业名称\n示例厂\n", encoding="utf-8")
    monkeypatch.setattr(workbook, "ANSWER_AT_MOST", 1 << 20)
    head = f"send({tuple(HEAD)}, out)"
    for frame in (
        '("rows", [["x" * 9_000]])',
        '("again",)',
        f"({SHEET[0]!r}, 'x' * 9_000, *{SHEET[2:]})",
    ):
        words = f"{_FALLEN}{_READY}{head}\nwhile True: send({frame}, out)"
        monkeypatch.setattr(workbook, "own_process", lambda _, w=words: [sys.executable, "-c", w])
        (found,) = workbook.read_workbooks([path])
        assert type(found) is FileTooLarge


_READY = 'send(("ready", "3", "", []), out)\n'
_FALLEN = """
import sys, time
from revisit_cli.files.workbooks.frame import send
out = sys.stdout.buffer
"""


@pytest.mark.parametrize(
    "words",
    [
        _READY + 'send(("exec", "import os"), out)',
        _READY + 'send(("end", []), out)',
        _READY + 'out.write((9).to_bytes(8, "big") + b"{}{}{}{}{")',
        _READY + 'out.write(b"\\xff" * 4096)',
        _READY + "out.write(bytes(4096))",
        _READY + _READY,
    ],
)
def test_a_child_that_talks_nonsense_is_ended_and_the_next_file_is_read(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("企业名称\n示例厂\n", encoding="utf-8")
    whole = own_process(READER)
    fallen = [sys.executable, "-c", f"{_FALLEN}{words}\nout.flush()\ntime.sleep(60)"]
    commands = [fallen, whole]
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*words: Any, **more: Any) -> Any:
        started.append(popen(*words, **more))
        return started[-1]

    monkeypatch.setattr(workbook, "own_process", lambda _: commands.pop(0))
    monkeypatch.setattr(subprocess, "Popen", noted)
    first, second = workbook.read_workbooks([path, path])
    assert type(first) is FileNotUnderstood
    assert isinstance(second, Workbook)
    assert second.sheets[0].rows[1] == ("示例厂",)
    assert all(each.returncode is not None for each in started)
