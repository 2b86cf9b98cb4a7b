"""Ways in which a statement of SQL may be wrong by one condition."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Mutant(NamedTuple):
    """A statement with one thing changed, and what it was and became."""

    sql: str
    what: str


_TOKEN = re.compile(r"--[^\n]*|'(?:[^']|'')*'|<=|>=|<>|\|\||[A-Za-z_:][\w.]*|\d+|\s+|.", re.DOTALL)
_OPENS = frozenset({"where", "on", "having"})
_JOINS = frozenset({"and", "or"})
_ENDS = frozenset(
    {
        "where", "on", "having", "group", "order", "limit", "union", "join", "left", "cross",
        "then", "else", "end", "when", "returning", "do", "as", "intersect", "except", ";",
    }
)  # fmt: skip
_SWAPS = {"<=": "<", "<": "<=", ">=": ">", ">": ">=", "=": "<>", "<>": "=", "max": "min",
          "min": "max"}  # fmt: skip


def mutants(sql: str) -> Iterator[Mutant]:
    """Yield every statement that differs by one condition, join, bound, order, limit, distinct."""
    tokens = _TOKEN.findall(sql)
    yield from _conditions(sql, tokens)
    yield from _words(tokens)
    yield from _orders(tokens)


def _conditions(sql: str, tokens: list[str]) -> Iterator[Mutant]:
    """Drop and turn round each condition of a where, an on, a having, and of what they nest."""
    for start, end, is_or in _spans(tokens):
        text = "".join(tokens[start:end])
        stripped = text.strip()
        if not stripped or re.fullmatch(r"true|false|0|1", stripped):
            continue
        head, tail = "".join(tokens[:start]), "".join(tokens[end:])
        told = " ".join(stripped.split())
        left_out = "false" if is_or else "true"
        yield Mutant(f"{head} {left_out} {tail}", f"drop: {told}")
        if turned := _turned(stripped):
            yield Mutant(f"{head} {turned} {tail}", f"turn: {told}")
        else:
            yield Mutant(f"{head} not ({stripped}) {tail}", f"turn: {told}")


def _turned(text: str) -> str | None:
    """Return the opposite of a null test, whose ``not`` reads as null itself nowhere."""
    if re.fullmatch(r"[\w.]+ is null", text):
        return text.replace(" is null", " is not null")
    if re.fullmatch(r"[\w.]+ is not null", text):
        return text.replace(" is not null", " is null")
    return None


def _spans(words: list[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield first and last word of each condition, and whether an ``or`` joins it."""
    depths = _depths(words)
    for index in range(len(words)):
        if not _begins(words, depths, index):
            continue
        level = depths[index] + (words[index] == "(")
        end = index + 1
        while end < len(words) and not _ends(words, depths, end, level):
            end += 1
        after = words[end].lower() if end < len(words) and depths[end] == level else ""
        yield index + 1, end, "or" in (words[index].lower(), after)


def _depths(words: list[str]) -> list[int]:
    """Return in how many brackets each word stands; a bracket stands outside itself."""
    depth, depths = 0, []
    for word in words:
        depth -= word == ")"
        depths.append(depth)
        depth += word == "("
    return depths


def _begins(words: list[str], depths: list[int], index: int) -> bool:
    """Whether a condition begins after a word: where, on, having, and, or, or a bracket of them."""
    low = words[index].lower()
    if low == "(":
        # Not one of a call or of a select.
        inner = _inside(words, depths, index)
        level = depths[index] + 1
        joins = any(words[at].lower() in _JOINS and depths[at] == level for at in inner)
        return joins and _word_after(words, index) not in ("select", "with")
    if low == "on":
        return _word_after(words, index) != "conflict"
    return low in _OPENS or (low in _JOINS and not _is_of_between(words, index))


def _ends(words: list[str], depths: list[int], at: int, level: int) -> bool:
    if depths[at] != level:
        return depths[at] < level
    low = words[at].lower()
    return low in _ENDS or (low in _JOINS and not _is_of_between(words, at))


def _inside(tokens: list[str], depths: list[int], index: int) -> range:
    end = index + 1
    while end < len(tokens) and depths[end] > depths[index]:
        end += 1
    return range(index + 1, end)


def _word_after(tokens: list[str], index: int) -> str:
    return next((each.lower() for each in tokens[index + 1 :] if each.strip()), "")


def _is_of_between(tokens: list[str], index: int) -> bool:
    before = [each.lower() for each in tokens[:index] if each.strip()][-3:]
    return tokens[index].lower() == "and" and "between" in before


def _words(tokens: list[str]) -> Iterator[Mutant]:
    for index, token in enumerate(tokens):
        low = token.lower()
        before = [each.lower() for each in tokens[:index] if each.strip()]
        last = before[-1] if before else ""
        found: str | None = None
        start = index
        if low == "distinct":
            found = ""
        elif low == "join":
            start = index - 2 if last in ("left", "cross") else index
            found = "join" if last == "left" else None if last == "cross" else "left join"
        elif low in ("<", "<=", ">", ">=", "max", "min") and last != "":
            found = _SWAPS[low]
        elif low == "union" and _word_after(tokens, index) != "all":
            found = "union all"
        elif low == "desc":
            found = ""
        if found is None:
            continue
        text = "".join(tokens[:start]) + found + "".join(tokens[index + 1 :])
        near = " ".join("".join(tokens[max(0, index - 4) : index + 8]).split())
        yield Mutant(text, f"{''.join(tokens[start : index + 1])} -> {found or 'nothing'}: {near}")


def _orders(tokens: list[str]) -> Iterator[Mutant]:
    """Turn round each term of an order, and lift a limit: one row is the first anyhow."""
    depths = _depths(tokens)
    for index, token in enumerate(tokens):
        low = token.lower()
        if low == "limit" and (bound := _word_after(tokens, index)) != "1":
            at = tokens.index(bound, index)
            text = "".join([*tokens[:at], "-1", *tokens[at + 1 :]])
            yield Mutant(text, f"lift: limit {bound}")
        if low == "by" and "order" in (each.lower() for each in tokens[max(0, index - 2) : index]):
            yield from _terms(tokens, depths, index)


def _terms(tokens: list[str], depths: list[int], by: int) -> Iterator[Mutant]:
    start = by + 1
    for at in range(by + 1, len(tokens) + 1):
        is_end = at == len(tokens) or depths[at] < depths[by] or tokens[at].lower() == "limit"
        if not is_end and (tokens[at] != "," or depths[at] != depths[by]):
            continue
        term = "".join(tokens[start:at]).strip()
        # One that goes down already is made to go up among the words.
        if not term.lower().endswith(" desc"):
            text = "".join([*tokens[:start], f" {term} desc ", *tokens[at:]])
            yield Mutant(text, f"down: order by {' '.join(term.split())}")
        start = at + 1
        if is_end:
            return
