"""Closed sets of codes: every table of words, of rules and of checks names the same ones."""

import ast
import re
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any, get_args

import pytest

import revisit_cli
from revisit_cli.cli.menu import ledgers as menu_ledgers
from revisit_cli.labels.calls import call as call_words
from revisit_cli.labels.calls import entry as entry_words
from revisit_cli.labels.calls import listing as listing_words
from revisit_cli.labels.calls import return_list as return_words
from revisit_cli.labels.calls import sheet as sheet_words
from revisit_cli.labels.days import calendar as day_words
from revisit_cli.labels.discipline import duty as duty_words
from revisit_cli.labels.draws import sample as draw_words
from revisit_cli.labels.draws import symposium as symposium_words
from revisit_cli.labels.file import database as file_words
from revisit_cli.labels.file import undo as undo_words
from revisit_cli.labels.firms import firm as firm_words
from revisit_cli.labels.ledgers import ledger as ledger_words
from revisit_cli.labels.ledgers import unit as unit_words
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.problems import problem as problem_words
from revisit_cli.labels.recheck import doubt as doubt_words
from revisit_cli.labels.recheck import entry as recheck_words
from revisit_cli.labels.recheck import figures as figure_words
from revisit_cli.labels.reports import closing as closing_words
from revisit_cli.labels.reports import front_words as month_words
from revisit_cli.labels.reports import page_rows as page_words
from revisit_cli.labels.reports import questions as question_words
from revisit_cli.labels.reports import report as report_words
from revisit_cli.labels.reports import states as state_words
from revisit_cli.labels.reports import trace as trace_words
from revisit_cli.labels.reports import work_words
from revisit_cli.labels.rules import form as form_words
from revisit_cli.labels.rules import setting as setting_words
from revisit_cli.labels.visits import flag as flag_words
from revisit_cli.labels.visits import visit as visit_words
from revisit_cli.policy.calls import queue
from revisit_cli.policy.calls.outcome import ANSWERED, TABLE
from revisit_cli.policy.days import workday
from revisit_cli.policy.problems import clock
from revisit_cli.policy.problems import problem as problem_policy
from revisit_cli.policy.reports import closing as closing_policy
from revisit_cli.policy.reports import duty as duty_report
from revisit_cli.policy.reports import front
from revisit_cli.policy.reports import month_rows as month_report
from revisit_cli.policy.reports import problems as problem_reports
from revisit_cli.policy.reports import units as unit_reports
from revisit_cli.records import code
from revisit_cli.records.calls.entry import STATES as KEYED_STATES
from revisit_cli.records.calls.return_list import NUMBER_STATES
from revisit_cli.records.firms import erasure
from revisit_cli.records.firms.person import PROVED_BAD, USABLE
from revisit_cli.records.reports import report
from revisit_cli.rulebook.loader import form
from revisit_cli.store.calls import queue as queue_store
from revisit_cli.store.file import schema
from revisit_cli.store.migrations import fresh

_CHECK = re.compile(r"(\w+) in \(\s*('\w+'(?:,\s*'\w+')*)\s*\)")


def codes(closed: Any) -> frozenset[str]:
    """Every code of a Literal, or of a union of them."""
    found: set[str] = set()
    for each in get_args(closed):
        found |= {each} if isinstance(each, str) else codes(each)
    return frozenset(found)


def checked(connection: sqlite3.Connection) -> dict[tuple[str, str], frozenset[str]]:
    """By table and column: the codes that a check of the schema lets in."""
    tables = connection.execute("select name, sql from sqlite_schema where type = 'table'")
    return {
        (table, column): frozenset(re.findall(r"\w+", listed))
        for table, sql in tables
        for column, listed in _CHECK.findall(sql)
    }


# Which closed set each checked column holds.
COLUMNS: dict[tuple[str, str], Any] = {
    ("unit", "kind"): code.UnitKind,
    ("filing", "state"): code.FilingState,
    ("contact", "state"): code.ContactState,
    ("service", "state"): code.RowState,
    ("call", "state"): code.CallState,
    ("attempt", "callback_party"): code.CallbackParty,
    ("flag", "reason"): code.FlagReason,
    ("visit", "state"): code.VisitState,
    ("visit", "signature"): code.Signature,
    ("problem", "source"): code.ProblemSource,
    ("problem", "category"): code.ProblemCategory,
    ("problem", "state"): code.ProblemState,
    ("problem_event", "kind"): code.ProblemEventKind,
    ("symposium", "chair_role"): code.ChairRole,
    ("finding", "kind"): code.FindingKind,
    ("finding", "state"): code.FindingState,
    ("finding", "escalation"): code.Escalation,
    ("firm_move", "tbl"): code.MovedTable,
    ("carry", "kind"): code.CarryKind,
    ("packet", "kind"): code.PacketKind,
    ("recheck_attempt", "answer"): code.RecheckAnswer,
    ("recheck_attempt", "overall"): code.RecheckOverall,
    ("doubt", "kind"): code.DoubtKind,
    ("doubt", "state"): code.FindingState,
    ("retraction", "kind"): code.RetractionNoted,
}


