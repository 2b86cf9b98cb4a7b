CREATE TABLE event (
    seq integer primary key,
    body text not null,
    prev text not null check (length(prev) = 64),
    hash text not null unique check (length(hash) = 64)
) strict
;
CREATE TABLE seal (
    seq integer not null references event (seq),
    tbl text not null,
    row integer not null,
    salt blob,
    digest text not null,
    primary key (tbl, row, seq)
) strict, without rowid
;
CREATE INDEX seal_by_event on seal (seq)
;
CREATE TABLE unit (
    id integer primary key,
    name text not null unique check (name <> ''),
    kind text not null default 'unknown' check (kind in ('bureau_unit', 'office', 'unknown')),
    is_on_roster integer not null default 0 check (is_on_roster in (0, 1)),
    leader text,
    deputy text,
    contact text,
    phone text,
    created_at text not null check (created_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
) strict
;
CREATE TABLE unit_alias (
    id integer primary key,
    unit integer not null references unit (id),
    name text not null unique check (name <> ''),
    renamed_on text check (renamed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict
;
CREATE TABLE column_map (
    id integer primary key,
    unit integer not null references unit (id),
    heading text not null,
    field text not null,
    unique (unit, heading)
) strict
;
CREATE TABLE filing (
    id integer primary key,
    unit integer not null references unit (id),
    month text not null check (month <> ''),
    version integer not null check (version >= 1),
    state text not null check (state in ('on_time', 'late', 'supplement', 'zero')),
    file integer references file (id),
    received_at text not null check (received_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    void_reason text, received_said_by text check (received_said_by <> ''), after_close integer check (after_close = 1),
    unique (unit, month, version)
) strict
;
CREATE INDEX filing_by_month on filing (month, unit)
;
CREATE TABLE firm (
    id integer primary key,
    name text not null check (name <> ''),
    key text not null unique check (key <> ''),
    initials text,
    credit_code text,
    is_sole_trader integer not null default 0 check (is_sole_trader in (0, 1)),
    merged_into integer references firm (id)
) strict
;
CREATE INDEX firm_by_merge on firm (merged_into) where merged_into is not null
;
CREATE TABLE firm_alias (
    id integer primary key,
    firm integer not null references firm (id),
    name text not null,
    key text not null unique,
    by text not null,
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
) strict
;
CREATE TABLE contact (
    id integer primary key,
    firm integer not null references firm (id),
    name text not null default '',
    phone text not null default '',
    extension text,
    state text not null default 'unproven'
        check (state in ('unproven', 'good', 'wrong', 'dead', 'left', 'erased')),
    filing integer references filing (id),
    unique (firm, name, phone)
) strict
;
CREATE INDEX contact_by_phone on contact (phone) where phone <> ''
;
CREATE TABLE service (
    id integer primary key,
    file integer references file (id),
    filing integer references filing (id),
    sheet text not null,
    row integer not null check (row >= 1),
    state text not null check (state in ('accepted', 'duplicate', 'held')),
    notes text not null default '[]' check (notes like '[%]'),
    month text check (month <> ''),
    unit integer references unit (id),
    unit_text text,
    officer text,
    served_on text check (served_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
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
    cells text not null default '{}' check (cells like '{%}'),
    duplicate_of integer references service (id),
    replaced_by integer references service (id),
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    void_reason text, puts_right integer references service (id),
    check (state <> 'accepted' or (firm is not null and unit is not null and month is not null))
) strict
;
CREATE INDEX service_by_file on service (file)
;
CREATE INDEX service_by_filing on service (filing)
;
CREATE INDEX service_by_firm on service (firm, month, unit)
;
CREATE INDEX service_by_month on service (month, unit) where state = 'accepted'
;
CREATE TABLE call_list (
    id integer primary key,
    month text not null unique check (month <> ''),
    locked_at text not null check (locked_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    size integer not null check (size >= 0),
    sha256 text not null check (length(sha256) = 64)
, is_early integer check (is_early in (0, 1)), missing text check (missing like '[%]'), reason text check (reason <> ''), unlocked_at text check (unlocked_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')) strict
;
CREATE TABLE call (
    id integer primary key,
    month text not null check (month <> ''),
    firm integer not null references firm (id),
    state text not null default 'new'
        check (state in ('new', 'retry', 'appointment', 'returned', 'done', 'withdrawn')),
    outcome text,
    attempts integer not null default 0 check (attempts >= 0),
    next_at text check (next_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    due_on text not null check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    is_listed integer not null default 0 check (is_listed in (0, 1)),
    carried_to text check (carried_to <> ''),
    carried_by text, first_at text check (first_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'), twin_of integer references call (id) check (twin_of <> id),
    unique (month, firm)
) strict
;
CREATE INDEX call_queue on call (month, state, next_at, id)
;
CREATE INDEX call_by_firm on call (firm, month)
;
CREATE TABLE lease (
    call integer primary key references call (id),
    owner text,
    token integer not null,
    until text check (until glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
, seat integer) strict
;
CREATE INDEX lease_by_owner on lease (owner, until)
;
CREATE TABLE draft (
    call integer not null references call (id),
    owner text not null,
    answers text not null check (answers like '{%}'),
    saved_at text not null check (saved_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'), opened_at text check (opened_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    primary key (call, owner)
) strict
;
CREATE TABLE attempt (
    id integer primary key,
    call integer not null references call (id),
    outcome text not null,
    by text not null,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    entered_at text not null check (entered_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    is_inbound integer not null default 0 check (is_inbound in (0, 1)),
    contact integer references contact (id),
    phone text,
    respondent text,
    words text,
    callback_at text check (callback_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    callback_with text,
    callback_by text,
    second_person text,
    evidence text,
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    voided_by text,
    void_reason text
, suggestion text, difficulty text, opened_at text check (opened_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'), unit integer references unit (id), callback_party text
    check (callback_party in ('firm', 'third_party')), tags text check (tags like '[%]')) strict
;
CREATE INDEX attempt_by_call on attempt (call)
;
CREATE INDEX attempt_by_day on attempt (at, by)
;
CREATE TABLE confidence (
    id integer primary key,
    evaluation integer references evaluation (id),
    finding integer references finding (id),
    words text not null,
    is_sealed integer not null check (is_sealed in (0, 1)),
    digest text not null,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
, key text check (length(key) = 16), is_evidence integer check (is_evidence = 1), recheck_attempt integer references recheck_attempt (id), doubt integer references doubt (id)) strict
;
CREATE TABLE flag (
    id integer primary key,
    firm integer not null references firm (id),
    month text not null check (month <> ''),
    reason text not null check (reason in (
        'complaint', 'petition', 'overdue_completion', 'hard_to_do', 'bad_review', 'key_project',
        'dissatisfied', 'extra_trips', 'unreachable')),
    source text,
    evidence text,
    verified_on text check (verified_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    unit integer references unit (id),
    attempt integer references attempt (id),
    raised_at text not null check (raised_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    dropped_at text check (dropped_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    drop_reason text
, pending_since text
check (pending_since glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:*'), visit integer references visit (id)) strict
;
CREATE INDEX flag_by_month on flag (month, firm)
;
CREATE TABLE problem_event (
    id integer primary key,
    problem integer not null references problem (id),
    kind text not null check (kind in (
        'raised', 'assigned', 'handled', 'answered', 'transferred', 'receipt', 'extended',
        'reopened', 'closed', 'recomputed', 'carried')),
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    entered_at text not null check (entered_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    words text,
    due_on text check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict
;
CREATE INDEX problem_event_by_problem on problem_event (problem)
;
CREATE TABLE freeze (
    id integer primary key,
    half text check (half <> ''),
    month text check (month <> ''),
    size integer not null check (size > 0),
    pool text not null,
    firms text not null check (firms like '[%]'),
    pool_count integer not null check (pool_count >= 0),
    pool_sha256 text not null check (length(pool_sha256) = 64),
    strata text check (strata like '{%}'),
    nth_draw integer not null check (nth_draw >= 1),
    reason text,
    frozen_at text not null check (frozen_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    check ((half is null) <> (month is null))
) strict
;
CREATE TABLE draw (
    id integer primary key,
    freeze integer not null unique references freeze (id),
    algorithm text not null,
    seed text not null check (seed <> ''),
    seed_from text,
    drawn_at text not null check (drawn_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null
) strict
;
CREATE TABLE rank (
    id integer primary key,
    draw integer not null references draw (id),
    rank integer not null check (rank >= 1),
    label text not null,
    firm integer not null references firm (id),
    hash text not null check (length(hash) = 64),
    is_selected integer not null check (is_selected in (0, 1)),
    declined_at text check (declined_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    decline_reason text,
    invited_at text check (invited_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    unique (draw, rank)
) strict
;
CREATE TABLE symposium (
    id integer primary key,
    draw integer references draw (id),
    half text check (half <> ''),
    is_special integer not null default 0 check (is_special in (0, 1)),
    held_on text not null check (held_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    place text,
    chair text not null,
    chair_role text not null check (chair_role in ('chief', 'deputy')),
    minutes text,
    recorded_at text not null check (recorded_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
, special_reason text, void_reason text) strict
;
CREATE TABLE attendance (
    id integer primary key,
    symposium integer not null references symposium (id),
    firm integer not null references firm (id),
    is_present integer not null check (is_present in (0, 1)),
    person text,
    words text,
    unique (symposium, firm)
) strict
;
CREATE TABLE finding (
    id integer primary key,
    kind text not null check (kind in (
        'late', 'missing', 'concealed', 'denied_service', 'dead_numbers', 'forced_praise')),
    unit integer not null references unit (id),
    month text not null check (month <> ''),
    subject text not null,
    state text not null default 'suspected'
        check (state in ('suspected', 'confirmed', 'dismissed')),
    found_at text not null check (found_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    decided_at text check (decided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    decided_by text,
    evidence text,
    escalation text check (escalation in ('deputy', 'chief')),
    unique (kind, unit, month, subject)
) strict
;
CREATE TABLE closing (
    id integer primary key,
    month text not null unique check (month <> ''),
    closed_at text not null check (closed_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    certificate text not null check (certificate like '{%}')
) strict
;
CREATE TABLE correction (
    id integer primary key,
    month text not null check (month <> ''),
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    kind text not null,
    subject integer not null,
    reason text not null
) strict
;
CREATE TABLE calendar_day (
    id integer primary key,
    day text not null unique check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    is_work integer not null check (is_work in (0, 1)),
    name text,
    source text not null
) strict
;
CREATE TABLE calendar_year (
    id integer primary key,
    year integer not null unique,
    source text not null,
    sha256 text not null
) strict
;
CREATE TRIGGER event_is_whole before insert on event
when new.seq <> (select coalesce(max(seq), 0) + 1 from event)
  or new.prev <> coalesce((select hash from event order by seq desc limit 1),
                          '0000000000000000000000000000000000000000000000000000000000000000')
begin select raise(abort, 'the log takes only its next event'); end
;
CREATE TRIGGER event_is_fixed before update on event
begin select raise(abort, 'the log is append-only'); end
;
CREATE TRIGGER event_stays before delete on event
begin select raise(abort, 'the log is append-only'); end
;
CREATE TRIGGER seal_stays before delete on seal
begin select raise(abort, 'the log is append-only'); end
;
CREATE TRIGGER seal_is_fixed before update on seal
when new.seq <> old.seq or new.tbl <> old.tbl or new.row <> old.row or new.digest <> old.digest
  or new.salt is not null
begin select raise(abort, 'a seal can only lose its salt'); end
;
CREATE TABLE firm_merge (
    id integer primary key,
    firm integer not null references firm (id),
    into_firm integer not null references firm (id),
    reason text not null check (reason <> ''),
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    undone_at text check (undone_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    undone_by text,
    undo_reason text,
    check (firm <> into_firm)
) strict

;
CREATE UNIQUE INDEX firm_merge_standing on firm_merge (firm) where undone_at is null
;
CREATE TABLE firm_move (
    id integer primary key,
    merge integer not null references firm_merge (id),
    tbl text not null check (tbl in ('service', 'call', 'evaluation', 'flag', 'visit', 'problem')),
    row integer not null,
    before text not null check (before like '{%}'),
    after text not null check (after like '{%}')
) strict

;
CREATE INDEX firm_move_by_merge on firm_move (merge)
;
CREATE TABLE firm_code (
    id integer primary key,
    firm integer not null references firm (id),
    code text not null check (length(code) = 18),
    unique (firm, code)
) strict

;
CREATE INDEX firm_code_by_code on firm_code (code)
;
CREATE TABLE carry (
    id integer primary key,
    month text not null check (month <> ''),
    kind text not null check (kind in ('call', 'visit', 'problem')),
    subject integer not null,
    to_month text not null check (to_month <> ''),
    target integer references call (id),
    by text not null,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    unique (month, kind, subject)
) strict
;
CREATE INDEX carry_by_month on carry (to_month, kind, subject)
;
CREATE INDEX carry_by_target on carry (target) where target is not null
;
CREATE TABLE admonition (
    id integer primary key,
    finding integer not null unique references finding (id),
    held_on text not null check (held_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    held_by text not null check (held_by <> ''),
    whom text not null check (whom <> ''),
    recorded_at text not null,
    by text not null
) strict

;
CREATE TABLE seal_block (
    id integer primary key,
    seq integer not null references event (seq),
    tbl text not null,
    first integer not null check (first >= 1),
    salts blob not null,
    digests blob not null check (length(digests) = 2 * length(salts)),
    unique (seq, tbl, first)
) strict

;
CREATE TRIGGER seal_block_stays before delete on seal_block
begin select raise(abort, 'the log is append-only'); end
;
CREATE TRIGGER seal_block_is_fixed before update on seal_block
when new.seq <> old.seq or new.tbl <> old.tbl or new.first <> old.first
  or new.digests <> old.digests
begin select raise(abort, 'a seal can only lose its salt'); end
;
CREATE TABLE packet (
    id integer primary key,
    month text not null check (month <> ''),
    kind text not null check (kind in ('sheet', 'paper')),
    clerk text not null check (clerk <> ''),
    part integer not null check (part >= 1),
    parts integer not null check (parts >= part),
    secret text not null check (length(secret) = 32),
    written_at text not null check (written_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null
) strict
;
CREATE TABLE packet_call (
    id integer primary key,
    packet integer not null references packet (id),
    call integer not null references call (id),
    token integer not null,
    unique (packet, call)
) strict
;
CREATE INDEX packet_call_by_call on packet_call (call)
;
CREATE TABLE keyed_row (
    id integer primary key,
    attempt integer not null references attempt (id),
    packet integer references packet (id),
    sha256 text not null check (length(sha256) = 64),
    sheet text not null,
    row integer not null check (row >= 1)
) strict
;
CREATE INDEX keyed_row_by_attempt on keyed_row (attempt)
;
CREATE INDEX keyed_row_by_file on keyed_row (sha256)
;
CREATE INDEX call_first on call (month, first_at, id) where first_at is not null
;
CREATE TABLE skip (
    id integer primary key,
    call integer not null references call (id),
    by text not null,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    until text not null check (until glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    words text not null
) strict
;
CREATE INDEX skip_by_call on skip (call)
;
CREATE TABLE visit_void (
    id integer primary key,
    visit integer not null references visit (id),
    at text not null,
    by text not null,
    reason text not null check (reason <> ''),
    record text not null check (record like '{%}')
) strict

;
CREATE TABLE firm_erasure (
    id integer primary key,
    firm integer not null references firm (id),
    reason text not null check (reason <> ''),
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null
) strict

;
CREATE INDEX service_held on service (month) where state = 'held'
;
CREATE TABLE firm_apart (
    id integer primary key,
    firm integer not null references firm (id),
    other integer not null references firm (id),
    reason text not null check (reason <> ''),
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    unique (firm, other),
    check (firm < other)
) strict

;
CREATE INDEX firm_without_initials on firm (id) where initials is null
;
CREATE TABLE file (
    id integer primary key,
    name text not null,
    sha256 text not null check (length(sha256) = 64),
    size integer not null check (size >= 0),
    received_at text not null check (received_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
) strict

;
CREATE INDEX file_by_sha256 on file (sha256)
;
CREATE TABLE evaluation (
    id integer primary key,
    attempt integer references attempt (id),
    visit integer references visit (id),
    firm integer not null references firm (id),
    unit integer not null references unit (id),
    month text not null check (month <> ''),
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    check ((attempt is null) <> (visit is null))
) strict

;
CREATE INDEX evaluation_by_attempt on evaluation (attempt)
;
CREATE INDEX evaluation_by_visit on evaluation (visit)
;
CREATE INDEX evaluation_by_month on evaluation (month, unit)
;
CREATE INDEX evaluation_by_firm on evaluation (firm, month)
;
CREATE TABLE answer (
    id integer primary key,
    evaluation integer not null references evaluation (id),
    question text not null check (question <> ''),
    code text check (code <> '' and code not glob '*[^a-z0-9_]*'),
    number integer check (number >= 0),
    text text,
    words text,
    unique (evaluation, question),
    check (code is null or (number is null and text is null)),
    check (coalesce(code, number, text, words) is not null)
) strict

;
CREATE INDEX answer_by_question on answer (question, code)
;
CREATE TABLE setting (
    id integer primary key,
    name text not null,
    value text not null,
    since text check (since <> '')
) strict

;
CREATE UNIQUE INDEX setting_by_name on setting (name, ifnull(since, ''))
;
CREATE TABLE roster_term (
    id integer primary key,
    unit integer not null references unit (id),
    since text check (since <> ''),
    until text check (until <> '')
, is_by_import integer check (is_by_import = 1)) strict

;
CREATE INDEX roster_term_by_unit on roster_term (unit)
;
CREATE TABLE recheck (
    id integer primary key,
    month text not null check (month <> ''),
    percent integer not null check (percent between 1 and 100),
    size integer not null check (size > 0),
    pool text not null,
    pool_count integer not null check (pool_count >= size),
    pool_sha256 text not null check (length(pool_sha256) = 64),
    nth integer not null check (nth >= 1),
    reason text,
    frozen_at text not null check (frozen_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    unique (month, nth)
) strict
;
CREATE TABLE recheck_draw (
    id integer primary key,
    recheck integer not null unique references recheck (id),
    algorithm text not null,
    seed text not null check (seed <> ''),
    seed_from text,
    drawn_at text not null check (drawn_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null
) strict
;
CREATE TABLE recheck_call (
    id integer primary key,
    recheck integer not null references recheck (id),
    call integer not null references call (id),
    firm integer not null references firm (id),
    label text not null,
    recorded text check (recorded <> ''),
    rank integer check (rank >= 1),
    hash text check (length(hash) = 64),
    unique (recheck, call),
    unique (recheck, label),
    unique (recheck, rank)
) strict
;
CREATE TABLE recheck_packet (
    id integer primary key,
    recheck integer not null references recheck (id),
    checker text not null check (checker <> ''),
    office text,
    secret text not null check (length(secret) = 32),
    written_at text not null check (written_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null
) strict
;
CREATE TABLE recheck_attempt (
    id integer primary key,
    recheck_call integer not null references recheck_call (id),
    answer text not null
        check (answer in ('called', 'not_called', 'unsure', 'not_ours', 'unreached')),
    overall text check (overall in ('satisfied', 'dissatisfied', 'unsaid')),
    by text not null check (by <> ''),
    office text,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    entered_at text not null check (entered_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    packet integer references recheck_packet (id),
    check ((answer = 'called') = (overall is not null))
) strict
;
CREATE INDEX recheck_attempt_by_call on recheck_attempt (recheck_call)
;
CREATE TABLE doubt (
    id integer primary key,
    kind text not null check (kind in (
        'not_called', 'not_ours', 'too_short', 'in_a_row', 'one_number', 'off_hours')),
    month text not null check (month <> ''),
    subject text not null check (subject <> ''),
    call integer references call (id),
    clerk text,
    attempts text not null check (attempts like '[%]'),
    state text not null default 'suspected'
        check (state in ('suspected', 'confirmed', 'dismissed')),
    raised_at text not null check (raised_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    decided_at text check (decided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    decided_by text,
    unique (kind, month, subject)
) strict
;
CREATE INDEX service_by_successor on service (replaced_by) where replaced_by is not null
;
CREATE TABLE image (
    id integer primary key,
    seq integer not null references event (seq) deferrable initially deferred,
    tbl text not null,
    row integer not null,
    before text check (before like '{%}'),
    unique (seq, tbl, row)
) strict

;
CREATE INDEX image_by_row on image (tbl, row)
;
CREATE INDEX flag_by_visit on flag (visit) where visit is not null
;
CREATE VIEW v_firms as
select firm.id as firm, firm.name, firm.credit_code, firm.is_sole_trader,
    firm.merged_into, own.name as merged_into_name
from firm left join firm as own on own.id = firm.merged_into
;
CREATE VIEW v_services as
select service.id as service, service.month, unit.name as unit, service.firm,
    firm.name as firm_name, service.served_on, case when replace(replace(service.matter, ' ', ''), '-', '')
        glob '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' then null else service.matter end as matter,
    service.notes, service.sheet, service.row,
    filing.version, filing.state as filing_state, filing.received_at
from service
    join firm on firm.id = service.firm
    join unit on unit.id = service.unit
    left join filing on filing.id = service.filing
where service.state = 'accepted' and service.replaced_by is null and service.voided_at is null
;
CREATE VIEW v_calls as
select call.id as call, call.month, call.firm, firm.name as firm_name, call.state, call.outcome,
    call.is_listed, call.due_on, call.carried_to,
    (select count(*) from attempt where attempt.call = call.id and attempt.voided_at is null)
        as attempts,
    (select min(attempt.at) from attempt
        where attempt.call = call.id and attempt.voided_at is null) as first_at,
    (select max(attempt.at) from attempt
        where attempt.call = call.id and attempt.voided_at is null) as last_at,
    (select case when length(attempt.phone) >= 11
        then substr(attempt.phone, 1, 3) || '****' || substr(attempt.phone, -4)
        when attempt.phone is not null then '****' || substr(attempt.phone, -2) end from attempt where attempt.call = call.id and attempt.voided_at is null
        order by attempt.at desc, attempt.id desc limit 1) as last_phone
from call join firm on firm.id = call.firm
;
CREATE VIEW v_problems as
select problem.id as problem, problem.month, problem.source, problem.firm, firm.name as firm_name,
    unit.name as unit, problem.category, problem.tags, problem.state, problem.raised_at,
    problem.due_on, problem.stopped_at, problem.carried_to
from problem
    left join firm on firm.id = problem.firm
    left join unit on unit.id = problem.unit
where problem.voided_at is null
;
CREATE VIEW v_visits as
select visit.id as visit, visit.month, visit.firm, firm.name as firm_name, visit.state,
    visit.due_on, visit.visited_at, visit.lead, visit.district, visit.signature,
    (select group_concat(flag.reason, ',') from flag
        where flag.firm = visit.firm and flag.month = visit.month
          and flag.dropped_at is null and flag.pending_since is null) as reasons
from visit join firm on firm.id = visit.firm
where visit.voided_at is null
;
CREATE VIEW v_answers as
select evaluation.id as evaluation, evaluation.month, evaluation.firm, firm.name as firm_name,
    unit.name as unit, attempt.call, evaluation.visit, answer.question, answer.code, answer.number
from answer
    join evaluation on evaluation.id = answer.evaluation
    join firm on firm.id = evaluation.firm
    join unit on unit.id = evaluation.unit
    left join attempt on attempt.id = evaluation.attempt
where evaluation.voided_at is null and answer.question <> 'integrity'
  and (answer.code is not null or answer.number is not null)
;
CREATE INDEX call_by_twin on call (twin_of) where twin_of is not null
;
CREATE TABLE not_served (
    id integer primary key,
    call integer not null references call (id),
    unit integer not null references unit (id),
    leader text not null check (leader <> ''),
    reason text not null check (reason <> ''),
    by text not null,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
) strict

;
CREATE UNIQUE INDEX not_served_once on not_served (call, unit) where voided_at is null
;
CREATE INDEX call_open on call (state, next_at) where state <> 'done'
;
CREATE INDEX carry_by_subject on carry (kind, subject)
;
CREATE INDEX flag_by_attempt on flag (attempt) where attempt is not null
;
CREATE TABLE tally (
    id integer primary key,
    period text not null check (period <> ''),
    unit integer references unit (id),
    counts text not null check (counts like '{%}'),
    firms integer not null check (firms >= 0),
    at text not null check (at glob
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    shown_from text not null
        check (shown_from glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict

;
CREATE INDEX tally_by_period on tally (period, unit, id)
;
CREATE TABLE problem (
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
    raised_at text not null check (raised_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    raised_by text not null,
    due_on text check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    calendar text not null,
    stopped_at text check (stopped_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    team text,
    leader text,
    cause text,
    carried_to text check (carried_to <> ''),
    carried_by text,
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    void_reason text
) strict

;
CREATE INDEX problem_by_due on problem (state, due_on)
;
CREATE INDEX problem_by_month on problem (month)
;
CREATE INDEX problem_by_attempt on problem (attempt) where attempt is not null
;
CREATE INDEX problem_by_visit on problem (visit) where visit is not null
;
CREATE INDEX problem_by_symposium on problem (symposium) where symposium is not null
;
CREATE INDEX problem_event_pending on problem_event (problem)
where due_on is null and kind in ('raised', 'reopened')

;
CREATE TABLE visit (
    id integer primary key,
    month text not null check (month <> ''),
    firm integer not null references firm (id),
    state text not null default 'to_do' check (state in ('to_do', 'unsigned', 'done')),
    due_on text check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    visited_at text check (visited_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    entered_at text check (entered_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
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
    voided_at text check (voided_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    void_reason text,
    cases text check (cases like '[%]'),
    names_reasons integer check (names_reasons = 1),
    owed_on text check (owed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    counted_at text check (counted_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*')
, tags text check (tags like '[%]'), tagged_in text check (tagged_in <> ''), tagged_unit integer references unit (id)) strict

;
CREATE INDEX visit_by_month on visit (month, firm)
;
CREATE INDEX visit_by_firm on visit (firm)
;
CREATE INDEX visit_open on visit (month) where state <> 'done'
;
CREATE INDEX visit_pending on visit (id) where due_on is null
;
CREATE INDEX visit_by_tag on visit (tagged_in) where tagged_in is not null
;
CREATE TABLE retraction (
    id integer primary key,
    month text not null check (month <> ''),
    kind text not null check (kind in ('ledger', 'list', 'attempt', 'flag', 'visit', 'problem',
        'symposium', 'finding', 'recheck')),
    subject integer,
    at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null
) strict

;
CREATE INDEX retraction_by_month on retraction (month)
;
