"""Step 36: a day that a holiday notice not loaded yet decides is none, until that is loaded.

A visit keeps the day from which its five working days count (of those owed before nobody knows
it), and when its last day came to be known, where that was later.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_DAY = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_OF_VISIT = """id, month, firm, state, due_on, visited_at, entered_at, by, lead, is_lead_chief,
    district, participants, observers, respondent, respondent_phone, signature, signed_by,
    refusal_reason, witnesses, scan_path, scan_sha256, suggestion, difficulty, voided_at,
    void_reason, cases, names_reasons"""

_STATEMENTS = (
    # Other tables point here: foreign keys are asked again at the end.
    "pragma defer_foreign_keys = on",
    "create temporary table problem_kept as select * from problem",
    "drop table problem",
    f"""
create table problem (
    id integer primary key,
    source text not null check (source in ('call', 'visit', 'symposium', 'other')),
    attempt integer references attempt (id),
    visit integer references visit (id),
    symposium integer references symposium (id),
    firm integer references firm (id),
    unit integer references unit (id),
    month text not null check (month <> ''),
    category text not null check (category in ('suggestion', 'difficulty', 'other')),
    tags text not null default '[]' check (tags like '[%]'),
    text text not null check (text <> ''),
    state text not null default 'open'
        check (state in ('open', 'assigned', 'transferred', 'handled', 'answered', 'closed')),
    raised_at text not null check (raised_at {_TIME}),
    raised_by text not null,
    due_on text check (due_on {_DAY}),
    calendar text not null,
    stopped_at text check (stopped_at {_TIME}),
    team text,
    leader text,
    cause text,
    carried_to text check (carried_to <> ''),
    carried_by text,
    voided_at text check (voided_at {_TIME}),
    void_reason text
) strict
""",
    "insert into problem select * from problem_kept order by id",
    "drop table problem_kept",
    "create index problem_by_due on problem (state, due_on)",
    "create index problem_by_month on problem (month)",
    "create index problem_by_attempt on problem (attempt) where attempt is not null",
    "create index problem_by_visit on problem (visit) where visit is not null",
    "create index problem_by_symposium on problem (symposium) where symposium is not null",
    """
create index problem_event_pending on problem_event (problem)
where due_on is null and kind in ('raised', 'reopened')
""",
    "create temporary table visit_kept as select * from visit",
    "drop table visit",
    f"""
create table visit (
    id integer primary key,
    month text not null check (month <> ''),
    firm integer not null references firm (id),
    state text not null default 'to_do' check (state in ('to_do', 'unsigned', 'done')),
    due_on text check (due_on {_DAY}),
    visited_at text check (visited_at {_TIME}),
    entered_at text check (entered_at {_TIME}),
    by text,
    lead text,
    is_lead_chief integer check (is_lead_chief in (0, 1)),
    district text,
    participants text,
    observers text,
    respondent text,
    respondent_phone text,
    signature text check (signature in ('signed', 'sealed', 'refused')),
    signed_by text,
    refusal_reason text,
    witnesses text,
    scan_path text,
    scan_sha256 text check (length(scan_sha256) = 64),
    suggestion text,
    difficulty text,
    voided_at text check (voided_at {_TIME}),
    void_reason text,
    cases text check (cases like '[%]'),
    names_reasons integer check (names_reasons = 1),
    owed_on text check (owed_on {_DAY}),
    counted_at text check (counted_at {_TIME})
) strict
""",
    f"insert into visit ({_OF_VISIT}) select {_OF_VISIT} from visit_kept order by id",
    "drop table visit_kept",
    "create index visit_by_month on visit (month, firm)",
    "create index visit_by_firm on visit (firm)",
    "create index visit_open on visit (month) where state <> 'done'",
    "create index visit_pending on visit (id) where due_on is null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
