"""Which rows stand, and by which name: what the selects of many nouns share.

Each names its table in full, so that it fits wherever that table is selected from.
"""

# A ledger's row that was accepted, and that no later one has corrected or withdrawn.
SERVICE_STANDS = """service.state = 'accepted' and service.replaced_by is null
  and service.voided_at is null"""
# The notes of a row, and that it may repeat another month's: by what stands there now, so that the
# order in which ledgers come changes nothing.
SERVICE_NOTES = """(
    select json_group_array(note) from (
        select value as note from json_each(service.notes) where value <> 'maybe_repeated'
        union all
        select 'maybe_repeated'
        where service.state = 'accepted' and service.replaced_by is null
          and service.voided_at is null
          and (service.served_on is null or coalesce(service.matter, '') = '')
          and exists (
            select 1 from service as other
            where other.firm = service.firm and other.unit = service.unit
              and other.month <> service.month and other.state = 'accepted'
              and other.replaced_by is null and other.voided_at is null))) as notes"""
# A call of N: to be made or made, or answered for by the call under the firm's other name.
CALL_COUNTS = "(call.state <> 'withdrawn' or call.twin_of is not null)"
# A call that has no end yet, and one that was not carried over either.
CALL_IS_OPEN = "call.state not in ('done', 'withdrawn')"
CALL_IS_LEFT = f"{CALL_IS_OPEN} and call.carried_to is null"
# A firm that is only carried over, and was not served this month, is none of this month's N.
# A case, here and below: in a column SQLite asks every part of an ``and``, few rows get so far.
IS_CARRIED_IN = f"""(case
    when call.is_listed = 0 and exists (select 1 from carry where carry.target = call.id)
    then not exists (
      select 1 from service
      where service.firm = call.firm and service.month = call.month
        and {SERVICE_STANDS})
    else 0 end)"""
# The call by which one that counts is made: its own, or that under the firm's other name.
MADE_BY = """case when call.state <> 'withdrawn' then call.id else (
    with recursive line (id, state, twin_of) as (
      select up.id, up.state, up.twin_of from call as up where up.id = call.twin_of
      union
      select up.id, up.state, up.twin_of from line join call as up on up.id = line.twin_of
      where line.state = 'withdrawn')
    select line.id from line where line.state <> 'withdrawn'
  ) end"""
# The firm that a call's answers belong to: its own, or what it was found to be another name of.
ANSWERS_FOR = """coalesce((
    with recursive line (firm, twin_of) as (
      select up.firm, up.twin_of from call as up where up.id = call.twin_of
      union
      select up.firm, up.twin_of from line join call as up on up.id = line.twin_of)
    select line.firm from line where line.twin_of is null
  ), call.firm)"""
# A correction of a month that was cleared by then; of when a ledger came one is noted before too.
CORRECTS_CLEARED = """exists (
    select 1 from closing
    where closing.month = correction.month and closing.closed_at <= correction.at)"""
# A month's call list that is frozen, and was not opened again.
LIST_STANDS = "call_list.unlocked_at is null"
# A ledger's row that waits to be put right.
SERVICE_IS_HELD = """service.state = 'held' and service.replaced_by is null
  and service.voided_at is null"""
# What a row was before: the rows that it corrected, the held one that it puts right, and itself.
_LINE = """with recursive line (id) as (
      select service.id
      union
      select was.id from line join service as was on was.replaced_by = line.id
      union
      select now.puts_right from line join service as now on now.id = line.id
      where now.puts_right is not null
    )"""
# A row that stands, of a ledger that came after the day; so did whatever it was before. One that
# came when its month was cleared is told as that.
SERVICE_IS_OVERDUE = f"""(case
  when {SERVICE_STANDS} and exists (
    select 1 from filing
    where filing.id = service.filing and filing.state in ('late', 'supplement')
      and filing.month = service.month)
  then not exists (
    {_LINE}
    select 1 from line join service as was on was.id = line.id
        join filing on filing.id = was.filing
    where filing.state in ('on_time', 'zero'))
  else 0 end)"""
# Somebody has said when the ledger came in which a row first stood.
SERVICE_ARRIVAL_IS_SAID = f"""(
    {_LINE}
    select filing.received_said_by is not null from line
        join service as was on was.id = line.id join filing on filing.id = was.filing
    order by was.id limit 1)"""
# A reason for a visit that counts: neither taken back nor waiting to be verified.
FLAG_COUNTS = "flag.dropped_at is null and flag.pending_since is null"
# A visit that was made, or that a reason still asks for.
VISIT_STANDS = f"""(visit.state <> 'to_do' or exists (
    select 1 from flag
    where flag.visit = visit.id and {FLAG_COUNTS}))"""
# A problem or visit of :month, its own or handed to it: two looks by index in any file.
OF_MONTH = """{kind}.id in (
    select own.id from {kind} as own where own.month = :month
    union all
    select carry.subject from carry where carry.to_month = :month and carry.kind = '{kind}')"""
# An attempt, or a visit, whose tag no problem of its own, and of its month, has; and the unit
# that an attempt's was said of, where it is one alone.
TAGGED_ALONE = """attempt.tags is not null and attempt.voided_at is null and not exists (
    select 1 from problem
    where problem.attempt = attempt.id and problem.tags <> '[]' and problem.voided_at is null)"""
