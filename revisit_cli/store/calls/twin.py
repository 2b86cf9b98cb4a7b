"""The answers of a firm that was called under two names, once these are known to be one firm's."""

from revisit_cli.store.file.database import Database

# Of the calls that are one firm's: each answer whose record stands, and whether another of these
# calls has a later one about the same unit. None but a merge, and this module, voids the answers
# of a record that stands. Few rows: the plus spares SQLite an index of its own over them.
_SETTLED = """
with paired (id) as (select :made union all select id from call where twin_of = :made),
told as (
    select evaluation.id, evaluation.unit, evaluation.voided_at, attempt.call, attempt.at
    from paired cross join attempt on attempt.call = paired.id
        cross join evaluation on evaluation.attempt = attempt.id
    where attempt.voided_at is null)
select id, voided_at, exists (
    select 1 from told as other
    where +other.unit = told.unit and other.call <> told.call
      and (other.at, other.id) > (told.at, told.id)) as is_superseded
from told where (voided_at is null) = is_superseded
"""
_VOID = "update evaluation set voided_at = :at where id = :id"
# Kept with the newest merge that made these calls one firm's, so that a split takes it back.
_KEEP = """
insert into firm_move (merge, tbl, row, before, after)
select firm_merge.id, 'evaluation', :id, '{"voided_at": null}', json_object('voided_at', :at)
from call as twin
    cross join firm_merge on firm_merge.firm = twin.firm and firm_merge.undone_at is null
where twin.twin_of = :made order by firm_merge.id desc limit 1
"""


def settle_answers(database: Database, made: int, at: str) -> None:
    """Let of the answers of a firm's two calls the later count about each unit, and no other.

    ``made`` is the call of which others are twins. What a merge voided for a later answer counts
    again once that one is taken back (R25, R33). Of a call without twins there is nothing to do.
    """
    for row in database.rows(_SETTLED, {"made": made}):
        if row["is_superseded"]:
            database.run(_VOID, {"id": row["id"], "at": at})
            database.run(_KEEP, {"id": row["id"], "at": at, "made": made})
        else:
            database.run(_VOID, {"id": row["id"], "at": None})
