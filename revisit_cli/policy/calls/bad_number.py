"""Which numbers are bad, and whose ledger gave them."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from typing import TypeVar

from revisit_cli.document import clause
from revisit_cli.labels.firms.firm import SHARED_STAND_IN, STAND_IN
from revisit_cli.policy.calls.outcome import TABLE, reaches
from revisit_cli.records.code import BadNumber
from revisit_cli.records.firms.erasure import NumberOfFiling
from revisit_cli.records.firms.person import without_extension
from revisit_cli.records.ledgers.number import GivenNumber, NumberCount, NumberRows, RungNumber

Key = TypeVar("Key", bound=Hashable)
# A call and a number rung for it.
Rung = tuple[int, str]


@clause("R28", "R12")
def verdicts(rung: Iterable[RungNumber]) -> dict[Rung, BadNumber | None]:
    """Return what each number that ever proved bad is, by call; None for one that is struck out.

    ``rung`` are attempts in order of time. 「后来这个号码联系上了企业，或者那次记录撤销了的，划去，
    两个数都列出」; another number that comes later changes nothing.
    """
    found: dict[Rung, BadNumber | None] = {}
    for each in rung:
        about = each.call, without_extension(each.phone)
        spoils = TABLE[each.outcome].spoils_number
        if TABLE[each.outcome].aapor == "UO":
            found[about] = found.get(about) if each.is_voided else spoils
        elif about in found and not each.is_voided and reaches(each.outcome, each.party):
            found[about] = None
    return found


@clause("R28")
def number_counts(
    given: Iterable[GivenNumber],
    found: Mapping[Rung, BadNumber | None],
    by: Callable[[GivenNumber], Key],
) -> dict[Key, NumberCount]:
    """Count numbers by unit or filing: 「一个号码计一次，计入报过它的每一份台账」.

    ``found`` are the verdicts. A number that is bad for one firm and struck out for another is bad.
    """
    return {
        key: NumberCount(len(rows.given), len(rows.bad), len(rows.struck))
        for key, rows in number_rows(given, found, by).items()
    }


def number_rows(
    given: Iterable[GivenNumber],
    found: Mapping[Rung, BadNumber | None],
    by: Callable[[GivenNumber], Key],
) -> dict[Key, NumberRows]:
    """Return behind each of these counts the first row that gave the number.

    Of a bad one it is a row of a firm for which it is bad.
    """
    told: dict[Key, dict[str, list[tuple[GivenNumber, bool | None]]]] = {}
    for each in given:
        phone = without_extension(each.phone)
        about = each.call, _rung_as(phone)
        is_bad = found[about] is not None if about in found else None
        told.setdefault(by(each), {}).setdefault(phone, []).append((each, is_bad))
    return {key: _rows(numbers.values()) for key, numbers in told.items()}


def _rows(numbers: Iterable[list[tuple[GivenNumber, bool | None]]]) -> NumberRows:
    given, bad, struck = [], [], []
    for rows in numbers:
        if not rows[0][0].phone.startswith(SHARED_STAND_IN):
            given.append(rows[0][0])
        if len(rows) == 1 and rows[0][1] is None:
            # Nearly all: one firm's, and nothing was ever met with there.
            continue
        verdicts_on = {is_bad for _, is_bad in rows} - {None}
        if True in verdicts_on:
            bad.append(next(each for each, is_bad in rows if is_bad))
        elif verdicts_on:
            struck.append(next(each for each, is_bad in rows if is_bad is False))
    return NumberRows(tuple(given), tuple(bad), tuple(struck))


def _rung_as(phone: str) -> str:
    """Return how attempts have a number that a row gave: an erased one may be marked as shared."""
    return phone.removeprefix(STAND_IN) if phone.startswith(SHARED_STAND_IN) else phone


@clause("R28")
def told_by_others(
    given: Iterable[GivenNumber], found: Mapping[Rung, BadNumber | None], calls: Set[int]
) -> dict[NumberOfFiling, bool]:
    """Return the numbers of these calls that other firms of a filing gave too, by the filing.

    「一个号码计一次」: whether it is as bad for them, so that nothing is counted by these calls.
    """
    ours: dict[NumberOfFiling, int] = {}
    theirs: dict[NumberOfFiling, int] = {}
    for each in given:
        phone = without_extension(each.phone)
        about = each.call, _rung_as(phone)
        weight = 0 if about not in found else 1 if found[about] is None else 2
        side, key = ours if each.call in calls else theirs, (each.filing, phone)
        side[key] = max(side.get(key, 0), weight)
    return {key: theirs[key] >= weight for key, weight in ours.items() if key in theirs}
