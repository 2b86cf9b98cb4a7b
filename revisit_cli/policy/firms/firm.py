"""When two names are one firm, and what is a firm at all."""

import re
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.firms import firm as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.text import folded, is_plain, lines

_BRACKETS = str.maketrans(labels.BRACKETS, "()" * (len(labels.BRACKETS) // 2))
_REORDERING = pattern("[\u202a-\u202e\u2066-\u2069]")
_WHITE = pattern(r"\s+")
_WIDE = r"[^\x00-\x7f]"
_GAP = pattern(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})")
_TAIL = pattern(r"[(（][^()（）]*[)）]$")
# Whatever may part two names, in brackets too.
_SIGN = pattern(f"{labels.LIST_SIGN}|{labels.LIST_PART}|{labels.LOOSE_SIGN}|{labels.JOINED}")
_SOLE = pattern(labels.SOLE_TRADER)
_COMPANY = pattern(labels.COMPANY)
_NO_FIRM = pattern(labels.NO_FIRM)
_COLLECTIVE = pattern(labels.COLLECTIVE)
_PUBLIC = pattern(f"{labels.PUBLIC_BODY}|{labels.WORKS}")
_COMPANY_ALONE = pattern(labels.COMPANY_ALONE)
_PERSON = pattern(f"{labels.PERSON_WORDS}|{labels.PERSON}")
# Asked of few names, and compiled for the first of them: that takes longer than all the rest.
_BRANCH = labels.BRANCH_ENDS
_LIST = rf"(?P<sign>{labels.LIST_SIGN}|{labels.LIST_PART})|{labels.IN_BRACKETS}"
_LOOSE = (
    rf"(?P<sign>{labels.LIST_SIGN}|{labels.LIST_PART}|{labels.LOOSE_SIGN})|{labels.IN_BRACKETS}"
)
_JOINED = rf"(?P<sign>{labels.JOINED})|{labels.IN_BRACKETS}"
_TRADE = labels.TRADE_ENDS
_NO_NAME_PART = labels.NO_NAME_PART
_STRAY_NUMBER = labels.STRAY_NUMBER
_STRAY_NOTE = labels.STRAY_NOTE
_LABEL_AHEAD = labels.LABEL_AHEAD
_OTHER_FIRM = labels.OTHER_FIRM
_SAME_FIRM = labels.SAME_FIRM
_WHOLE = labels.WHOLE_IN_BRACKETS
_NAMED = r"[\u3400-\u9fff].*[\u3400-\u9fff]"
_STRAY = rf"^{labels.STRAY}+|{labels.STRAY_END}"
_NO_PART = labels.NO_PART
_AND_OTHERS = labels.AND_OTHERS
_WITH_PERSON = (labels.PERSON_BEHIND, labels.PERSON_AHEAD)
_PERSONS_NAME = labels.PERSONS_NAME
_SHORTEST_NAME = 2


@lru_cache(maxsize=65536)
@clause("二(一)")
def firm_key(name: str) -> str:
    """Return what two spellings of one firm share: 「所涉及的企业为回访对象」.

    NFKC, white space and invisible characters out, brackets of one kind, case folded. Nothing
    further: a legal form or a region left off may be another firm.
    """
    if is_plain(name):
        return name.casefold()
    key = folded(name).translate(_BRACKETS).casefold()
    # A spacing accent loses its blank above and may now join the letter before it.
    return key if key.isalnum() else folded(key).casefold()


def is_reordered(text: str) -> bool:
    """Tell whether hidden characters make a text look other than it reads: 某\u202e司公."""
    return bool(_REORDERING.search(text))


@lru_cache(maxsize=65536)
def clean_name(name: str) -> str:
    """Return a name fit to print: NFC, nothing invisible, no blanks beside Chinese characters."""
    if is_plain(name):
        return name
    return _GAP.sub("", _WHITE.sub(" ", normalize("NFC", lines(name)))).strip()


@lru_cache(maxsize=65536)
def looks_like_firm(name: str) -> bool:
    """Tell whether a name ends as names of firms do."""
    return _TAIL.sub("", firm_key(name)).endswith(labels.FIRM_ENDS)


@lru_cache(maxsize=65536)
def may_be_heading(name: str) -> bool:
    """Tell whether a text may as well be a line over or under firms: 一般企业, 续下页, 本月3家."""
    key = _TAIL.sub("", firm_key(name))
    return not key.endswith(labels.FIRM_ENDS) or key.endswith(labels.KIND_ENDS)


@clause("二(一)")
def is_sole_trader(name: str) -> bool:
    """Tell whether a name is a sole trader's: they stay in the population, counted apart."""
    key = firm_key(name)
    if _COMPANY.search(key):
        return False
    return bool(_SOLE.search(_TAIL.sub("", key)) or _SOLE.search(key))


@lru_cache(maxsize=65536)
def is_no_firm(name: str) -> bool:
    """Tell whether a name is plainly a person's, a public body's or a building's, or names nobody
    (各企业).
    """
    key = firm_key(name)
    if _COLLECTIVE.search(key) or names_nothing(name):
        return True
    if not _COMPANY.search(key) and _PUBLIC.search(key):
        return True
    return bool(_PERSON.search(key)) and not looks_like_firm(name)


@lru_cache(maxsize=65536)
def names_nothing(text: str) -> bool:
    """Tell whether a cell of the firm's column is plainly another's: a day, a number, 已办结."""
    return _NO_FIRM.fullmatch(folded(text).casefold()) is not None


def names_company(name: str) -> bool:
    """Tell whether a name is a company's beyond doubt: units and titles never end so."""
    return _TAIL.sub("", firm_key(name)).endswith(labels.COMPANY_ENDS)


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """Return a firm's name without what strayed to its ends: 1、“甲公司”。 or 甲公司（补报）."""
    text = clean_name(name)
    # Nothing strays to a letter: what is taken off begins, or ends, with a sign or a digit, but
    # for the numbers of a list in words.
    is_labelled = ":" in text or "：" in text
    if (
        text
        and text[0].isalpha()
        and text[-1].isalpha()
        and text[1:3].isalnum()
        and not is_labelled
    ):
        return text
    before = ""
    while text != before:
        before = text
        text = re.sub(_STRAY_NOTE, "", re.sub(_STRAY_NUMBER, "", text))
        text = re.sub(_LABEL_AHEAD, "", text)
        text = re.sub(_STRAY, "", text)
        whole = re.fullmatch(_WHOLE, text)
        text = whole["name"] if whole else _without_half_bracket(text)
    return text or clean_name(name)


def may_name_person(text: str) -> bool:
    """Tell whether anything is set off from a firm's name that could be a person's."""
    if text.isalpha() or is_company_alone(text):
        return False
    return _with_person(text) is not None


def _with_person(text: str) -> re.Match[str] | None:
    told = lines(text).strip()
    found = (re.fullmatch(each, told) for each in _WITH_PERSON)
    return next(filter(None, found), None)


def person_beside(text: str, contact: str) -> tuple[str, str] | None:
    """Return a cell's firm and the person who is set off from it: 甲公司-张三; else None.

    A branch, a place or a part of the firm belongs to its name. Whoever is the row's ``contact``
    is a person, whatever the name.
    """
    found = _with_person(text)
    if found is None or looks_like_firm(found["person"]):
        return None
    person, title = found["person"], found["title"] or ""
    is_contact = f"{found['role'] or ''}{person}{title}" == contact
    is_called = title or (found["role"] and len(person) >= _SHORTEST_NAME)
    if not (is_contact or is_called or re.fullmatch(_PERSONS_NAME, person)):
        return None
    return found["firm"], person + title


def _without_half_bracket(text: str) -> str:
    """Return a name without a bracket at either end that nothing closes, or nothing opens."""
    opened = sum(map(text.count, labels.OPENING))
    closed = sum(map(text.count, labels.CLOSING))
    half = labels.OPENING if opened > closed else labels.CLOSING if closed > opened else ""
    if half and text[-1] in half:
        return text[:-1]
    return text[1:] if half and text[0] in half else text


@lru_cache(maxsize=65536)
def is_company_alone(text: str) -> bool:
    """Tell at one look whether a text is a company's name and nothing else, as most cells are.

    Such a text is all of what :func:`firms_in`, :func:`bare_name` and the like make of it.
    """
    return _COMPANY_ALONE.fullmatch(text) is not None


@lru_cache(maxsize=65536)
@clause("二(一)")
def firms_in(name: str) -> tuple[str, ...]:
    """Return the firms named in one cell: 「所涉及的企业为回访对象」, every one of them.

    Between signs of a list each part is a name once one of them is a firm's; over a line's end or
    a blank each must be a firm's whole name, for a long name is broken there too. A branch
    belongs to the name before it; the numbers of a list are nobody's name.
    """
    whole = bare_name(name)
    # Letters alone, and no company before the end: nothing in it could part two names.
    if (
        whole == name
        and name.isalpha()
        and labels.JOINED_AFTER not in name[: -len(labels.JOINED_AFTER)]
    ):
        return (name,)
    text = lines(name)
    if not _SIGN.search(text):
        return (whole,) if whole else ()
    listed = _parts(_LIST, text)
    if len(listed) > 1 and any(map(_is_named_by_trade, listed)):
        loose = _parts(_LOOSE, text)
        return tuple(dict.fromkeys(loose if all(map(looks_like_firm, loose)) else listed))
    if len(listed) > 1 and all(map(_PERSON.search, listed)):
        return tuple(dict.fromkeys(listed))
    loose = _parts(_LOOSE, text)
    if len(loose) > 1 and all(map(looks_like_firm, loose)):
        return tuple(dict.fromkeys(loose))
    joined = _parts(_JOINED, text)
    if len(joined) > 1 and all(re.search(_TRADE, part) for part in joined[1:]):
        return tuple(dict.fromkeys(joined))
    return (whole,) if whole else ()


def _is_named_by_trade(part: str) -> bool:
    return looks_like_firm(part) or bool(re.search(_TRADE, part))


def _parts(signs: str, text: str) -> list[str]:
    """Return the names between the signs of a list, none where the parts are one firm's."""
    pieces, start = [], 0
    for found in re.finditer(signs, text):
        if found["sign"] is not None:
            pieces.append(text[start : found.start()])
            start = found.end()
    pieces.append(text[start:])
    named = [bare for each in pieces if (bare := bare_name(each)) and re.search(_NAMED, bare)]
    parts = [each for each in named if not re.fullmatch(_NO_PART, each)]
    if any(re.match(_NO_NAME_PART, part) for part in parts):
        return []
    if any(re.match(_BRANCH, part) or _is_branch_of(parts[0], part) for part in parts[1:]):
        return []
    return parts


def _is_branch_of(parent: str, part: str) -> bool:
    return bool(re.search(_BRANCH, part)) and parent[:4] != part[:4] and len(part) < len(parent)


@lru_cache(maxsize=65536)
def names_more(name: str) -> bool:
    """Tell whether a cell means more firms than it names, such as 甲公司等3家 or 各燃气企业.

    So does one with another company in brackets, as 甲公司（委托乙公司办理）, but for an older name
    of the same.
    """
    if name[:1] in labels.COLLECTIVE_SIGNS and _COLLECTIVE.search(folded(name)):
        return True
    if name.rstrip()[-1:] in labels.ENDS_OF_BRACKETS and (
        other := re.search(_OTHER_FIRM, name.strip())
    ):
        return re.match(_SAME_FIRM, other["inside"].strip()) is None
    if labels.OTHERS_MARK not in name and not name.endswith(labels.COUNT_MARKS):
        return False
    found = re.search(_AND_OTHERS, folded(name))
    return found is not None and looks_like_firm(folded(name)[: found.start()].rstrip(",、;"))
