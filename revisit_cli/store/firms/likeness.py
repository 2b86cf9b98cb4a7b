"""What of every firm tells whether another one is the same."""

from collections import defaultdict

from revisit_cli.records.firms.likeness import KnownFirm
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import CONTACT_STANDS, HAS_NUMBER

_FIRMS = "select id, name from firm where merged_into is null order by id"
_CODES = """
select coalesce(firm.merged_into, firm.id) as firm, firm_code.code
from firm_code join firm on firm.id = firm_code.firm
"""
_PHONES = f"""
select coalesce(firm.merged_into, firm.id) as firm, contact.phone
from contact join firm on firm.id = contact.firm
where {HAS_NUMBER.format(contact="contact")}
  and {CONTACT_STANDS.format(contact="contact")}
"""


_APART = """
select coalesce(firm.merged_into, firm.id) as firm, coalesce(twin.merged_into, twin.id) as other
from firm_apart join firm on firm.id = firm_apart.firm
    join firm as twin on twin.id = firm_apart.other
"""
_ADD_APART = """
insert into firm_apart (firm, other, reason, at, by) values (:firm, :other, :reason, :at, :by)
on conflict (firm, other) do update set reason = excluded.reason, at = excluded.at,
    by = excluded.by
"""


def apart(database: Database) -> set[tuple[int, int]]:
    """Return the pairs that a person has said are two firms, the smaller id first."""
    return {(min(pair), max(pair)) for pair in database.each(_APART)}


def add_apart(database: Database, firm: int, other: int, reason: str, at: str, by: str) -> None:
    """Keep that two firms are two."""
    first, second = sorted((firm, other))
    values = {"firm": first, "other": second, "reason": reason, "at": at, "by": by}
    database.run(_ADD_APART, values)


def load(database: Database) -> list[KnownFirm]:
    """Return every firm with its codes and numbers, merged ones with the firm they count as."""
    codes: dict[int, set[str]] = defaultdict(set)
    phones: dict[int, set[str]] = defaultdict(set)
    for firm, code in database.each(_CODES):
        codes[firm].add(code)
    for firm, phone in database.each(_PHONES):
        phones[firm].add(phone)
    return [
        KnownFirm(firm, name, frozenset(codes[firm]), frozenset(phones[firm]))
        for firm, name in database.each(_FIRMS)
    ]
