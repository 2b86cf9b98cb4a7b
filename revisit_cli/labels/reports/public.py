"""The report to publish, line by line."""

from revisit_cli.labels.recheck import figures as recheck_words
from revisit_cli.labels.reports import questions
from revisit_cli.labels.reports import report as words
from revisit_cli.records.reports.paper import Cell, Paper, Table
from revisit_cli.records.reports.public import PublicReported
from revisit_cli.rulebook.periods import Period

TITLE = "{bureau}涉企服务对象回访情况"
SUMMARY = "情况"
KEPT_BACK = "不公布"
REMARK = "少于3的数，以及凭其他数可推算出它的数，不公布。"
LINES = {
    "firms": "回访名单企业数",
    "services": "涉企服务事项数",
    "hidden_approvals": "反映隐性审批、体外循环、前置的企业",
}


def paper(figures: PublicReported, cycle: Period, bureau: str) -> Paper:
    """Return the report laid out: one table of numbers, no firm, no person."""
    rows: list[tuple[Cell, ...]] = [
        words.count_row(LINES["firms"], _told(figures.firms)),
        words.count_row(LINES["services"], _told(figures.services)),
    ]
    for name, rate in figures.rates:
        value = KEPT_BACK if rate.n is None else words.NOT_APPLICABLE
        if rate.value is not None:
            value = f"{rate.value:.1%}"
        rows.append((words.RATES[name], _told(rate.n), _told(rate.of), value))
    for pattern, names, found in (
        (words.ANSWER_LINE, words.ANSWERS, figures.answers),
        (words.PROBLEM_LINE, words.PROBLEMS, figures.problems),
        (words.VISIT_LINE, words.VISITS, figures.visits),
        (words.FILING_LINE, words.FILING_STATES, figures.filings),
    ):
        rows += [
            words.count_row(pattern.format(names[name]), _told(count)) for name, count in found
        ]
    rows += questions.public_lines(figures.questions, _told)
    rows.append(words.count_row(LINES["hidden_approvals"], _told(figures.hidden_approvals)))
    told = figures.recheck
    checked = None if told is None else (told.answered, told.false)
    remark = f"{recheck_words.public(checked)}。{REMARK}"
    return Paper(
        title=TITLE.format(bureau=bureau),
        period=words.PERIOD.format(month=figures.month, first=cycle.first_on, last=cycle.last_on),
        tables=(
            Table(SUMMARY, words.SUMMARY, tuple(rows), words.SUMMARY_WIDTHS, remark),
            words.notes(),
        ),
        signs=words.SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
    )


def _told(count: int | None) -> Cell:
    return KEPT_BACK if count is None else count
