"""Proposing firms that may be one, and keeping a person's word that two are two."""

from revisit_cli.errors.firms.firm import SameFirm
from revisit_cli.operations.act import writing
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.reading import reading
from revisit_cli.policy.firms.likeness import compared
from revisit_cli.policy.firms.merge import reason_given
from revisit_cli.records.context import Context
from revisit_cli.records.firms.likeness import FirmsCompared, FirmsToldApart
from revisit_cli.store.firms import likeness as store


def compare_firms(context: Context, least: int, limit: int | None) -> FirmsCompared:
    """Return pairs of firms alike from ``least`` (0 to 100) on, the surest first."""
    with reading(context) as database:
        firms, apart = store.load(database), store.apart(database)
    return compared(firms, least, limit, apart)


def may_be_one(context: Context, text: str, other_text: str) -> bool:
    """Whether anything but a person's word says that two firms are one.

    Names that are alike, and nothing speaks against it. Raises FirmNotFound or FirmNotClear.
    """
    with reading(context) as database:
        ids = {lookup.firm(database, each).id for each in (text, other_text)}
        found = compared([each for each in store.load(database) if each.id in ids])
    return any(not pair.speaks_against for pair in found.pairs)


def tell_apart(context: Context, text: str, other_text: str, reason: str) -> FirmsToldApart:
    """Keep that two firms are two, so that they are not proposed again.

    Raises FirmNotFound, FirmNotClear, SameFirm or ReasonEmpty.
    """
    why = reason_given(reason)
    with writing(context) as act:
        firm, other = lookup.firm(act.database, text), lookup.firm(act.database, other_text)
        if firm.id == other.id:
            raise SameFirm(text=text, into=other_text, firm=firm.id, name=firm.name)
        store.add_apart(act.database, firm.id, other.id, why, context.at, context.by)
        return act.tell(FirmsToldApart(firm.id, firm.name, other.id, other.name))
