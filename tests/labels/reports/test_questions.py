"""Page and workbook tell the same answers, and why one is kept back in the same words."""

import re

import pytest
from hypothesis import given

from revisit_cli.labels.problems.problem import HIDDEN_APPROVALS
from revisit_cli.labels.reports import page_rows, questions
from revisit_cli.policy.reports.questions import question_figures
from revisit_cli.records.code import Withheld
from revisit_cli.records.reports.paper import Cell
from revisit_cli.records.reports.question import AnswerFact, QuestionFigures, TagFigures, UnitTagged
from revisit_cli.records.value import replace
from tests.front_page import page, reported
from tests.policy.reports.test_questions import FACTS

NO_TAG = TagFigures(0, 0, 0, ())


def _now(cells: tuple[Cell, ...]) -> list[str]:
    """Return the answers that a row has of now, those of the time before left out."""
    told = re.sub("（[^）]*）", "", "、".join(str(cell) for cell in cells))
    return [each for each in told.split("、") if each != "—" and not re.search(r"\D0$", each)]


def _counts(texts: list[str]) -> int:
    return sum(int(found[0]) for each in texts if (found := re.search(r"\d+$", each)))


@pytest.mark.clause("四3", "R11")
@given(FACTS, FACTS)
def test_a_row_of_answers_adds_up_and_the_page_says_the_same(
    facts: list[AnswerFact], before: list[AnswerFact]
) -> None:
    figures = question_figures(facts, before)
    told = page(reported(questions=figures))
    rows = {row[0]: row for row in questions.table(figures, NO_TAG, "上期").rows}
    for shown in page_rows.questions(told, ()):
        if not facts and not before:
            assert shown.label not in rows
            continue
        _, *cells = rows[shown.label]
        said = [run.text for run in shown.said]
        if len(cells) == 1:
            assert all(each in str(cells[0]) or each == "无" for each in said)
            continue
        *answers, whole = cells
        found = _now(tuple(answers))
        assert sorted(found) == sorted(each for each in said if each != "无")
        if not any("不列" in each for each in said):
            assert _counts(found) == whole
            assert sum(count for _, count in shown.parts) == whole
        else:
            assert shown.parts == ()


@pytest.mark.parametrize("why", ["small", "open_month", "corrected", "sealed"])
def test_why_answers_are_kept_back_is_said_once_and_truly(why: Withheld) -> None:
    (each,) = (each for each in question_figures([], []) if each.code == "integrity")
    kept: QuestionFigures = replace(
        each, counts=tuple((code, None) for code, _ in each.counts), of=9, withheld=why
    )
    ((_, *cells, whole),) = questions.table([kept], NO_TAG, "上期").rows
    assert cells == ["—", "—", "—", questions.KEPT_BACK[why]]
    assert whole == 9
    (shown,) = page_rows.questions(page(reported(questions=(kept,))), ())
    assert [run.text for run in shown.said] == [questions.KEPT_BACK[why]]
    assert shown.said_before == ""
    then = replace(kept.previous, counts=kept.counts, withheld=why)
    for of, before in ((0, ""), (7, f"上期 {questions.KEPT_BACK[why]}")):
        told = replace(kept, previous=replace(then, of=of))
        (shown,) = page_rows.questions(page(reported(questions=(told,))), ())
        assert shown.said_before == before
    partly = replace(kept, counts=((kept.counts[0][0], 6), *kept.counts[1:]))
    (shown,) = page_rows.questions(page(reported(questions=(partly,))), ())
    assert [run.text for run in shown.said][1:] == [f"其余{questions.KEPT_BACK[why]}"]


@pytest.mark.clause("二(二)3")
def test_the_tag_has_a_line_where_anybody_told_of_it_now_or_before() -> None:
    tagged = TagFigures(3, 2, 1, (UnitTagged("", 3, 1),))
    assert questions.table([], NO_TAG, "上期").rows == ()
    assert questions.table([], tagged, "上期").rows == (
        (HIDDEN_APPROVALS, "3人次，2家企业（1人次）"),
    )
    (shown,) = page_rows.questions(page(reported(hidden_approvals=tagged)), ())
    assert [run.text for run in shown.said] == ["3人次，2家企业"]
    assert shown.said_before == "上期 1人次"


def test_of_a_month_without_evaluations_there_is_a_sentence_and_no_table() -> None:
    none = questions.table(question_figures([], []), NO_TAG, "上期")
    assert (none.rows, none.remark) == ((), "没有企业作出评价。")
