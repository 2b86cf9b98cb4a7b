"""What of every firm tells whether another one is the same."""

from collections import defaultdict

from revisit_cli.records.firm_likeness import KnownFirm
from revisit_cli.store.database import Database

_FIRMS = "select id, name from firm where merged_into is null order by id"
_CODES = """
select coalesce(firm.merged_into, firm.id) as firm, firm_code.code
from firm_code join firm on firm.id = firm_code.firm
"""
_PHONES = """
select coalesce(firm.merged_into, firm.id) as firm, contact.phone
from contact join firm on firm.id = contact.firm
where contact.phone <> '' and contact.state not in ('wrong', 'dead', 'left', 'erased')
"""


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
