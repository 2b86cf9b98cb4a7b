"""Every closed set of codes that a value may bear, each told once.

The schema's checks, the tables of words in ``labels`` and the tables of ``policy`` name the same
codes: ``tests/test_code.py`` holds them to what stands here, and mypy holds whoever writes one.
"""

from typing import Literal

# Units and what they file.
UnitKind = Literal["bureau_unit", "office", "unknown"]
FilingState = Literal["on_time", "late", "supplement", "zero"]
# How a unit's month stands: the first filing's state, or none came.
FilingStanding = FilingState | Literal["missing"]
# A unit that was let owe a month's ledger, or owe it no more, when the month was under way.
RosterMove = Literal["entered", "left"]
# Why a row of a roster was not taken.
RosterSkip = Literal["repeated", "no_unit"]
RowState = Literal["accepted", "duplicate", "held"]
RowNote = Literal[
    "firm_missing", "several_firms", "date_after_cycle", "unit_missing", "unit_unknown",
    "date_missing", "date_unreadable", "date_before_cycle", "date_boundary", "year_inferred",
    "phone_missing", "phone_invalid", "not_a_firm", "row_hidden", "row_struck", "cell_error",
    "credit_code_invalid", "text_reordered", "text_lost", "date_ambiguous", "phone_is_fax",
    "date_in_future", "maybe_repeated", "text_alone", "several_units",
    "row_cancelled",
]  # fmt: skip
# What became since of a row that stands no more.
RowSince = Literal["put_right", "corrected", "withdrawn"]
SheetIgnored = Literal["hidden", "empty", "no_ledger", "header_only", "not_asked"]

# Contacts.
ContactState = Literal["unproven", "good", "wrong", "dead", "left", "erased"]
# What a call may prove a number to be.
BadNumber = Literal["wrong", "dead", "left"]

# Calls.
CallState = Literal["new", "retry", "appointment", "returned", "done", "withdrawn"]
CallOutcome = Literal[
    "completed", "partial", "refused_soft", "refused_hard", "appointment", "no_answer", "busy",
    "left_message", "broken_off", "contact_left", "wrong_number", "dead_number",
    "denies_service", "firm_gone", "exhausted",
]  # fmt: skip
# What a whole call ends with: what was said in it, or that its units never served the firm.
CallEnd = CallOutcome | Literal["not_served"]
# With whom another call was agreed on: the firm itself, or somebody who answered in its place.
CallbackParty = Literal["firm", "third_party"]
# The classes of AAPOR's Standard Definitions that an outcome falls into.
AaporClass = Literal["I", "P", "R", "NC", "O", "UO", "NE"]
# Why a firm comes next.
CallWhy = Literal[
    "held", "draft", "picked", "inbound", "appointment", "shared", "number_corrected", "carried",
    "deadline", "new", "skipped", "retry", "same_number",
]  # fmt: skip
# The steps of the queue, each a query of its own.
QueueStep = Literal[
    "held", "draft", "appointment", "shared", "number_corrected", "carried", "new", "skipped",
    "retry", "refused_me", "same_number",
]  # fmt: skip
# Why a supervisor should look at a call.
AttentionReason = Literal["past_due", "broken", "asks_number", "returned", "denied"]
# What keeps a frozen list from being opened again.
InTheWay = Literal["recorded", "sheet", "recheck"]
PacketKind = Literal["sheet", "paper"]
KeyedState = Literal["recorded", "same", "blank", "conflict", "held"]
NumberState = Literal["entered", "same", "blank", "held"]

# Visits, and the reasons for them.
FlagReason = Literal[
    "complaint", "petition", "overdue_completion", "hard_to_do", "bad_review", "key_project",
    "dissatisfied", "extra_trips", "unreachable",
]  # fmt: skip
FlagState = Literal["counts", "pending", "dropped"]
FlagNote = Literal[
    "unverified", "day_of_import", "now_verified", "firm_missing", "firm_unknown",
    "firm_unclear", "reason_missing", "reason_unknown", "not_true", "unit_unknown",
    "date_unreadable", "visited_for", "owed_again", "late_entry", "in_no_ledger",
    "row_hidden", "row_struck",
]  # fmt: skip
VisitState = Literal["to_do", "unsigned", "done"]
VisitNote = Literal[
    "chief_absent", "lead_needed", "lead_missing", "unsigned", "signature_refused", "visited_late"
]
Signature = Literal["signed", "sealed", "refused"]

# Problems.
ProblemSource = Literal["call", "visit", "symposium", "other"]
ProblemCategory = Literal["suggestion", "difficulty", "other"]
ProblemState = Literal["open", "assigned", "transferred", "handled", "answered", "closed"]
# What a person does to a problem.
ProblemAct = Literal[
    "assigned", "handled", "answered", "transferred", "receipt", "extended", "reopened", "closed"
]
ProblemEventKind = ProblemAct | Literal["raised", "recomputed", "carried"]
ProblemNote = Literal["extended_late"]

# Whether a thing was done by its day: in time; within an extension; late; not due yet.
Timing = Literal["in_time", "extended", "late", "not_due"]

# What a month knew of the day of what it carries over; pending: no notice decided it.
CarryVerdict = Literal["late", "not_due", "pending"]