VISIT_TAGGED_ALONE = """not exists (
    select 1 from problem
    where problem.visit = visit.id and problem.month = visit.tagged_in and problem.tags <> '[]'
      and problem.voided_at is null)"""
TAGGED_UNIT = """coalesce(attempt.unit, (
    select min(evaluation.unit) from evaluation
    where evaluation.attempt = attempt.id having count(*) = 1))"""
# The months that a visit was carried over to, each with the moment.
VISIT_HANDED_ON = """(select json_group_array(json_array(to_month, at)) from (
    select carry.to_month, carry.at from carry
    where carry.kind = 'visit' and carry.subject = visit.id
    order by carry.id)) as handed_on"""
# The month that answers for a visit or problem: the last that it was carried to, else its own.
STANDS_IN = """coalesce((
    select max(carry.to_month) from carry where carry.kind = '{kind}' and carry.subject = {kind}.id
  ), {kind}.month)"""
# A unit that owes a ledger of :month: within a term of its own, both ends included.
UNIT_OWES = """unit.voided_at is null and exists (
    select 1 from roster_term as term
    where term.unit = unit.id
      and ifnull(term.since, '') <= :month and ifnull(term.until, :month) >= :month)"""
# One that filed none.
UNIT_IS_MISSING = f"""{UNIT_OWES}
  and not exists (
    select 1 from filing
    where filing.unit = unit.id and filing.month = :month and filing.voided_at is null
      and filing.after_close is null)"""
# The filing of its unit's month that came first, one in time before one after the day, whatever
# their versions, while that was not cleared: it says whether the ledger came in time.
FILING_IS_FIRST = """filing.voided_at is null and filing.id = (
    select other.id from filing as other
    where other.unit = filing.unit and other.month = filing.month and other.voided_at is null
      and other.after_close is null
    order by other.state in ('late', 'supplement'), other.version limit 1)"""
# The newest filing of its unit's month: the version in force.
FILING_IN_FORCE = """(filing.voided_at is null and filing.version = (
    select max(other.version) from filing as other
    where other.unit = filing.unit and other.month = filing.month and other.voided_at is null))"""
# A row that stands and that the version in force has too: it brought it, or repeats it.
SERVICE_IN_FORCE = f"""exists (
    select 1 from filing
    where filing.unit = service.unit and {FILING_IN_FORCE} and filing.month = (
        select own.month from filing as own where own.id = service.filing)
      and (filing.id = service.filing or exists (
        select 1 from service as copy
        where copy.filing = filing.id and copy.duplicate_of = service.id)))"""
# A unit that never served the firm of one of :calls, as its leader says.
UNIT_IS_STRUCK = """exists (
    select 1 from not_served
    where not_served.call in {calls} and not_served.unit = service.unit
      and not_served.voided_at is null)"""
# A contact, by its table's name, that nobody has proved bad, and one that has a number too.
CONTACT_IS_USABLE = "{contact}.state in ('unproven', 'good')"
HAS_NUMBER = f"{{contact}}.phone <> '' and {CONTACT_IS_USABLE}"
# A contact by which :firm is reached: its own, or one of the firms merged into it.
CONTACT_REACHES = """(contact.firm = :firm
  or contact.firm in (select id from firm as kin where kin.merged_into = :firm))"""
# A contact, by its table's name, that is still offered: a person added it, somebody was rung there,
# or a row that stands carries it; so does one of a version in force that repeats another's.
CONTACT_STANDS = f"""({{contact}}.filing is null
  or exists (
    select 1 from firm as owner cross join service
        on service.firm in (owner.id, owner.merged_into)
    where owner.id = {{contact}}.firm
      and (({SERVICE_STANDS}) or (service.state = 'duplicate' and exists (
        select 1 from filing where filing.id = service.filing and {FILING_IN_FORCE})))
      and ({{contact}}.phone = ''
        or instr(service.phones, '"' || {{contact}}.phone || '"') > 0
        or instr(service.phones, '"' || {{contact}}.phone || '-') > 0)
      and ({{contact}}.name = '' or instr(coalesce(service.contact_text, ''), {{contact}}.name) > 0
        or instr(coalesce(service.phone_text, ''), {{contact}}.name) > 0))
  or exists (
    select 1 from firm as owner cross join call on call.firm in (owner.id, owner.merged_into)
        join attempt on attempt.call = call.id
    where owner.id = {{contact}}.firm and {{contact}}.phone <> ''
      and attempt.phone = {{contact}}.phone and attempt.voided_at is null))"""
# Answers about a unit that are not undone, and that no later ones of the same call, or of the same
# visit, supersede.
EVALUATION_STANDS = """(evaluation.voided_at is null and attempt.voided_at is null
  and not exists (
    select 1 from attempt as later cross join evaluation as newer on newer.attempt = later.id
    where later.call = attempt.call and newer.unit = evaluation.unit and newer.id > evaluation.id
      and newer.voided_at is null and later.voided_at is null)
  and not exists (
    select 1 from evaluation as newer
    where newer.visit = evaluation.visit and newer.unit = evaluation.unit
      and newer.id > evaluation.id and newer.voided_at is null))"""
# The name a unit bore on the day :named_on, the last one of a cycle.
NAME_THEN = """coalesce((
    select was.name from unit_alias as was
    where was.unit = unit.id and was.renamed_on > :named_on
    order by was.renamed_on limit 1
  ), unit.name)"""
