"""Words for acts whose output could not be shown: what was done, and how to look at it."""

from typing import Final

from revisit_cli.labels.act import act_words
from revisit_cli.labels.text import LISTED
from revisit_cli.records.saving import Saving

CLAIM = "正在打的或没记完的"
AN_ACT = "这一步"
LOG: Final = "audit log"
CLAIMS: Final = "calls list"

# The command that shows what an act did, by outcome class; the log for those not listed.
LOOK: Final = {
    "LedgerImported": "ledgers show {told.file}",
    "ZeroReported": "ledgers list {told.filing.month}",
    "LedgerReceived": "ledgers list {told.filing.month}",
    "UnitAdded": "units list",
    "UnitsImported": "units list",
    "UnitAliased": "units show {told.unit.name}",
    "UnitChanged": "units show {told.unit.name}",
    "UnitRenamed": "units show {told.new}",
    "FirmsMerged": "firms show {told.into}",
    "FirmSplit": "firms show {told.firm}",
    "FirmErased": "firms show {told.firm}",
    "CallsLocked": "calls list {told.month}",
    "CallRecorded": "calls show {told.call}",
    "CallReleased": "calls show {told.call}",
    "CallTaken": "calls show {told.call}",
    "CallSkipped": "calls show {told.call}",
    "CallUndone": "calls show {told.call}",
    "CallNotServed": "calls show {told.call}",
    "PhoneCorrected": "calls show {told.call}",
    "CallSheetsWritten": "calls progress {told.month}",
    "FlagAdded": "flags list {told.month}",
    "FlagsImported": "flags list {told.month}",
    "FlagVerified": "flags list {told.month}",
    "VisitRecorded": "visits show {told.visit.id}",
    "VisitVoided": "visits show {told.visit}",
    "ProblemAdded": "problems show {told.problem}",
    "ProblemMoved": "problems show {told.problem}",
    "PoolFrozen": "sample list",
    "FirmsDrawn": "sample show {told.draw}",
    "FirmDeclined": "sample show {told.draw}",
    "SymposiumRecorded": "symposium show {told.symposium.id}",
    "FindingsProposed": "duty list",
    "FindingDecided": "duty list",
    "PraiseReported": "duty list",
    "CommitteeKeySet": "duty key show",
    "SettingChanged": "settings list",
}


def what(saving: Saving) -> str:
    """Return the acts in words, with the ids and counts of their events."""
    if saving.is_claim:
        return CLAIM
    acts = (act_words(type(each).__name__, each.facts()) for each in saving.outcomes)
    return LISTED.join(acts) or AN_ACT


def look(saving: Saving) -> str:
    """Return the command that shows what an act did."""
    if saving.is_claim:
        return CLAIMS
    outcome = saving.outcomes[-1] if saving.outcomes else None
    return LOOK.get(type(outcome).__name__, LOG).format(told=outcome)