# Discipline.
FindingKind = Literal[
    "late", "missing", "concealed", "denied_service", "dead_numbers", "forced_praise"
]
FindingState = Literal["suspected", "confirmed", "dismissed"]
Escalation = Literal["deputy", "chief"]
# Who of a unit is talked to.
TalkRole = Literal["deputy", "officer", "either", "chief"]

# The symposium.
ChairRole = Literal["chief", "deputy"]
SymposiumNote = Literal[
    "not_drawn", "below_ten", "above_fifteen", "uninvited", "unaccounted", "before_draw",
    "special_unexplained", "held_late",
]  # fmt: skip
FaultOfDraw = Literal[
    "pool_changed", "pool_not_as_logged", "count_changed", "size_changed", "not_in_log",
    "seed_changed", "rank_differs", "ranks_missing",
]  # fmt: skip

# The re-check of completed calls: what a firm says when it is called again, and what that comes to.
RecheckAnswer = Literal["called", "not_called", "unsure", "not_ours", "unreached"]
RecheckOverall = Literal["satisfied", "dissatisfied", "unsaid"]
RecheckClass = Literal["agrees", "rating_differs", "not_called", "not_ours", "unsure", "unreached"]
# How far a drawn call has come.
RecheckProgress = Literal["waiting", "retry", "held", "answered", "given_up"]
# Whether a firm says that a rating was asked of it: told to the discipline committee alone.
PressureAnswer = Literal["no", "yes", "declined"]
RecheckDuty = Literal["off", "advised", "required"]
RecheckState = Literal["none", "frozen", "running", "done"]
# What makes a record doubtful: an answer that contradicts it, or a signal.
DoubtKind = Literal["not_called", "not_ours", "too_short", "in_a_row", "one_number", "off_hours"]

# A month that is cleared.
CarryKind = Literal["call", "visit", "problem"]
# States as a report tells them: what was carried over has ended for its month.
CallReported = CallState | Literal["carried"]
ProblemReported = ProblemState | Literal["carried"]
VisitReported = VisitState | Literal["carried"]
# Why there is no overall answer of a firm about a unit: it was evaluated without one; the firm was
# asked about other units only, was called in vain, is to be called, or was carried over.
Unevaluated = Literal["unrated", "unasked", "unreached", "pending", "carried", "not_served"]
# The six figures of a month's first page, in the order of the document's duties.
FigureCode = Literal[
    "filings", "coverage", "effective", "satisfaction", "problems", "visits"
]  # fmt: skip
# What a reader has to know of a month before its figures.
MonthState = Literal["forecast", "cleared", "unlocked", "early", "unchecked", "corrected"]
# What came of the calls that brought no answer; ``unreached`` are those that nobody answered.
UndoneKind = Literal[
    "unreached", "refused", "appointment", "broken_off", "contact_left", "wrong_number",
    "dead_number", "denies_service", "not_served", "not_attempted",
]  # fmt: skip
# What is due next, in the order of its day.
StepKind = Literal[
    "ledgers", "unfiled", "calls", "visits", "answers", "numbers", "symposium"
]  # fmt: skip
# What was taken back in a month before it was cleared: by an act of its own, by a merge, or where
# a firm asked for it.
RetractionNoted = Literal[
    "ledger", "list", "attempt", "flag", "visit", "problem", "symposium", "finding", "recheck"
]  # fmt: skip
RetractionKind = RetractionNoted | Literal["call", "erasure"]
# What stands behind a figure of a report, how a figure is made of others, and why it has no rows:
# nothing is counted, it is told in confidence, it was not counted when the month was cleared.
RowKind = Literal[
    "call", "service", "evaluation", "visit", "problem", "filing", "firm", "unit", "number",
    "contact", "correction", "retraction", "rule", "recheck", "doubt", "record",
]  # fmt: skip
FormulaKind = Literal[
    "sum", "difference", "ratio", "percent", "mean", "median", "most_false", "next_up", "at_least",
    "month_before",
]  # fmt: skip
Untold = Literal["no_count", "confidential", "kept"]
# Why a count is not told: it would give few firms away; the month is open, or was corrected since;
# the discipline committee has not opened it.
Withheld = Literal["small", "open_month", "corrected", "sealed"]
# What an answer says of a unit: well, so-so, ill, or nothing.
AnswerKind = Literal["good", "middling", "bad", "none"]
# What keeps a month from being cleared.
ObstacleKind = Literal["log", "ledger", "list", "call", "recheck", "visit", "problem", "symposium"]

# Firms that become one: whose rows move, and why a month stays as it was.
MovedTable = Literal["service", "call", "evaluation", "flag", "visit", "problem"]
MonthStays = Literal["closed"]

# A file of a folder, by what was imported before.
FileState = Literal["new", "changed", "known"]

# Days.
DayWhy = Literal["workday", "make_up", "weekend", "holiday", "unannounced"]

# Why an act of the log is not taken back.
UndoBar = Literal[
    "draw", "closed", "confirmed", "erased", "key", "restored", "seen", "file", "claim",
    "unknown", "undone", "older", "forgotten", "relied_on", "held", "contradicted",
]  # fmt: skip