def test_every_check_of_the_schema_holds_a_closed_set() -> None:
    with fresh() as connection:
        found = checked(connection)
    told = {place: codes(closed) for place, closed in COLUMNS.items()}
    assert found == told


def test_the_form_raises_visits_and_opens_problems_of_known_kinds() -> None:
    asked = form().questions
    reasons = {each.visit_reason for question in asked for each in question.choices} - {""}
    assert reasons <= codes(code.FlagReason)
    assert {each.opens for each in asked} - {""} <= codes(code.ProblemCategory)


# Tables of words and of rules that have an entry for every code and for nothing else.
TABLES: list[tuple[Collection[Any], Any]] = [
    (listing_words.ATTENTION, code.AttentionReason),
    (question_words.KEPT_BACK, code.Withheld),
    (question_words.COLUMNS, code.AnswerKind),
    (listing_words.IN_THE_WAY, code.InTheWay),
    (call_words.OUTCOMES, code.CallOutcome),
    (call_words.ENDS, code.CallEnd),
    (call_words.PARTIES, code.CallbackParty),
    (call_words.STATES, code.CallState),
    (call_words.WHYS, code.CallWhy),
    (entry_words.ROW_STATES, code.KeyedState),
    (return_words.ROW_STATES, code.NumberState),
    (return_words.WRONGS, code.BadNumber),
    (day_words.WHYS, code.DayWhy),
    (month_words.FIGURES, code.FigureCode),
    (month_words.ONE_FILED, code.FilingStanding),
    (state_words.TITLES, code.MonthState),
    (work_words.UNDONE, code.UndoneKind),
    (work_words.STEPS, code.StepKind),
    (work_words.CATEGORIES, code.ProblemCategory),
    (front.UNDONE, code.UndoneKind),
    (duty_words.KINDS, code.FindingKind),
    (duty_words.STATES, code.FindingState),
    (duty_words.TALKERS, code.Escalation),
    (duty_words.ROLES, code.TalkRole),
    (draw_words.FAULTS, code.FaultOfDraw),
    (symposium_words.ROLES, code.ChairRole),
    (visit_words.ROLE_WORDS, code.ChairRole),
    (symposium_words.NOTES, code.SymposiumNote),
    (recheck_words.ANSWERS, code.RecheckAnswer),
    (recheck_words.ANSWER_WORDS, code.RecheckAnswer),
    (recheck_words.OVERALLS, code.RecheckOverall),
    (recheck_words.PRESSURES, code.PressureAnswer),
    (recheck_words.ENTRY_STATES, code.RecheckProgress),
    (recheck_words.CLASSES, code.RecheckClass),
    (form_words.ROUND_ASKED, code.FlagReason),
    (trace_words.KINDS, code.RowKind),
    (report_words.RETRACTIONS, code.RetractionKind),
    (trace_words.FORMULAS, code.FormulaKind),
    (trace_words.UNTOLD, code.Untold),
    (doubt_words.KINDS, code.DoubtKind),
    (doubt_words.STATES, code.FindingState),
    (figure_words.STATES, code.RecheckState),
    (setting_words.RECHECK_DUTIES, code.RecheckDuty),
    (firm_words.STAYS, code.MonthStays),
    (undo_words.WHY, code.UndoBar),
    (file_words.SCHEMA_STATES, schema.State),
    (firm_words.TRACES, erasure.Trace),
    (page_words.STATES, report.RollState),
    (ledger_words.NOTES, code.RowNote),
    (ledger_words.ROW_STATES, code.RowState),
    (ledger_words.SINCE, code.RowSince),
    (FILING_STATES, code.FilingStanding),
    (ledger_words.IGNORED, code.SheetIgnored),
    (unit_words.KINDS, code.UnitKind),
    (unit_words.ROSTER_MOVES, code.RosterMove),
    (unit_words.ROSTER_SKIPPED, code.RosterSkip),
    (problem_words.STATES, code.ProblemState),
    (problem_words.SOURCES, code.ProblemSource),
    (problem_words.CATEGORIES, code.ProblemCategory),
    (problem_words.EVENTS, code.ProblemEventKind),
    (problem_words.NOTES, code.ProblemNote),
    (problem_words.TIMINGS, code.Timing),
    (problem_reports.TIMINGS, code.Timing),
    (unit_reports.REASONS, code.Unevaluated),
    (problem_words.COMMANDS, code.ProblemAct),
    (closing_words.KINDS, code.ObstacleKind),
    (closing_words.CLAUSES, code.ObstacleKind),
    (closing_words.STATES, code.ObstacleKind),
    (closing_words.VERDICTS, code.CarryVerdict),
    (report_words.CALL_STATES, code.CallReported),
    (report_words.PROBLEM_STATES, code.ProblemReported),
    (report_words.VISIT_STATES, code.VisitReported),
    (report_words.FILING_STATES, code.FilingStanding),
    (flag_words.REASONS, code.FlagReason),
    (flag_words.WORDS, code.FlagReason),
    (flag_words.NOTES, code.FlagNote),
    (flag_words.STATES, code.RowState),
    (flag_words.FLAG_STATES, code.FlagState),
    (visit_words.STATES, code.VisitState),
    (visit_words.SIGNATURES, code.Signature),
    (visit_words.SIGNATURE_WORDS, code.Signature),
    (visit_words.NOTES, code.VisitNote),
    (TABLE, code.CallOutcome),
    ({each.aapor for each in TABLE.values()}, code.AaporClass),
    ({*month_report.CLASSES} - {"UH"}, code.AaporClass),
    (problem_policy.ACTS, code.ProblemAct),
    (duty_report.STATES, code.FilingStanding),
    ({*workday.WHY.values(), workday.UNANNOUNCED}, code.DayWhy),
    (KEYED_STATES, code.KeyedState),
    (menu_ledgers.STATES, code.FileState),
    (NUMBER_STATES, code.NumberState),
    (PROVED_BAD, code.BadNumber),
    ((*USABLE, *PROVED_BAD, "erased"), code.ContactState),
    (queue_store.STEPS, code.QueueStep),
    (
        {step for days in (0, 1, 2) for step, _ in queue.steps(days)},
        code.QueueStep,
    ),
]


