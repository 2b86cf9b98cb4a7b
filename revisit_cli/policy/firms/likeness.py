"""Which firms may be one under two names: proposals for a person, with what speaks for each.

Names are compared by their core, region and legal form off, for 鑫达 and 鑫远 are two firms however
like the rest is; a branch is not its head. Only firms that share a block are compared, so that
twenty thousand take seconds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, groupby

from revisit_cli.document import clause
from revisit_cli.labels.firms import firm as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import clean_name, firm_key
from revisit_cli.policy.firms.similarity import likeness, steps
from revisit_cli.records.firms.likeness import FirmsCompared, KnownFirm, LikePair
from revisit_cli.records.value import Value

LIKE = 85
# With a telephone in common a misheard own word is enough; a code in common needs no likeness.
LIKE_BY_PHONE = 60
_OWN_BY_PHONE = 50
# A number of more firms than this is an agent's and tells nothing.
SHARED_AT_MOST = 5
# Own words this short are other firms' as soon as one character differs.
SHORT = 3
_LEADING = 2

_FORM = pattern(labels.COMPANY_FORM)
_REGION = pattern(rf"^{labels.REGION}")
_PLACE = pattern(rf"\({labels.REGION}\)")
_TRADE = pattern(
    f"(?:{'|'.join(map(re.escape, sorted(labels.TRADES.split(), key=len, reverse=True)))})$"
)
_FORM_SAID = pattern(labels.LEGAL_FORMS)
_PROVINCE = pattern(labels.PROVINCE)
_BRANCH = pattern(labels.BRANCH_OF_COMPANY)


class NameParts(Value):
    """A name's parts: region, core (own word and trade), own word, legal form, branch."""

    region: str
    core: str
    own: str
    form: str
    branch: str


def parts_of(name: str) -> NameParts:
    """Return the parts of a firm's name; a region stays where nothing but a trade follows it."""
    key = firm_key(name)
    found = _BRANCH.fullmatch(key)
    head, branch = (found["head"], found["branch"]) if found else (key, "")
    form = _FORM.search(head)
    core = head[: form.start()] if form else head
    region = "".join(_PLACE.findall(core)).strip("()")
    core = _PLACE.sub("", core)
    while (place := _REGION.match(core)) and _own(core[place.end() :]):
        region, core = region + place[0], core[place.end() :]
    said = form[0].replace(*labels.SAME_FORMS) if form else ""
    return NameParts(region, core, _own(core) or core, said, branch)


def _own(core: str) -> str:
    while trade := _TRADE.search(core):
        core = core[: trade.start()]
    return core


@clause("二(一)", "R11")
def compared(
    firms: Sequence[KnownFirm],
    least: int = LIKE,
    limit: int | None = None,
    apart: AbstractSet[tuple[int, int]] = frozenset(),
) -> FirmsCompared:
    """Return the pairs that may be one firm: else it would be called twice.

    ``least`` is the likeness of the cores (0 to 100) from which names alone make a pair;
    ``apart`` are pairs of ids, the smaller first, that a person has said are two firms.
    """
    parts = {firm.id: parts_of(firm.name) for firm in firms}
    known = {firm.id: firm for firm in firms}
    phones, codes = _sharing(firms, "phones"), _sharing(firms, "codes")
    found = [
        pair
        for one, other in sorted(_candidates(parts) | phones | codes)
        if (pair := _pair(known[one], known[other], parts, phones, codes, least))
    ]
    known_apart = [pair for pair in found if (pair.one.id, pair.other.id) in apart]
    found = [pair for pair in found if (pair.one.id, pair.other.id) not in apart]
    found.sort(key=lambda pair: (_order(pair), pair.one.id, pair.other.id))
    several = tuple(firm for firm in firms if len(firm.codes) > 1)
    return FirmsCompared(tuple(found[:limit]), len(found), several, len(known_apart))


def _order(pair: LikePair) -> tuple[bool, bool, int]:
    return "same_code" not in pair.speaks_for, bool(pair.speaks_against), -pair.score


