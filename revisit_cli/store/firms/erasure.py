"""Finding and blanking what is kept of a firm's people; the salts of what they were go too."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from revisit_cli.records.firms.erasure import HeldRow, KeptRow, Stored
from revisit_cli.store.file import images
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.sealing import plain_digest
from revisit_cli.store.file.watch import forget_earlier
from revisit_cli.store.standing import CALL_IS_OPEN

_OF_FIRM = "firm in (select value from json_each(:ids))"
_CALL_OF_FIRM = f"call in (select id from call where {_OF_FIRM})"
_PROBLEM_OF_FIRM = f"problem in (select id from problem where {_OF_FIRM})"
# By table: the columns that hold people or may name them, and which rows are the firm's.
_KEPT: Mapping[str, tuple[str, str]] = {
    "contact": ("name, phone, extension, state", _OF_FIRM),
    "service": (
        "filing, contact_text, phone_text, phones, cells, place, matter, completion, remark, "
        "date_text",
        f"({_OF_FIRM} or id in (select value from json_each(:held)))",
    ),
    "attempt": (
        "phone, respondent, callback_with, words, second_person, evidence, void_reason, "
        "suggestion, difficulty",
        _CALL_OF_FIRM,
    ),
    "answer": (
        "text, words",
        f"evaluation in (select id from evaluation where {_OF_FIRM})",
    ),
    "visit": (
        "respondent, respondent_phone, signed_by, refusal_reason, suggestion, difficulty, "
        "void_reason, cases",
        _OF_FIRM,
    ),
    "visit_void": ("reason, record", f"visit in (select id from visit where {_OF_FIRM})"),
    "attendance": ("person, words", _OF_FIRM),
    "problem": ("text, cause, void_reason", _OF_FIRM),
    "problem_event": ("words", _PROBLEM_OF_FIRM),
    "flag": ("source, evidence, drop_reason", _OF_FIRM),
    "skip": ("words", _CALL_OF_FIRM),
    "not_served": ("reason", _CALL_OF_FIRM),
    "confidence": (
        "words",
        f"is_sealed = 0 and evaluation in (select id from evaluation where {_OF_FIRM})",
    ),
    "firm_merge": ("reason, undo_reason", _OF_FIRM),
    "firm_apart": ("reason", f"({_OF_FIRM} or other in (select value from json_each(:ids)))"),
    "firm_erasure": ("reason", _OF_FIRM),
}
_KEPT_ROWS = {
    table: f"select id, {columns} from {table} where {condition}"
    for table, (columns, condition) in _KEPT.items()
}
_HELD = """
select id, firm_text from service where firm is null and coalesce(firm_text, '') <> ''
"""
_MINUTES = "select id, minutes from symposium where minutes is not null"
# Digests and ids: no text of anybody's.
_NO_TEXTS = ("event", "seal", "seal_block")
_TEXTS = """
select tbl.name as tbl, col.name as col from sqlite_schema as tbl
    join pragma_table_info(tbl.name) as col on upper(col.type) = 'TEXT'
where tbl.type = 'table' and tbl.name not in (select value from json_each(:without))
order by tbl.name, col.cid
"""
_CALLS = f"select id from call where {_OF_FIRM}"
_MONTHS = f"select distinct month from call where {_OF_FIRM} order by month"
_DROP_DRAFTS = f"delete from draft where {_CALL_OF_FIRM}"
_ADD = """
insert into firm_erasure (firm, reason, at, by) values (:firm, :reason, :at, :by)
"""
_OPEN_CALLS = f"""
select count(*) from call
where {_OF_FIRM} and {CALL_IS_OPEN}
  and month not in (select month from closing)
"""
_SHARED = f"""
select count(distinct firm) from contact
where phone <> '' and phone in (select phone from contact where {_OF_FIRM})
  and not {_OF_FIRM}
"""


def held_rows(database: Database) -> list[HeldRow]:
    """Return every ledger row that belongs to no firm yet but names one."""
    return [HeldRow(*row) for row in database.rows(_HELD)]


def kept(database: Database, firms: Sequence[int], held: Sequence[int]) -> list[KeptRow]:
    """Return every row that tells of these firms' people; ``held`` are further ledger rows."""
    values = {"ids": json.dumps(firms), "held": json.dumps(held)}
    found = []
    for table, statement in _KEPT_ROWS.items():
        for row in database.rows(statement, values):
            given = dict(row)
            found.append(KeptRow(table, given.pop("id"), given))
    return found


def minutes(database: Database) -> list[KeptRow]:
    """Return the minutes of every symposium: they may quote anybody."""
    return [
        KeptRow("symposium", row["id"], {"minutes": row["minutes"]})
        for row in database.rows(_MINUTES)
    ]


def blank(database: Database, changes: Iterable[tuple[KeptRow, Mapping[str, Stored]]]) -> None:
    """Write the changed columns of each row, and forget the salts of all its seals so far."""
    touched: dict[str, list[int]] = defaultdict(list)
    for row, after in changes:
        touched[row.table].append(row.id)
        values = dict(after)
        if row.table == "confidence":
            values["digest"] = plain_digest(str(after["words"]))
        assignments = ", ".join(f"{column} = :{column}" for column in values)
        database.run(
            f"update {row.table} set {assignments} where id = :id", {**values, "id": row.id}
        )
    for table, ids in touched.items():
        forget_earlier(database.connection, table, ids)


def texts(database: Database) -> Iterator[tuple[str, int, str, str]]:
    """Yield table, row, column and text of every text of the data file, whatever table it is in."""
    for row in database.rows(_TEXTS, {"without": json.dumps(_NO_TEXTS)}):
        table, column = row["tbl"], row["col"]
        query = (
            f'select rowid as row, "{column}" as text from "{table}" where length("{column}") > 1'
        )
        for found in database.rows(query):
            yield table, found["row"], column, str(found["text"])


def calls(database: Database, firms: Sequence[int]) -> frozenset[int]:
    """Return the calls of these firms."""
    return frozenset(row["id"] for row in database.rows(_CALLS, {"ids": json.dumps(firms)}))


def months(database: Database, firms: Sequence[int]) -> list[str]:
    """Return the months in which these firms are called."""
    return [row["month"] for row in database.rows(_MONTHS, {"ids": json.dumps(firms)})]


def forget_images(database: Database, firms: Sequence[int]) -> None:
    """Forget what these firms' rows were before acts that could be taken back."""
    images.forget_images(database, firms)


def drop_drafts(database: Database, firms: Sequence[int]) -> None:
    """Forget the unfinished cards of these firms' calls."""
    database.run(_DROP_DRAFTS, {"ids": json.dumps(firms)})


def open_calls(database: Database, firms: Sequence[int]) -> int:
    """Return how many calls of these firms are still to be made."""
    found: int = database.value(_OPEN_CALLS, {"ids": json.dumps(firms)})
    return found


def sharing(database: Database, firms: Sequence[int]) -> int:
    """Return how many other firms have a number of these."""
    found: int = database.value(_SHARED, {"ids": json.dumps(firms)})
    return found


def add(database: Database, firm: int, reason: str, at: str, by: str) -> int:
    """Put an erasure on record; return its number."""
    return database.insert(_ADD, {"firm": firm, "reason": reason, "at": at, "by": by})
