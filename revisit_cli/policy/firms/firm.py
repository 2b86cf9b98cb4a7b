"""When two names are one firm, and what is a firm at all."""

import re
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.firms import firm as labels
from revisit_cli.policy.text import folded, is_plain, lines

_BRACKETS = str.maketrans(labels.BRACKETS, "()" * (len(labels.BRACKETS) // 2))
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WHITE = re.compile(r"\s+")
_WIDE = r"[^\x00-\x7f]"
_GAP = re.compile(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})")
_TAIL = re.compile(r"[(（][^()（）]*[)）]$")
_BRANCH = re.compile(labels.BRANCH_ENDS)
_SPLIT = re.compile(labels.NAME_SPLIT)
_NUMBER = re.compile(labels.NAME_NUMBER)
_NO_PART = re.compile(labels.NO_PART)
_SOLE = re.compile(labels.SOLE_TRADER)
_COMPANY = re.compile(labels.COMPANY)
_AND_OTHERS = re.compile(labels.AND_OTHERS)
_NO_NAME = re.compile(labels.NO_NAME)
_PUBLIC = re.compile(labels.PUBLIC_BODY)
_PERSON = re.compile(f"{labels.PERSON_WORDS}|{labels.PERSON}")


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
@clause("二(一)")
def is_sole_trader(name: str) -> bool:
    """Tell whether a name is a sole trader's: they stay in the population, counted apart."""
    key = firm_key(name)
    if _COMPANY.search(key):
        return False
    return bool(_SOLE.search(_TAIL.sub("", key)) or _SOLE.search(key))


@lru_cache(maxsize=65536)
def is_no_firm(name: str) -> bool:
    """Tell whether a name is plainly a person's or a public body's, or names nobody (各企业)."""
    key = firm_key(name)
    if _NO_NAME.search(key):
        return True
    if not _COMPANY.search(key) and _PUBLIC.search(key):
        return True
    return bool(_PERSON.search(key)) and not looks_like_firm(name)


def names_company(name: str) -> bool:
    """Tell whether a name is a company's beyond doubt: units and titles never end so."""
    return _TAIL.sub("", firm_key(name)).endswith(labels.COMPANY_ENDS)


@lru_cache(maxsize=65536)
def firms_in(name: str) -> tuple[str, ...]:
    """Return the firms named in one cell: several only where each part is a firm's whole name.

    A branch after a blank belongs to the name before it; the numbers of a list are none's name.
    """
    whole = clean_name(name)
    if not _SPLIT.search(lines(name)):
        return (whole,) if whole else ()
    pieces = [part.strip() for part in _SPLIT.split(lines(name)) if part.strip()]
    named = [part for part in pieces if not _NO_PART.fullmatch(part)]
    parts = [clean_name(_NUMBER.sub("", part)) for part in named]
    if len(pieces) < 2 or not parts or not all(looks_like_firm(part) for part in parts):
        return (whole,) if whole else ()
    if any(_BRANCH.match(part) or _is_branch_of(parts[0], part) for part in parts[1:]):
        return (whole,)
    return tuple(dict.fromkeys(parts))


def _is_branch_of(parent: str, part: str) -> bool:
    return bool(_BRANCH.search(part)) and parent[:4] != part[:4] and len(part) < len(parent)


@lru_cache(maxsize=65536)
def names_more(name: str) -> bool:
    """Tell whether a cell says that it means more firms than it names, such as 甲公司等3家."""
    found = _AND_OTHERS.search(folded(name))
    return found is not None and looks_like_firm(folded(name)[: found.start()].rstrip(",、;"))
