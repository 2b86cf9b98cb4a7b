"""Ledgers that come as documents: imported, sent back, compared like any other."""

from pathlib import Path

import pytest

from tests.conftest import Revisit
from tests.documents import docx, line, plain_table

HEAD = (
    "序号", "姓名", "时间", "地点", "涉企事宜", "工作完成情况", "服务对象（企业）", "企业联系人",
    "企业联系人电话号码", "备注",
)  # fmt: skip
BLANK = [(str(number), *[""] * 9) for number in range(3, 11)]


def rows(*firms: str) -> list[tuple[str, ...]]:
    return [
        HEAD,
        *(
            (str(n), "办事员甲", f"11月{n}日", "窗口", "施工许可", "已办结", firm, "联系人乙",
             f"1380000000{n}", "")
            for n, firm in enumerate(firms, 1)
        ),
        *BLANK,
    ]  # fmt: skip


def word(*firms: str) -> bytes:
    """Return 附表3 as Word document, filled in."""
    return docx(
        line("附表3") + line("市住建局11月份涉企服务主体统计表") + line("填报单位：审批科")
        + plain_table(rows(*firms)) + line("填表人：某甲")
    )  # fmt: skip


def page(*firms: str) -> bytes:
    body = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>" for texts in rows(*firms)
    )
    return f"<p>市住建局11月份涉企服务主体统计表<p>填报单位：审批科<table>{body}</table>".encode(
        "gb18030"
    )


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(("name", "made"), [("台账.docx", word), ("台账.xls", page)])
def test_the_form_itself_comes_as_a_document(
    revisit: Revisit, tmp_path: Path, name: str, made: object
) -> None:
    assert callable(made)
    path = tmp_path / name
    path.write_bytes(made("示例市甲建筑有限公司", "示例市乙建筑有限公司、示例市丙建筑有限公司"))
    (told,) = revisit.json("import", path, code=8)["files"]
    assert told["rows"] == {"read": 2, "accepted": 1, "duplicate": 0, "held": 1}
    assert [(each["unit"], each["month"]) for each in told["filings"]] == [("审批科", "2026-11")]
    shown = revisit.json("ledgers", "show", name)["rows"]
    assert [(row["sheet"], row["row"], row["state"]) for row in shown] == [
        ("表格1", 2, "accepted"), ("表格1", 3, "held"),
    ]  # fmt: skip
    again = revisit.json("import", path)["files"][0]
    assert again["unchanged"]


@pytest.mark.clause("附表3")
def test_a_corrected_document_is_compared_with_the_one_before(
    revisit: Revisit, tmp_path: Path
) -> None:
    path, later = tmp_path / "台账.docx", tmp_path / "更正.xls"
    path.write_bytes(word("示例市甲建筑有限公司", "示例市乙建筑有限公司"))
    revisit("import", path)
    firms = "示例市甲建筑有限公司", "示例市乙建筑有限公司", "示例市丁建筑有限公司"
    later.write_bytes(page(*firms))
    ran = revisit("import", later)
    assert "新增 1，变更 0，相同 2，消失 0" in ran.err


def test_a_table_that_is_no_ledger_is_told(revisit: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "台账.docx"
    other = plain_table([("场次", "地点", "人数"), ("一", "广场", "30")])
    ledger = plain_table(rows("示例市甲建筑有限公司"))
    path.write_bytes(docx(line("填报单位：审批科") + ledger + line("附：宣传") + other))
    ran = revisit("import", path)
    assert "表格2" in ran.err
    assert "不是台账" in ran.err
