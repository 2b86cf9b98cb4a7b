"""Which acts can be taken back, and what other acts rely on them without touching their rows."""

from collections.abc import Iterable, Mapping, Sequence

from revisit_cli.records.code import RetractionNoted, UndoBar
from revisit_cli.records.file.undo import UNDO, LoggedAct, Written

# Acts whose every trace in the tables can be put back.
UNDOABLE = frozenset(
    {
        UNDO,
        "LedgerImported", "ZeroReported", "LedgerReceived",
        "UnitAdded", "UnitsImported", "UnitAliased", "UnitChanged", "UnitRenamed",
        "SettingChanged", "NoticeImported",
        "FirmsMerged", "FirmSplit", "FirmsToldApart",
        "CallsLocked", "CallsUnlocked",
        "CallRecorded", "CallSkipped", "CallUndone", "CallNotServed",
        "CallsKeyed", "CallSheetsAbsorbed", "PhoneCorrected", "PhonesReturned",
        "FlagAdded", "FlagsImported", "FlagVerified", "FlagDropped",
        "VisitRecorded", "VisitVoided",
        "ProblemAdded", "ProblemMoved", "ProblemsRecounted",
        "FirmDeclined", "SymposiumRecorded", "SymposiumVoided",
        "FindingsProposed", "FindingDecided", "PraiseReported",
        "EntryRecorded", "CheckSheetsAbsorbed",
    }
)  # fmt: skip
# What a month had on record by an act of a kind, so that its report tells that it was taken back.
RETRACTED: Mapping[str, RetractionNoted] = {
    **dict.fromkeys(("LedgerImported", "ZeroReported"), "ledger"),
    "CallsLocked": "list",
    **dict.fromkeys(
        ("CallRecorded", "CallsKeyed", "CallSheetsAbsorbed", "CallNotServed"), "attempt"
    ),
    **dict.fromkeys(("FlagAdded", "FlagsImported", "FlagVerified"), "flag"),
    "VisitRecorded": "visit",
    **dict.fromkeys(("ProblemAdded", "ProblemMoved"), "problem"),
    "SymposiumRecorded": "symposium",
    **dict.fromkeys(("FindingsProposed", "FindingDecided", "PraiseReported"), "finding"),
    **dict.fromkeys(("EntryRecorded", "CheckSheetsAbsorbed"), "recheck"),
}  # fmt: skip
# The table whose row says what it was of, where that is not the kind's own name.
SUBJECTS: Mapping[RetractionNoted, str] = {"attempt": "call", "ledger": "filing"}
# What has no such row is of the months of all that was written.
_WITHOUT_ROW = frozenset({"list", "recheck"})
# The rest, and why: the document wants them to stay, or there is nothing to put back.
NEVER: Mapping[str, UndoBar] = {
    "PoolFrozen": "draw", "FirmsDrawn": "draw",
    "RecheckFrozen": "draw",
    "RecheckDrawn": "draw",
    "MonthClosed": "closed",
    "AdmonitionRecorded": "confirmed", "DoubtDecided": "confirmed",
    "FirmErased": "erased",
    "CommitteeKeySet": "key",
    "DatabaseRestored": "restored",
    "PhonesShown": "seen", "ConfidenceOpened": "seen", "SignalsLooked": "seen",
    "DatabaseCreated": "file", "DatabaseBackedUp": "file", "DatabaseShared": "file",
    "DatabaseWithdrawn": "file", "RowsRewritten": "file",
    "CallTaken": "claim", "CallReleased": "claim", "ClaimsReleased": "claim",
    "CallSheetsWritten": "claim", "CheckSheetsWritten": "claim",
}  # fmt: skip
# By kind: later acts that rely on it though they wrote none of its rows, of the same month and of
# any.
_FILED = ("LedgerImported", "ZeroReported", "LedgerReceived")
_RELY: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(_FILED, (("CallsLocked",), ("PoolFrozen",))),
    "CallsLocked": (("CallSheetsWritten", *_FILED), ()),
    "CallsUnlocked": (_FILED, ()),
}
# Due days were reckoned by it.
_OF_CALENDAR = frozenset({"NoticeImported"})


# A firm that contradicts a record opened a doubt about it: only a named person disposes of that.
_CHECKED = {"EntryRecorded": "doubt", "CheckSheetsAbsorbed": "doubts"}

# Acts whose months :func:`relying` asks for.
TOLD_BY_MONTH = frozenset({*_FILED, "CallsLocked", "CallsUnlocked", "CallSheetsWritten"})


def bar_of(act: LoggedAct) -> UndoBar | None:
    """Return why acts of a kind are never taken back, None where they may be."""
    if act.kind == "FindingDecided" and act.facts.get("state") == "confirmed":
        return "confirmed"
    if act.kind in _CHECKED and act.facts.get(_CHECKED[act.kind]):
        return "contradicted"
    return None if act.kind in UNDOABLE else NEVER.get(act.kind, "unknown")


def on_record(kind: RetractionNoted, written: Written) -> Mapping[str, Sequence[int]]:
    """Return the rows that say which months had on record what an act wrote.

    A ledger that came for a cleared month is called, and told of, where its rows are.
    """
    if kind in _WITHOUT_ROW:
        return written.rows
    table = SUBJECTS.get(kind, kind)
    found = {table: written.rows.get(table, [])}
    return found | {"service": written.added.get("service", ())} if kind == "ledger" else found


def void_events(undoes: Mapping[int, int]) -> frozenset[int]:
    """Return the events whose act is taken back; ``undoes`` gives each undo's event its act's.

    An undo that was itself taken back takes back nothing.
    """
    void: set[int] = set()
    for event in sorted(undoes, reverse=True):
        if event not in void:
            void.add(undoes[event])
    return frozenset(void)


def standing(acts: Sequence[LoggedAct]) -> list[LoggedAct]:
    """Return those of some acts, undoes among them, that were not taken back."""
    undone = {each.event: each.facts["event"] for each in acts if each.kind == UNDO}
    void = void_events({seq: event for seq, event in undone.items() if isinstance(event, int)})
    return [each for each in acts if each.event not in void]


def relying(
    act: LoggedAct,
    months: Iterable[str],
    later: Iterable[tuple[LoggedAct, frozenset[str]]],
    *,
    with_problems: Iterable[int] = (),
) -> LoggedAct | None:
    """Return the later act that relies on one by what it is about, None for none: :func:`first`.

    ``later`` are standing acts with their months; ``with_problems`` those that opened problems,
    whose due days were reckoned by the calendar of that moment.
    """
    of_month, ever = _RELY.get(act.kind, ((), ()))
    wanted, reckoned = frozenset(months), frozenset(with_problems)
    found = [
        each
        for each, its_months in later
        if each.kind in ever
        or (each.kind in of_month and wanted & its_months)
        or (act.kind in _OF_CALENDAR and each.event in reckoned)
    ]
    return first(found)


def first(relying: Iterable[LoggedAct]) -> LoggedAct | None:
    """Return which of the acts that rely on one is to be named, None for none.

    The newest, which goes first; but one that never goes, where there is one, before all others.
    """
    acts = sorted(relying, key=lambda each: (bar_of(each) is not None, each.event))
    return acts[-1] if acts else None
