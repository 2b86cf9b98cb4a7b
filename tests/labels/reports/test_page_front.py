"""Every number in the words of a month's page leads to rows."""

import re

import pytest

from revisit_cli.labels.reports import front_words as words
from revisit_cli.labels.reports.page_front import words as linked
from revisit_cli.records.reports.front import Paragraph

PLACES: tuple[tuple[str, str, dict[str, str]], ...] = (
    (words.OVERALL, "本期应回访企业42家，涉及涉企事项47件。", {"42家": "#roll", "47件": "#roll"}),
    (words.OVERALL, "已拨打41家，覆盖率97.6%。", {"41家": "#undone", "97.6%": "#undone"}),
    (words.OVERALL, "作出总体评价的37家中，满意36家。", {"37家": "#roll", "36家": "#roll"}),
    (words.OVERALL, "5个单位中4个按时报送台账。", {"5个": "#units", "4个": "#units"}),
    (words.COMPARED, "有效回访率上升1.8个百分点。", {"1.8个百分点": "#six"}),
    (words.PROBLEMS, "收到问题6件。不满意2家。", {"6件": "#problems", "2家": "#unhappy"}),
    (words.UNDONE, "未接通2家（结转下期），拒访1家。", {"2家": "#undone", "1家": "#undone"}),
    (words.UNDONE, "上门未完成3家。问题未办结4件。", {"3家": "#visits", "4件": "#problems"}),
    (words.UNDONE_OPEN, "离12月10日还有5个工作日。", {}),
    (words.RECHECKED, "从196通中抽取26通，不符0。", {"196通": "#recheck", "26通": "#recheck"}),
    (words.NEXT, "台账12月25日下班前报齐；退回补号1家由甲科补报号码。", {"1家": "#units"}),
    (words.NEXT, "结转的电话回访4家于2027年1月10日前完成。", {"4家": "#undone"}),
)


@pytest.mark.parametrize(("head", "text", "expected"), PLACES)
def test_a_number_leads_to_the_rows_it_counts(
    head: str, text: str, expected: dict[str, str]
) -> None:
    runs = linked(Paragraph(head, text)).runs
    assert "".join(run.text for run in runs) == text
    assert {run.text: run.href for run in runs if run.href} == expected


def test_no_number_with_a_measure_is_without_a_link_but_counted_days() -> None:
    for head, text, _ in PLACES:
        plain = "".join(run.text for run in linked(Paragraph(head, text)).runs if not run.href)
        assert not re.search(r"\d(?:%|家|件|通|个(?!工作日))", plain), plain
