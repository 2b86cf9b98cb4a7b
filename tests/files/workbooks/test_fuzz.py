"""Real workbooks with bytes changed: always a workbook or one refusal, whatever was hit.

``REVISIT_FUZZ=20000`` looks much longer than every run does. One child reads them all, as long as
it lives; that it may die and be followed by another is part of what is held here.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random  # noqa: TID251 - the same mutants in every run, no draw

import openpyxl
import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.workbook import read_workbooks
from revisit_cli.records.workbooks.grid import Workbook
from tests.conftest import Revisit

COUNT = int(os.environ.get("REVISIT_FUZZ", "120"))
REFUSALS = tuple(
    each
    for each in vars(workbook).values()
    if isinstance(each, type) and issubclass(each, RevisitError)
)
HEAD = ["单位", "姓名", "时间", "涉企事宜", "企业名称", "联系人", "联系电话"]
GOOD = ["审批科", "甲", "2026.11.3", "施工许可", "示例市甲子有限公司", "乙", "13800000001"]


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEAD, *([*GOOD[:4], f"示例{n:02d}号有限公司", *GOOD[5:]] for n in range(20))):
        sheet.append(row)
    sheet.merge_cells("A2:A5")
    sheet["H2"] = "=1+1"
    sheet.row_dimensions[4].hidden = True
    made.create_sheet("藏").sheet_state = "hidden"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def text(encoding: str) -> bytes:
    return "".join(f"{','.join(row)}\r\n" for row in (HEAD, GOOD)).encode(encoding)


def changed(random: Random, data: bytes) -> bytes:
    """Change, leave out or repeat a few stretches of bytes."""
    found = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(found) or 1)
        length = random.choice((1, 1, 2, 8, 64, 700))
        way = random.randrange(4)
        if way == 0:
            found[at : at + length] = random.randbytes(length)
        elif way == 1:
            del found[at : at + length]
        elif way == 2:
            found[at:at] = found[at : at + length]
        else:
            found[at : at + 1] = bytes([found[at] ^ (1 << random.randrange(8))] if found else [])
    return bytes(found)


def changed_inside(random: Random, data: bytes) -> bytes:
    """Change the bytes of one part and pack the workbook anew, so that the parser gets to it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        hit = random.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(random, part) if name == hit else part)
    return out.getvalue()


def mutants(count: int) -> Iterator[tuple[str, bytes]]:
    random = Random(20_261_125)  # noqa: S311
    ways: list[tuple[str, bytes, Callable[[Random, bytes], bytes]]] = [
        ("xlsx", book(), changed),
        ("xlsx", book(), changed_inside),
        ("xlsx", book(), changed_inside),
        ("csv", text("gb18030"), changed),
        ("csv", text("utf-16"), changed),
    ]
    for number in range(count):
        ending, data, way = ways[number % len(ways)]
        yield f"{number}.{ending}", way(random, data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("变异")
    for name, data in mutants(COUNT):
        (made / name).write_bytes(data)
    return made


def test_bytes_changed_give_a_workbook_or_one_refusal(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    found = list(read_workbooks(paths))
    assert len(found) == len(paths) == COUNT
    for path, each in zip(paths, found, strict=True):
        if not isinstance(each, Workbook):
            assert isinstance(each, REFUSALS), path.name
            assert path.name in str(each)
            assert str(each).endswith("。")
    refused = sum(isinstance(each, RevisitError) for each in found)
    assert 0 < refused < len(found), "the changes are too coarse or too fine to tell anything"


def test_a_refused_file_leaves_the_data_file_as_it_was(revisit: Revisit, folder: Path) -> None:
    revisit("units", "add", "审批科")
    paths = sorted(folder.iterdir())[:40]
    read = zip(paths, read_workbooks(paths), strict=True)
    bad = [path for path, each in read if isinstance(each, RevisitError)]
    before = hashlib.sha256(revisit.db.read_bytes()).hexdigest()
    told = revisit.json("import", *bad, code=3)
    assert [each["file"] for each in told["refused"]] == [path.name for path in bad]
    assert hashlib.sha256(revisit.db.read_bytes()).hexdigest() == before


def test_whatever_is_read_is_imported_or_refused_without_a_trace(
    revisit: Revisit, folder: Path
) -> None:
    paths = sorted(folder.iterdir())[::3]
    told = revisit.json("import", *paths, "--dry-run", code=3)
    assert len(told["files"]) + len(told["refused"]) == len(paths)
    for each in told["files"]:
        rows = each["rows"]
        assert rows["read"] == rows["accepted"] + rows["duplicate"] + rows["held"]