@pytest.mark.parametrize(("table", "closed"), TABLES)
def test_a_table_names_every_code_of_its_set_and_no_other(
    table: Collection[Any], closed: Any
) -> None:
    assert set(table) == codes(closed)
    assert len(table) == len(set(table))


# What names some of a set, and never anything else.
PARTS: list[tuple[Collection[Any], Any]] = [
    (sheet_words.OFFERED, code.CallOutcome),
    (ANSWERED, code.CallOutcome),
    (flag_words.FROM_CALLS, code.FlagReason),
    (clock.STOPPED, code.ProblemState),
    (closing_policy.CARRIABLE, code.ObstacleKind),
    (closing_words.LISTS, code.ObstacleKind),
    (unit_words.KIND_WORDS, code.UnitKind),
    ({why for days in (None, 1, 2) for _, why in queue.steps(days)}, code.CallWhy),
]


@pytest.mark.parametrize(("part", "closed"), PARTS)
def test_a_choice_of_codes_stays_within_its_set(part: Collection[Any], closed: Any) -> None:
    assert part
    assert set(part) < codes(closed)


def test_every_closed_set_is_held_by_something() -> None:
    named = {name for name, found in vars(code).items() if codes(found)}
    held = [*COLUMNS.values(), *(each for _, each in TABLES)]
    unheld = {name for name in named if not any(each == vars(code)[name] for each in held)}
    assert unheld == set()


# Sets of one module that no clerk ever reads a word for, and that no column keeps.
WORDLESS = {
    "policy/days/words.Side",
    "records/reports/question.CountedBy",
    "records/saving.Fate",
    "rulebook/form.Kind",
    "rulebook/limits.After",
    "rulebook/limits.Roll",
    "rulebook/limits.Unit",
    "rulebook/periods.Kind",
}


def test_a_set_that_stands_elsewhere_is_held_too_or_has_no_words() -> None:
    root = Path(revisit_cli.__file__).parent
    found = {
        f"{path.relative_to(root).with_suffix('').as_posix()}.{node.targets[0].id}"
        for path in root.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and "Literal[" in ast.unparse(node.value)
        and path != Path(code.__file__)
    }
    held = {
        "records/firms/erasure.Trace",
        "records/reports/report.RollState",
        "store/file/schema.State",
    }
    assert found == held | WORDLESS
    assert {each for _, each in TABLES} >= {erasure.Trace, report.RollState, schema.State}
