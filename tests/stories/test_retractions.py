"""What a month had on record and took back before it was cleared has a line in its report."""

from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from revisit_cli.labels.reports.report import RETRACTIONS
from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

MONTH, LATER = "2026-11", "2026-12-21T09:00"
FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙"]
TALKED = ("--outcome", "接通", "--overall", "不满意", "--difficulty", "证照打不开")
SIGNED = ("--signature", "签字", "--signed-by", "赵总")
HELD = (
    "symposium", "record", "--on", "2026-11-20", "--chair", "王局", "--role", "主要领导",
    "--special", "--reason", "急", "--present", FIRMS[0],
)  # fmt: skip
LINE = "清零前撤回的记录（处）"
Words = Sequence[object]


@begins
def month(revisit: Revisit) -> Revisit:
    """November with three firms of one unit, and one reason for a visit."""
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    revisit("flags", "add", FIRMS[2], "--reason", "bad_review", "--month", MONTH)
    return revisit


def _told(revisit: Revisit, now: str) -> list[tuple[str, int | None, str]]:
    """Return what was taken back of the month, held to its rows, workbook, page and screen."""
    told = revisit.json("report", "month", MONTH, now=now)["log"].get("retractions", [])
    if told:
        behind = revisit.json("report", "month", MONTH, "--explain", "log.retractions", now=now)
        assert behind["figure"] == len(told)
        assert [(each["state"], each["id"]) for each in behind["rows"]] == [
            (each["kind"], each["subject"]) for each in told
        ]
    book, page = revisit.folder / "月报.xlsx", revisit.folder / "月报.html"
    revisit("report", "month", MONTH, "-o", book, "-o", page, "--force", now=now)
    cells = {
        str(cell)
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    screen = revisit("report", "month", MONTH, "--all", now=now).out
    for each in told:
        word = RETRACTIONS[each["kind"]]
        assert word in cells
        assert word in page.read_text("utf-8")
        assert word in screen
    # What is nought is named in one line with all else that is.
    assert (LINE in cells) == bool(told)
    return [(each["kind"], each["subject"], each["by"]) for each in told]


ACTS: dict[str, tuple[Sequence[Words], Words, tuple[str, int | None]]] = {
    "a call's record": (
        [("calls", "record", 1, *TALKED)],
        ("calls", "undo", 1, "--reason", "记错"),
        ("attempt", 1),
    ),
    "a call, as one's last act": ([("calls", "record", 2, *TALKED)], ("undo",), ("attempt", 2)),
    "a visit's record": (
        [("visits", "record", 1, *SIGNED)],
        ("visits", "void", 1, "--reason", "记错"),
        ("visit", 1),
    ),
    "a visit, as one's last act": ([("visits", "record", 1, *SIGNED)], ("undo",), ("visit", 1)),
    "a frozen list": ([("calls", "lock", MONTH)], ("calls", "unlock", MONTH), ("list", None)),
    "a frozen list, as one's last act": ([("calls", "lock", MONTH)], ("undo",), ("list", None)),
    "a reason for a visit": (
        [("flags", "add", FIRMS[0], "--reason", "hard_to_do", "--month", MONTH)],
        ("undo",),
        ("flag", 2),
    ),
    "a problem": (
        [("problems", "add", FIRMS[0], "--words", "少要材料", "--month", MONTH)],
        ("undo",),
        ("problem", 1),
    ),
    "a complaint of forced praise": (
        [("duty", "report", "审批科", "--words", "要求打好评")],
        ("undo",),
        ("finding", 1),
    ),
    "a symposium": ([HELD], ("symposium", "void", 1, "--reason", "记错"), ("symposium", 1)),
    "a symposium, as one's last act": ([HELD], ("undo",), ("symposium", 1)),
    "a ledger": ([], ("ledgers", "undo", 2), ("ledger", 2)),
}


@pytest.mark.clause("四3", "R21")
@pytest.mark.parametrize("name", ACTS)
def test_what_was_taken_back_has_a_line_with_who_did_it(month: Revisit, name: str) -> None:
    before, back, (kind, subject) = ACTS[name]
    if kind == "ledger":
        month("import", write_ledger(month.folder, "质安站", FIRMS[:1], date(2026, 11, 4)))
    now = "2026-12-02T09:00"
    for words in before:
        month(*words, now=now)
    assert _told(month, now) == []
    month(*back, now=now, by="测试员")
    assert _told(month, now) == [(kind, subject, "测试员")]
    if "unlock" in back:
        # Nobody takes that back: the list is frozen anew.
        return
    # To take back the taking back leaves nothing that was taken back.
    month("undo", 1, now=now)
    assert _told(month, now) == []
    assert month.json("audit", "verify")["ok"]


@pytest.mark.clause("四3", "R33")
def test_a_call_that_a_merge_took_off_the_list_has_a_line_until_the_firms_are_split(
    month: Revisit,
) -> None:
    month("calls", "record", 2, "--outcome", "接通", "--overall", "满意")
    now = "2026-12-02T09:00"
    assert month.json("report", "month", MONTH, now=now)["coverage"]["of"] == 3
    month("firms", "merge", FIRMS[0], FIRMS[1], "--reason", "同一家", "-y", now=now)
    assert month.json("report", "month", MONTH, now=now)["coverage"]["of"] == 2
    assert _told(month, now) == [("call", 1, "测试员")]
    month("firms", "split", FIRMS[0], "--reason", "两家", now=now)
    assert _told(month, now) == []
    month("undo", 1, now=now)
    assert _told(month, now) == [("call", 1, "测试员")]


@pytest.mark.clause("四3", "R21", "四4")
def test_an_overdue_problem_does_not_go_without_a_line(month: Revisit) -> None:
    """The call that brought it is undone once the problem is late, and recorded without it."""
    month("calls", "record", 1, *TALKED)
    late = "2026-12-08T09:00"
    assert month.json("report", "month", MONTH, now=late)["problems"]["late"] == 1
    month("calls", "undo", 1, "--reason", "记错", now=late)
    month("calls", "record", 1, "--outcome", "接通", "--overall", "满意", now=late)
    told = month.json("report", "month", MONTH, now=late)
    assert (told["problems"]["late"], told["answers"]["satisfied"]) == (0, 1)
    assert _told(month, late) == [("attempt", 1, "测试员")]


@pytest.mark.clause("四3", "R15")
def test_in_a_cleared_month_it_is_a_correction(month: Revisit) -> None:
    for call in (1, 2, 3):
        month("calls", "record", call, "--outcome", "接通", "--overall", "满意")
    month("calls", "lock", MONTH)
    month("visits", "record", 1, *SIGNED)
    month("close", MONTH, now=LATER)
    month("calls", "undo", 1, "--reason", "记错", "--correct", "核对", now=LATER)
    assert _told(month, LATER) == []
    assert len(month.json("report", "month", MONTH, now=LATER)["corrections"]) == 1


@pytest.mark.clause("四3", "R28")
def test_what_a_firm_had_erased_before_the_month_was_cleared_has_a_line(month: Revisit) -> None:
    """No later call or ledger knows the numbers: what would have counted of them does not."""
    firms = {each["name"]: each["id"] for each in month.json("firms", "list")["firms"]}
    erase = ("firms", "erase", FIRMS[0], "--reason", "企业要求", "--yes")
    figures = month.json("report", "month", MONTH)
    month(*erase, by="李四", now="2026-11-27T09:00")
    again = month.json("report", "month", MONTH)
    assert {**again, "log": None} == {**figures, "log": None}
    assert _told(month, "2026-11-27T10:00") == [("erasure", firms[FIRMS[0]], "李四")]
    # Of another month, or once the month is cleared, it changes nothing of it.
    for call in (1, 2, 3):
        month("calls", "record", call, "--outcome", "接通", "--overall", "满意")
    month("calls", "lock", MONTH)
    month("visits", "record", 1, *SIGNED)
    later = write_ledger(month.folder, "审批科", FIRMS, date(2026, 12, 3))
    month("import", later, now="2026-12-20T09:00")
    assert month.json("report", "month", "2026-12", now=LATER)["log"].get("retractions", []) == []
    month("close", MONTH, now=LATER)
    month("firms", "erase", FIRMS[1], "--reason", "企业要求", "--yes", now="2026-12-22T09:00")
    assert _told(month, LATER) == [("erasure", firms[FIRMS[0]], "李四")]
    (told,) = month.json("report", "month", "2026-12", now=LATER)["log"]["retractions"]
    assert (told["kind"], told["subject"]) == ("erasure", firms[FIRMS[1]])


@pytest.mark.clause("四3", "R28", "R33")
def test_what_is_erased_under_the_kept_name_is_of_the_merged_one_too(month: Revisit) -> None:
    other = "示例市丁建设有限公司"
    month("import", write_ledger(month.folder, "质安站", [other], date(2026, 10, 23)), "--month",
          "2026-10", "--received", "2026-10-25T09:00")  # fmt: skip
    month("firms", "merge", FIRMS[0], other, "--reason", "同一家", "-y")
    month("firms", "erase", other, "--reason", "企业要求", "--yes")
    assert [kind for kind, _, _ in _told(month, "2026-12-02T09:00")].count("erasure") == 1


@pytest.mark.clause("四3", "R28", "R33")
@pytest.mark.parametrize("into", [0, 1], ids=["into the erased firm", "into the other"])
def test_a_merge_after_an_erasure_neither_brings_its_line_nor_takes_it_away(
    revisit: Revisit, into: int
) -> None:
    """The first firm's people are erased, and October knew only the second."""
    _two_months(revisit)
    revisit("firms", "erase", FIRMS[0], "--reason", "企业要求", "--yes", now="2026-11-27T09:00")
    told = [_kinds(revisit, month) for month in ("2026-10", MONTH)]
    assert told == [[], ["erasure"]]
    names = FIRMS[1 - into], FIRMS[into]
    revisit("firms", "merge", *names, "--reason", "同一家", "-y", now="2026-11-28T09:00")
    assert [_kinds(revisit, month) for month in ("2026-10", MONTH)] == told
    revisit("firms", "split", names[0], "--reason", "两家", now="2026-11-29T09:00")
    assert [_kinds(revisit, month) for month in ("2026-10", MONTH)] == told


@pytest.mark.clause("四3", "R28", "R33")
def test_what_was_erased_of_two_merged_firms_has_its_line_though_they_are_split(
    revisit: Revisit,
) -> None:
    _two_months(revisit)
    revisit(
        "firms", "merge", FIRMS[1], FIRMS[0], "--reason", "同一家", "-y", now="2026-11-26T10:00"
    )
    revisit("firms", "erase", FIRMS[0], "--reason", "企业要求", "--yes", now="2026-11-27T09:00")
    assert [_kinds(revisit, month) for month in ("2026-10", MONTH)] == [["erasure"]] * 2
    revisit("firms", "split", FIRMS[1], "--reason", "两家", now="2026-11-29T09:00")
    assert [_kinds(revisit, month) for month in ("2026-10", MONTH)] == [["erasure"]] * 2


def _two_months(revisit: Revisit) -> None:
    """October's ledger names the second firm, and November's the first."""
    for unit, firm, day in (
        ("审批科", FIRMS[1], date(2026, 10, 5)),
        ("质安站", FIRMS[0], date(2026, 11, 3)),
    ):
        revisit("import", write_ledger(revisit.folder, unit, [firm], day), now="2026-11-26T09:00")


def _kinds(revisit: Revisit, month: str) -> list[str]:
    told = revisit.json("report", "month", month, now="2026-12-02T09:00")
    return [each["kind"] for each in told["log"].get("retractions", [])]
