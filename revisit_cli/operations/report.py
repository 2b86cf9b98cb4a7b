"""The month's statistics, on the screen and as a workbook."""

import json
from dataclasses import replace
from pathlib import Path

from revisit_cli.errors.report import ReportNotWritable
from revisit_cli.files.report_month import write_report
from revisit_cli.files.target import check_target
from revisit_cli.operations.act import reading
from revisit_cli.operations.month import month_or_at_hand
from revisit_cli.policy.cycle import cycle_of_month
from revisit_cli.policy.phone import masked
from revisit_cli.policy.setting import settings_of
from revisit_cli.policy.statistics import reported
from revisit_cli.records.context import Context
from revisit_cli.records.report import MonthFacts, MonthReported
from revisit_cli.records.setting import Settings
from revisit_cli.store import audit
from revisit_cli.store import report as store
from revisit_cli.store import setting as setting_store


def report_month(context: Context, month: str | None) -> MonthReported:
    """Return a month's figures. Raises MonthUnreadable."""
    return _load(context, month)[1]


def write_month(context: Context, month: str | None, path: Path, *, force: bool) -> MonthReported:
    """Write a month's workbook and return its figures.

    Raises ReportKindUnknown, ReportExists or ReportNotWritable.
    """
    check_target(path, (".xlsx",), force=force)
    facts, figures, settings = _load(context, month)
    try:
        write_report(path, facts, figures, cycle_of_month(figures.month), settings, context.now)
    except OSError as error:
        raise ReportNotWritable(file=str(path)) from error
    return figures


def _masked(facts: MonthFacts) -> MonthFacts:
    services = tuple(
        replace(each, phone="、".join(masked(phone) for phone in json.loads(each.phone)))
        for each in facts.services
    )
    return replace(facts, services=services)


def _load(context: Context, month: str | None) -> tuple[MonthFacts, MonthReported, Settings]:
    wanted = month_or_at_hand(context, month)
    with reading(context) as database:
        facts = _masked(store.load(database, wanted))
        settings = settings_of(setting_store.load(database))
        first = audit.first(database)
        origin = json.loads(first.body)["facts"]["origin"] if first else ""
        figures = reported(
            facts,
            audit.head(database),
            origin,
            today=context.today,
            rank_from=settings.rank_from_evaluations,
            closing_time=settings.closing_time,
        )
    return facts, figures, settings
