"""When two names are one firm, and what looks like a firm at all."""

import re
from functools import lru_cache
from unicodedata import category, normalize

from revisit_cli.document import clause
from revisit_cli.labels.ledger import (
    FIRM_ENDINGS,
    FIRM_SEPARATORS,
    PUBLIC_ENDINGS,
    SOLE_TRADER_WORDS,
)

_BRACKETS = str.maketrans("\u3010\u3011\u3014\u3015[]{}", "()()()()")
_SPLIT = re.compile(f"[{re.escape(FIRM_SEPARATORS)}]+")


@lru_cache(maxsize=100_000)
def clean_name(text: str) -> str:
    """Return a name as kept and printed: one line, no controls, no invisible or bidi characters."""
    shown = "".join(c for c in text if c in "\t\n\r" or category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(shown.split())


@lru_cache(maxsize=100_000)
def firm_key(name: str) -> str:
    """Return the text by which two names are one firm: NFKC, no white space, brackets unified.

    Nothing further is ever taken for the same without a person's word.
    """
    return "".join(normalize("NFKC", clean_name(name)).split()).translate(_BRACKETS).casefold()


@clause("二(一)")
def is_sole_trader(name: str) -> bool:
    """Whether a name reads as a sole trader's: in 「所涉及的企业」, counted apart."""
    return any(word in name for word in SOLE_TRADER_WORDS)


def looks_like_firm(name: str) -> bool:
    """Whether a name reads as a firm's, not as a person's or a public body's."""
    bare = re.sub(r"\(.*?\)", "", normalize("NFKC", name)).strip()
    if bare.endswith(PUBLIC_ENDINGS):
        return False
    return bare.endswith(FIRM_ENDINGS) or len(bare) > 4


def split_firms(name: str) -> tuple[str, ...]:
    """Return the firms that one cell names when it names several, else an empty tuple."""
    parts = [part.strip() for part in _SPLIT.split(normalize("NFKC", name)) if part.strip()]
    if len(parts) > 1 and all(part.endswith(FIRM_ENDINGS) and len(part) > 3 for part in parts):
        return tuple(parts)
    return ()
