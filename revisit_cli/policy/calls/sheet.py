"""Dealing calls out to packets: each call in one, firms on one number together."""

import hashlib
from collections.abc import Sequence
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.calls.sheet import ClerksMiscounted, ClerkTwice, NothingToSplit
from revisit_cli.labels.calls.sheet import NAMES_LISTED, numbered_clerk
from revisit_cli.records.calls.sheet import Candidate

_CHECK_LENGTH = 10


def clerks_given(split: int | None, names: str | None, by: str) -> tuple[str, ...]:
    """Return whose the packets are: the names given, so many numbered ones, else one's own.

    Raises ClerksMiscounted when names and number differ, ClerkTwice when a name comes twice.
    """
    if names is None:
        return (by,) if split is None else tuple(map(numbered_clerk, range(1, split + 1)))
    text = normalize("NFKC", names)
    for mark in NAMES_LISTED:
        text = text.replace(mark, ",")
    found = [name.strip() for name in text.split(",") if name.strip()]
    for name in found:
        if found.count(name) > 1:
            raise ClerkTwice(name=name)
    if not found or (split is not None and split != len(found)):
        raise ClerksMiscounted(split=split or 1, count=len(found))
    return tuple(found)


@clause("三(一)", "R11")
def dealt(candidates: Sequence[Candidate], clerks: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Deal calls to clerks as evenly as can be: for each of them the calls, maybe none.

    「坚持“无事不扰、有求必应、随叫随到”原则」: firms that one number reaches go to one clerk, so
    that it rings once; a firm that put a clerk off is tried by another. Disjoint by construction:
    every call is dealt once. Raises NothingToSplit.
    """
    groups = _sharing(candidates)
    if not groups:
        raise NothingToSplit
    refused = {each.call: each.refused for each in candidates if each.refused}
    packets: dict[str, list[int]] = {clerk: [] for clerk in clerks}

    def allowed(group: Sequence[int]) -> list[list[int]]:
        put_off = {refused.get(call) for call in group}
        others = [calls for clerk, calls in packets.items() if clerk not in put_off]
        return others or list(packets.values())

    # The largest groups first, each to whoever has least; equal ones in the queue's order.
    for group in sorted(groups, key=len, reverse=True):
        min(allowed(group), key=len).extend(group)
    places = {each.call: place for place, each in enumerate(candidates)}
    return tuple(tuple(sorted(calls, key=places.__getitem__)) for calls in packets.values())


def _sharing(candidates: Sequence[Candidate]) -> list[list[int]]:
    """Return the calls in groups that share numbers, directly or through one another."""
    parent: dict[int, int] = {}

    def root(call: int) -> int:
        while parent[call] != call:
            call = parent[call]
        return call

    first: dict[str, int] = {}
    for each in candidates:
        parent[each.call] = each.call
        for phone in sorted(each.phones):
            parent[root(each.call)] = root(first.setdefault(phone, each.call))
    groups: dict[int, list[int]] = {}
    for each in candidates:
        groups.setdefault(root(each.call), []).append(each.call)
    return list(groups.values())


def check_of(secret: str, call: int, token: int, unit: int | None, firm: str) -> str:
    """Return the mark of one row: whoever changes its id, token or firm cannot make it anew."""
    name = "".join(normalize("NFKC", firm).split())
    told = f"{secret}|{call}|{token}|{unit or 0}|{name}"
    return hashlib.sha256(told.encode()).hexdigest()[:_CHECK_LENGTH]
