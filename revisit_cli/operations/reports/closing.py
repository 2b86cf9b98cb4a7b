"""Clearing a month, printing its certificate, and holding it cleared."""

from datetime import datetime
from pathlib import Path

from revisit_cli.errors.reports.closing import NotClosedYet
from revisit_cli.files.reports.leaf import write_leaf
from revisit_cli.files.workbooks.target import check_target
from revisit_cli.labels.reports import certificate as words
from revisit_cli.operations.act import writing
from revisit_cli.operations.carrying import carry_one
from revisit_cli.operations.days.month import given_month
from revisit_cli.operations.discipline import tally
from revisit_cli.operations.file.audit import faults_of
from revisit_cli.operations.reading import reading, rules_of, settings_of
from revisit_cli.operations.recheck.figures import figures_of
from revisit_cli.policy.days.cycle import carried_to
from revisit_cli.policy.draws.duty import duty_of_half
from revisit_cli.policy.reports import closing as policy
from revisit_cli.policy.reports.certificate import certificate_given, certificate_kept
from revisit_cli.records.context import Context
from revisit_cli.records.reports.closing import (
    Certificate,
    CertificateShown,
    ClosingFacts,
    MonthClosed,
    Obstacle,
)
from revisit_cli.records.value import Value, replace
from revisit_cli.rulebook.periods import Period
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store import correction as correction_store
from revisit_cli.store.draws import symposium as symposium_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.reports import closing as store
from revisit_cli.store.reports import report as report_store


class Clearing(Value):
    """What a clerk asks for: the month, what is carried over as typed, and who accepts it."""

    month: str
    carries: tuple[str, ...] = ()
    accepted_by: str | None = None
    is_dry_run: bool = False


def close_month(
    context: Context, clearing: Clearing, path: Path | None, *, force: bool
) -> MonthClosed:
    """Clear a month; where ``path`` is given, write its certificate there.

    Raises MonthUnreadable, CarryUnreadable, AcceptedByRequired, CarryNotOpen, ClosedBefore,
    MonthNotOver, MonthNotCleared, or what writing the file refuses.
    """
    month = given_month(clearing.month)
    carries = policy.carries_given(clearing.carries)
    if path is not None:
        check_target(path, (".xlsx",), force=force)
    with writing(context, keep=not clearing.is_dry_run) as act:
        rules = act.rules
        cycle, half = rules.period(month), rules.half_of_month(month)
        facts = _facts(act.database, cycle, rules, context.now)
        policy.check_moment(facts, cycle, context.today)
        to = carried_to(month, correction_store.closed_months(act.database))
        carried = policy.carried_over(facts, carries, clearing.accepted_by, to, rules)
        policy.check_close(facts, carried, rules)
        at = context.at
        certificate = policy.certificate_of(facts, carried, half, at, context.by)
        store.close(act.database, month, at, context.by, certificate_kept(certificate))
        for each in carried:
            # The symposium and the re-check are no rows: the certificate has who let them pass.
            if each.kind in ("call", "visit", "problem"):
                carry_one(act, month, each.kind, int(each.subject), each.to, each.accepted_by)
        tally.count_cleared(act, month)
        outcome = act.tell(MonthClosed(certificate, is_dry_run=clearing.is_dry_run))
        if not clearing.is_dry_run:
            certificate = replace(certificate, log=act.head)
        bureau = settings_of(act.database).bureau
    outcome = replace(outcome, certificate=certificate)
    if path is None or clearing.is_dry_run:
        return outcome
    _print(path, certificate, cycle, bureau)
    return replace(outcome, file=str(path))


def open_items(context: Context, month: str) -> tuple[Obstacle, ...]:
    """Return what stands in the way of clearing a month, each with what may be done about it.

    Raises MonthUnreadable, ClosedBefore or MonthNotOver.
    """
    wanted = given_month(month)
    with reading(context) as database:
        rules = rules_of(database)
        cycle = rules.period(wanted)
        facts = _facts(database, cycle, rules, context.now)
    policy.check_moment(facts, cycle, context.today)
    return policy.obstacles(facts, rules)


def may_be_carried(item: Obstacle) -> bool:
    """Whether a named person may let a thing pass into the next month."""
    return item.kind in policy.CARRIABLE


def show_certificate(
    context: Context, month: str, path: Path | None, *, force: bool
) -> CertificateShown:
    """Return a cleared month's certificate as it was; where ``path`` is given, print it there.

    Raises MonthUnreadable, NotClosedYet, CertificateTooNew, or what writing the file refuses.
    """
    wanted = given_month(month)
    if path is not None:
        check_target(path, (".xlsx",), force=force)
    with reading(context) as database:
        found, head = store.certificate(database, wanted), store.log_head(database, wanted)
        bureau = settings_of(database).bureau
        cycle = rules_of(database).period(wanted)
    if found is None:
        raise NotClosedYet(month=wanted)
    certificate = certificate_given(found, head)
    if path is None:
        return CertificateShown(certificate)
    _print(path, certificate, cycle, bureau)
    return CertificateShown(certificate, str(path))


def _print(path: Path, certificate: Certificate, cycle: Period, bureau: str) -> None:
    """Write a certificate; the same bytes whenever it is printed. Raises TargetNotWritable."""
    closed_at = datetime.fromisoformat(certificate.closed_at)
    write_leaf(path, words.paper(certificate, cycle, bureau), closed_at, "certificate")


def _facts(database: Database, cycle: Period, rules: Rules, now: datetime) -> ClosingFacts:
    half = rules.half(rules.half_of_month(cycle.id))
    held = symposium_store.load(database, rules.months_of_half(half.id))
    month = report_store.standing(database, cycle.id, cycle.last_on)
    return replace(
        policy.with_month(store.load(database, cycle), month, now, rules),
        symposium_count=duty_of_half(half, held).held_count,
        is_half_over=now.date() > half.last_on,
        fault_count=len(faults_of(database)),
        recheck=figures_of(database, cycle.id),
    )