Pairs = set[tuple[int, int]]


def _candidates(parts: Mapping[int, NameParts]) -> Pairs:
    """Return the pairs whose own words are equal, or long and one change apart."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for firm, each in parts.items():
        for key in _block_keys(each.own):
            blocks[key].append(firm)
    return _pairs_in(blocks.values())


def _block_keys(own: str) -> Iterator[str]:
    yield own
    if len(own) > SHORT:
        yield f"{own[: SHORT + 1]}…"
        for place in range(len(own)):
            yield f"{own[:place]}*{own[place + 1 :]}"
            yield f"{own[:place]}{own[place + 1 :]}"


def _pairs_in(blocks: Iterable[Sequence[int]]) -> Pairs:
    return {
        (min(pair), max(pair))
        for block in blocks
        if len(block) > 1
        for pair in combinations(dict.fromkeys(block), 2)
    }


def _sharing(firms: Sequence[KnownFirm], what: str) -> Pairs:
    blocks: dict[str, list[int]] = defaultdict(list)
    for firm in firms:
        for each in getattr(firm, what):
            blocks[each].append(firm.id)
    return _pairs_in(block for block in blocks.values() if len(block) <= SHARED_AT_MOST)


def _pair(
    one: KnownFirm,
    other: KnownFirm,
    parts: Mapping[int, NameParts],
    phones: Pairs,
    codes: Pairs,
    least: int,
) -> LikePair | None:
    mine, theirs = parts[one.id], parts[other.id]
    ids = one.id, other.id
    score = round(likeness(mine.core, theirs.core))
    if ids not in codes:
        if mine.branch != theirs.branch:
            return None
        if not (_is_alike(mine, theirs) and score >= least) and not (
            ids in phones
            and score >= LIKE_BY_PHONE
            and likeness(mine.own, theirs.own) >= _OWN_BY_PHONE
        ):
            return None
    speaks_for = (
        ("same_code", ids in codes),
        ("same_phone", ids in phones),
        ("same_core", mine.core == theirs.core),
    )
    speaks_against = (
        ("other_codes", bool(one.codes and other.codes) and ids not in codes),
        ("other_region", _differ(_PROVINCE.sub("", mine.region), _PROVINCE.sub("", theirs.region))),
        ("branch", mine.branch != theirs.branch),
        ("other_form", mine.form != theirs.form and _is_sure(mine) and _is_sure(theirs)),
    )
    return LikePair(
        one,
        other,
        marked(one.name, other.name),
        score,
        tuple(what for what, applies in speaks_for if applies),
        tuple(what for what, applies in speaks_against if applies),
    )


def _differ(one: str, other: str) -> bool:
    """Tell whether both say something and neither is part of the other: 信阳 and 信阳市 agree."""
    return bool(one and other) and one not in other and other not in one


def _is_sure(parts: NameParts) -> bool:
    """Tell whether a name says more of its legal form than 公司, as short names do."""
    return bool(_FORM_SAID.fullmatch(parts.form))


def _is_alike(one: NameParts, other: NameParts) -> bool:
    """Tell whether own words may be one: equal, or both long and alike from their beginning."""
    if one.own == other.own:
        return True
    if min(len(one.own), len(other.own)) <= SHORT:
        return False
    return (
        one.own[:_LEADING] == other.own[:_LEADING] or one.own in other.own or other.own in one.own
    )


def marked(one: str, other: str) -> tuple[str, str]:
    """Return two names with what differs between 【】."""
    one, other = clean_name(one), clean_name(other)
    left, right = "", ""
    for is_same, run in groupby(steps(one, other), key=lambda step: step.is_same):
        of = list(run)
        mine = one[of[0].start : of[-1].end]
        theirs = other[of[0].other_start : of[-1].other_end]
        left += mine if is_same or not mine else labels.MARK.format(mine)
        right += theirs if is_same or not theirs else labels.MARK.format(theirs)
    return left, right
