"""The name of whoever acts: it stands in the log, on paper and on others' screens."""

import re
from unicodedata import normalize

from revisit_cli.errors.command import NameUnreadable
from revisit_cli.plain import safe

LONGEST = 40
_NUMBER = re.compile(r"\d{7}")


def name_given(text: str) -> str:
    """Return a name as it goes on record: one line of what can be seen, no telephone number.

    Raises NameUnreadable.
    """
    name = normalize("NFC", text.strip())
    is_plain = name == safe(name) and not set(name) & set("\t\r\n")
    if not name or len(name) > LONGEST or not is_plain or _NUMBER.search(normalize("NFKC", name)):
        raise NameUnreadable(text=text[:LONGEST], most=LONGEST)
    return name
