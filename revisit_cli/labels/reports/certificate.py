"""The certificate of a cleared month: every duty as a sum, what was carried over, signatures."""

from collections.abc import Iterator

from revisit_cli.labels.reports import closing as words
from revisit_cli.labels.reports import report
from revisit_cli.labels.text import in_fours, minute
from revisit_cli.records.reports.closing import Carried, Certificate
from revisit_cli.records.reports.paper import Leaf, Table
from revisit_cli.rulebook.periods import Period

TITLE = "涉企服务对象回访清零单"
DUTIES, DUTY_HEADINGS, DUTY_WIDTHS = "一、各项办结情况", ("事项", "清零时"), (5, 7)
CARRIED = "二、结转事项"
# Used if all texts about days are short, to give firms' names more room.
CARRIED_WIDTHS, SHORT_WIDTHS, SHORT = (2, 3, 2, 2, 2, 1), (2, 4, 2, 1, 2, 1), 3
ALL_DONE = "没有结转的，各项均已办结。"
SIGNS = ("经办：", "复核：", "分管领导：", "日期：　　　　年　　月　　日")
SEAL = "（盖章处）"


def paper(certificate: Certificate, cycle: Period, bureau: str) -> Leaf:
    """Return the page to sign, with the facts as they were when the month was cleared."""
    log = certificate.log
    said = "" if log is None else words.LOG.format(size=log.size, head=in_fours(log.head))
    period = report.period(certificate.month, cycle)
    return Leaf(
        title=TITLE,
        period=period,
        tables=(_duties(certificate), _carried(certificate)),
        signs=SIGNS,
        line=said,
        foot=said,
        office=bureau,
        seal=SEAL,
    )


def _duties(certificate: Certificate) -> Table:
    return Table(DUTIES, DUTY_HEADINGS, tuple(_lines(certificate)), DUTY_WIDTHS)


def _lines(told: Certificate) -> Iterator[tuple[str, str]]:
    yield words.listed(told)
    for name, tally in told.tallies.items():
        yield words.sections(told)[name], words.balance(tally.parts, tally.total, name)
    if told.recheck is not None:
        yield words.KINDS["recheck"], told.recheck.partition("：")[2]
    yield words.MISSING, words.COMMA.join(told.missing) or words.NONE
    yield words.HELD_ROWS, str(told.held_count)
    yield words.UNDECIDED, str(told.undecided_count)
    held = words.HELD.format(count=told.symposium_count)
    yield (
        words.SYMPOSIUM.format(half=told.half),
        held if told.symposium_count else words.NOT_HELD,
    )
    moments = {"locked": minute(told.locked_at), "closed": minute(told.closed_at)}
    yield words.MOMENTS, words.CLOSED_BY.format(**moments, by=told.by)
    yield words.HASH, in_fours(told.list_sha256)


def _carried(told: Certificate) -> Table:
    rows = tuple(map(_row, told.carried))
    remark = "" if rows else ALL_DONE
    is_short = all(len(verdict) <= SHORT for _, _, _, verdict, *_ in rows)
    widths = SHORT_WIDTHS if is_short else CARRIED_WIDTHS
    return Table(CARRIED, words.CARRIES, rows, widths, remark)


def _row(each: Carried) -> tuple[str, ...]:
    subject = words.SUBJECT.format(kind=words.KINDS[each.kind], subject=each.subject)
    verdict = "" if each.verdict is None else words.VERDICTS[each.verdict]
    return subject, each.name, each.state, verdict, each.to, each.accepted_by
