"""Step 28: several visits of a firm in a month, each with the reasons that it settles.

A reason names its visit. Until now there was one visit for a firm and month, so it is that one for
every reason that counted; the log seals these reasons anew (store/file/resealing.py).
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_DAY = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_COLUMNS = """id, month, firm, state, due_on, visited_at, entered_at, by, lead, is_lead_chief,
    district, participants, observers, respondent, respondent_phone, signature, signed_by,
    refusal_reason, witnesses, scan_path, scan_sha256, suggestion, difficulty, voided_at,
    void_reason"""

_STATEMENTS = (
    # Other tables point here: foreign keys are asked again at the end.
    "pragma defer_foreign_keys = on",
    "create temporary table visit_kept as select * from visit",
    "drop table visit",
    f"""
create table visit (
    id integer primary key,
    month text not null check (month <> ''),
    firm integer not null references firm (id),
    state text not null default 'to_do' check (state in ('to_do', 'unsigned', 'done')),
    due_on text not null check (due_on {_DAY}),
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
    names_reasons integer check (names_reasons = 1)
) strict
""",
    f"insert into visit ({_COLUMNS}) select {_COLUMNS} from visit_kept order by id",
    "drop table visit_kept",
    "create index visit_by_month on visit (month, firm)",
    "create index visit_by_firm on visit (firm)",
    "alter table flag add column visit integer references visit (id)",
    "create index flag_by_visit on flag (visit) where visit is not null",
    """
update flag set visit = (
    select visit.id from visit where visit.month = flag.month and visit.firm = flag.firm)
where pending_since is null
""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
