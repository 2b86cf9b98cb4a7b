"""Step 1: every table of the house.

Stored values are short English codes held by checks; times are ISO with offset, dates ISO; rows
are voided, never deleted. Working data that comes and goes (lease, draft) is not sealed.
trusted_schema = off bars json_valid() from checks, so JSON columns are held to their brackets.
"""

import sqlite3

_DATE = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_MONTH = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'"
_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

_TABLES = f"""
-- The log: append-only, chained over exact bytes.
create table event (
    seq integer primary key,
    body text not null,
    prev text not null check (length(prev) = 64),
    hash text not null unique check (length(hash) = 64)
) strict;

-- What each event wrote: a salted digest a row. The salt dies with an erased row.
create table seal (
    seq integer not null references event (seq),
    tbl text not null,
    row integer not null,
    salt blob,
    digest text not null,
    primary key (tbl, row, seq)
) strict, without rowid;
create index seal_by_event on seal (seq);

create table setting (
    id integer primary key,
    name text not null unique,
    value text not null
) strict;

create table unit (
    id integer primary key,
    name text not null unique check (name <> ''),
    kind text not null default 'unknown' check (kind in ('bureau_unit', 'office', 'unknown')),
    is_on_roster integer not null default 0 check (is_on_roster in (0, 1)),
    leader text,
    deputy text,
    contact text,
    phone text,
    created_at text not null check (created_at {_TIME}),
    voided_at text check (voided_at {_TIME})
) strict;

-- Other names of a unit, and former names with the day they ended.
create table unit_alias (
    id integer primary key,
    unit integer not null references unit (id),
    name text not null unique check (name <> ''),
    renamed_on text check (renamed_on {_DATE})
) strict;

-- A clerk's own answer to which column holds which field, remembered per unit.
create table column_map (
    id integer primary key,
    unit integer not null references unit (id),
    heading text not null,
    field text not null,
    unique (unit, heading)
) strict;

create table file (
    id integer primary key,
    name text not null,
    sha256 text not null unique check (length(sha256) = 64),
    size integer not null check (size >= 0),
    received_at text not null check (received_at {_TIME})
) strict;

-- One unit's ledger for one month, in one version; a zero report is a filing without a file.
create table filing (
    id integer primary key,
    unit integer not null references unit (id),
    month text not null check (month {_MONTH}),
    version integer not null check (version >= 1),
    state text not null check (state in ('on_time', 'late', 'supplement', 'zero')),
    file integer references file (id),
    received_at text not null check (received_at {_TIME}),
    voided_at text check (voided_at {_TIME}),
    void_reason text,
    unique (unit, month, version)
) strict;
create index filing_by_month on filing (month, unit);

create table firm (
    id integer primary key,
    name text not null check (name <> ''),
    key text not null unique check (key <> ''),
    initials text,
    credit_code text,
    is_sole_trader integer not null default 0 check (is_sole_trader in (0, 1)),
    merged_into integer references firm (id)
) strict;
create index firm_by_merge on firm (merged_into) where merged_into is not null;

-- Names that a person has said belong to a firm.
create table firm_alias (
    id integer primary key,
    firm integer not null references firm (id),
    name text not null,
    key text not null unique,
    by text not null,
    voided_at text check (voided_at {_TIME})
) strict;

-- One person and one number of a firm; an empty phone is a person whose number is missing.
create table contact (
    id integer primary key,
    firm integer not null references firm (id),
    name text not null default '',
    phone text not null default '',
    extension text,
    state text not null default 'unproven'
        check (state in ('unproven', 'good', 'wrong', 'dead', 'left', 'erased')),
    filing integer references filing (id),
    unique (firm, name, phone)
) strict;
create index contact_by_phone on contact (phone) where phone <> '';

-- One ledger row. cells keeps the original text of every cell as JSON.
create table service (
    id integer primary key,
    file integer references file (id),
    filing integer references filing (id),
    sheet text not null,
    row integer not null check (row >= 1),
    state text not null check (state in ('accepted', 'duplicate', 'held')),
    notes text not null default '[]' check (notes like '[%]'),
    month text check (month {_MONTH}),
    unit integer references unit (id),
    unit_text text,
    officer text,
    served_on text check (served_on {_DATE}),
    date_text text,
    place text,
    matter text,
    completion text,
    firm integer references firm (id),
    firm_text text,
    contact_text text,
    phone_text text,
    phones text not null default '[]' check (phones like '[%]'),
    remark text,
    cells text not null default '{{}}' check (cells like '{{%}}'),
    duplicate_of integer references service (id),
    replaced_by integer references service (id),
    voided_at text check (voided_at {_TIME}),
    void_reason text,
    check (state <> 'accepted' or (firm is not null and unit is not null and month is not null))
) strict;
create index service_by_file on service (file);
create index service_by_filing on service (filing);
create index service_by_firm on service (firm, month, unit);
create index service_by_month on service (month, unit) where state = 'accepted';

-- The frozen list of a month: N, and the hash of its names.
create table call_list (
    id integer primary key,
    month text not null unique check (month {_MONTH}),
    locked_at text not null check (locked_at {_TIME}),
    size integer not null check (size >= 0),
    sha256 text not null check (length(sha256) = 64)
) strict;

-- One call per firm per cycle. is_listed: on the frozen list, so counted in N.
create table call (
    id integer primary key,
    month text not null check (month {_MONTH}),
    firm integer not null references firm (id),
    state text not null default 'new'
        check (state in ('new', 'retry', 'appointment', 'returned', 'done', 'withdrawn')),
    outcome text,
    attempts integer not null default 0 check (attempts >= 0),
    next_at text check (next_at {_TIME}),
    due_on text not null check (due_on {_DATE}),
    is_listed integer not null default 0 check (is_listed in (0, 1)),
    carried_to text check (carried_to {_MONTH}),
    carried_by text,
    unique (month, firm)
) strict;
-- The queue: one index that answers every question of calls next.
create index call_queue on call (month, state, next_at, id);
create index call_by_firm on call (firm, month);

-- Who holds a call now. token grows with every claim and is what makes a record safe.
create table lease (
    call integer primary key references call (id),
    owner text,
    token integer not null,
    until text check (until {_TIME})
) strict;
create index lease_by_owner on lease (owner, until);

-- An unfinished card, offered again to its own clerk.
create table draft (
    call integer not null references call (id),
    owner text not null,
    answers text not null check (answers like '{{%}}'),
    saved_at text not null check (saved_at {_TIME}),
    primary key (call, owner)
) strict;

create table attempt (
    id integer primary key,
    call integer not null references call (id),
    outcome text not null,
    by text not null,
    at text not null check (at {_TIME}),
    entered_at text not null check (entered_at {_TIME}),
    is_inbound integer not null default 0 check (is_inbound in (0, 1)),
    contact integer references contact (id),
    phone text,
    respondent text,
    words text,
    callback_at text check (callback_at {_TIME}),
    callback_with text,
    callback_by text,
    second_person text,
    evidence text,
    voided_at text check (voided_at {_TIME}),
    voided_by text,
    void_reason text
) strict;
create index attempt_by_call on attempt (call);
create index attempt_by_day on attempt (at, by);

-- The answers of one firm about one unit, by telephone or in a visit.
create table evaluation (
    id integer primary key,
    attempt integer references attempt (id),
    visit integer references visit (id),
    firm integer not null references firm (id),
    unit integer not null references unit (id),
    month text not null check (month {_MONTH}),
    attitude text check (attitude in ('good', 'fair', 'poor')),
    one_time_notice text check (one_time_notice in ('yes', 'no', 'unclear', 'na')),
    days integer check (days >= 0),
    days_text text,
    extra_trips text check (extra_trips in ('yes', 'no', 'unclear', 'na')),
    integrity text check (integrity in ('no', 'yes', 'declined')),
    overall text check (overall in ('satisfied', 'dissatisfied')),
    words text not null default '{{}}' check (words like '{{%}}'),
    voided_at text check (voided_at {_TIME}),
    check ((attempt is null) <> (visit is null))
) strict;
create index evaluation_by_attempt on evaluation (attempt);
create index evaluation_by_visit on evaluation (visit);
create index evaluation_by_month on evaluation (month, unit);

-- What only the discipline committee may read: sealed to its key, or plain and restricted.
create table confidence (
    id integer primary key,
    evaluation integer references evaluation (id),
    finding integer references finding (id),
    words text not null,
    is_sealed integer not null check (is_sealed in (0, 1)),
    digest text not null,
    at text not null check (at {_TIME})
) strict;

-- A reason for a visit.
create table flag (
    id integer primary key,
    firm integer not null references firm (id),
    month text not null check (month {_MONTH}),
    reason text not null check (reason in (
        'complaint', 'petition', 'overdue_completion', 'hard_to_do', 'bad_review', 'key_project',
        'dissatisfied', 'extra_trips', 'unreachable')),
    source text,
    evidence text,
    verified_on text check (verified_on {_DATE}),
    unit integer references unit (id),
    attempt integer references attempt (id),
    raised_at text not null check (raised_at {_TIME}),
    dropped_at text check (dropped_at {_TIME}),
    drop_reason text
) strict;
create index flag_by_month on flag (month, firm);

create table visit (
    id integer primary key,
    month text not null check (month {_MONTH}),
    firm integer not null references firm (id),
    state text not null default 'to_do' check (state in ('to_do', 'unsigned', 'done')),
    due_on text not null check (due_on {_DATE}),
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
    unique (month, firm)
) strict;

create table problem (
    id integer primary key,
    source text not null check (source in ('call', 'visit', 'symposium', 'other')),
    attempt integer references attempt (id),
    visit integer references visit (id),
    symposium integer references symposium (id),
    firm integer references firm (id),
    unit integer references unit (id),
    month text not null check (month {_MONTH}),
    category text not null check (category in ('suggestion', 'difficulty', 'other')),
    tags text not null default '[]' check (tags like '[%]'),
    text text not null check (text <> ''),
    state text not null default 'open'
        check (state in ('open', 'assigned', 'transferred', 'handled', 'answered', 'closed')),
    raised_at text not null check (raised_at {_TIME}),
    raised_by text not null,
    due_on text not null check (due_on {_DATE}),
    calendar text not null,
    stopped_at text check (stopped_at {_TIME}),
    team text,
    leader text,
    cause text,
    carried_to text check (carried_to {_MONTH}),
    carried_by text,
    voided_at text check (voided_at {_TIME}),
    void_reason text
) strict;
create index problem_by_due on problem (state, due_on);
create index problem_by_month on problem (month);

create table problem_event (
    id integer primary key,
    problem integer not null references problem (id),
    kind text not null check (kind in (
        'raised', 'assigned', 'handled', 'answered', 'transferred', 'receipt', 'extended',
        'reopened', 'closed', 'recomputed', 'carried')),
    at text not null check (at {_TIME}),
    entered_at text not null check (entered_at {_TIME}),
    by text not null,
    words text,
    due_on text check (due_on {_DATE})
) strict;
create index problem_event_by_problem on problem_event (problem);

-- The pool of a draw, fixed before a seed exists: its text, and the firm behind each line.
create table freeze (
    id integer primary key,
    half text check (half glob '[0-9][0-9][0-9][0-9]-H[12]'),
    month text check (month {_MONTH}),
    size integer not null check (size between 10 and 15),
    pool text not null,
    firms text not null check (firms like '[%]'),
    pool_count integer not null check (pool_count >= 0),
    pool_sha256 text not null check (length(pool_sha256) = 64),
    strata text check (strata like '{{%}}'),
    nth_draw integer not null check (nth_draw >= 1),
    reason text,
    frozen_at text not null check (frozen_at {_TIME}),
    by text not null,
    check ((half is null) <> (month is null))
) strict;

create table draw (
    id integer primary key,
    freeze integer not null unique references freeze (id),
    algorithm text not null,
    seed text not null check (seed <> ''),
    seed_from text,
    drawn_at text not null check (drawn_at {_TIME}),
    by text not null
) strict;

create table rank (
    id integer primary key,
    draw integer not null references draw (id),
    rank integer not null check (rank >= 1),
    label text not null,
    firm integer not null references firm (id),
    hash text not null check (length(hash) = 64),
    is_selected integer not null check (is_selected in (0, 1)),
    declined_at text check (declined_at {_TIME}),
    decline_reason text,
    invited_at text check (invited_at {_TIME}),
    unique (draw, rank)
) strict;

create table symposium (
    id integer primary key,
    draw integer references draw (id),
    half text check (half glob '[0-9][0-9][0-9][0-9]-H[12]'),
    is_special integer not null default 0 check (is_special in (0, 1)),
    held_on text not null check (held_on {_DATE}),
    place text,
    chair text not null,
    chair_role text not null check (chair_role in ('chief', 'deputy')),
    minutes text,
    recorded_at text not null check (recorded_at {_TIME}),
    by text not null,
    voided_at text check (voided_at {_TIME})
) strict;

create table attendance (
    id integer primary key,
    symposium integer not null references symposium (id),
    firm integer not null references firm (id),
    is_present integer not null check (is_present in (0, 1)),
    person text,
    words text,
    unique (symposium, firm)
) strict;

-- A suspicion the facts propose and a named person decides.
create table finding (
    id integer primary key,
    kind text not null check (kind in (
        'late', 'missing', 'concealed', 'denied_service', 'dead_numbers', 'forced_praise')),
    unit integer not null references unit (id),
    month text not null check (month {_MONTH}),
    subject text not null,
    state text not null default 'suspected'
        check (state in ('suspected', 'confirmed', 'dismissed')),
    found_at text not null check (found_at {_TIME}),
    decided_at text check (decided_at {_TIME}),
    decided_by text,
    evidence text,
    escalation text check (escalation in ('deputy', 'chief')),
    unique (kind, unit, month, subject)
) strict;

-- A month that is cleared, and the corrections made to it since.
create table closing (
    id integer primary key,
    month text not null unique check (month {_MONTH}),
    closed_at text not null check (closed_at {_TIME}),
    by text not null,
    certificate text not null check (certificate like '{{%}}')
) strict;

create table correction (
    id integer primary key,
    month text not null check (month {_MONTH}),
    at text not null check (at {_TIME}),
    by text not null,
    kind text not null,
    subject integer not null,
    reason text not null
) strict;

-- Days that a notice loaded here turns into work or rest, over the calendar library's.
create table calendar_day (
    id integer primary key,
    day text not null unique check (day {_DATE}),
    is_work integer not null check (is_work in (0, 1)),
    name text,
    source text not null
) strict;

-- Years for which a notice was loaded here.
create table calendar_year (
    id integer primary key,
    year integer not null unique,
    source text not null,
    sha256 text not null
) strict;
"""

_TRIGGERS = """
create trigger event_is_whole before insert on event
when new.seq <> (select coalesce(max(seq), 0) + 1 from event)
  or new.prev <> coalesce((select hash from event order by seq desc limit 1),
                          '0000000000000000000000000000000000000000000000000000000000000000')
begin select raise(abort, 'the log takes only its next event'); end;

create trigger event_is_fixed before update on event
begin select raise(abort, 'the log is append-only'); end;

create trigger event_stays before delete on event
begin select raise(abort, 'the log is append-only'); end;

create trigger seal_stays before delete on seal
begin select raise(abort, 'the log is append-only'); end;

create trigger seal_is_fixed before update on seal
when new.seq <> old.seq or new.tbl <> old.tbl or new.row <> old.row or new.digest <> old.digest
  or new.salt is not null
begin select raise(abort, 'a seal can only lose its salt'); end;
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Make every table, index and trigger of step 1 in the caller's transaction."""
    statement = ""
    for line in (_TABLES + _TRIGGERS).splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
