"""The blind card as lines, and what is said when an answer was saved."""

from collections.abc import Iterator

from revisit_cli.cli.calls.card import spaced
from revisit_cli.cli.screen import bold, show_whole
from revisit_cli.cli.text import ljust, safe, wrap
from revisit_cli.labels.text import minute
from revisit_cli.records.recheck.entry import BlindCard, EntryRecorded

_LABEL = 6
_MOST_MATTERS = 8


def hold(card: BlindCard) -> None:
    """Let a card that was just claimed be shown with its firm's numbers."""
    show_whole(phone for who in card.contacts for phone in who.phones)


def card_lines(card: BlindCard, width: int) -> Iterator[str]:
    """Yield the card of one drawn call as lines of at most so many columns."""
    tries = f"　打过 {card.tries} 次没通" if card.tries else ""
    yield f"{ljust('复核', _LABEL)}{card.position}/{card.of}　第 {card.rank} 名{tries}"
    firm = safe(card.firm) + (f"（抽取时名 {safe(card.was)}）" if card.was else "")
    parts = [("企业", firm)]
    for unit, matter, day in card.matters[:_MOST_MATTERS]:
        told = (safe(unit), safe(matter or "（未填事项）"), (day or "")[5:])
        parts.append(("事项", " ".join(text for text in told if text)))
    if hidden := len(card.matters) - _MOST_MATTERS:
        parts += [("", f"另有 {hidden} 件")] if hidden > 0 else []
    for who in card.contacts:
        phones = "　".join(map(spaced, who.phones)) or "（没有号码）"
        parts.append(("电话", f"{phones}　{safe(who.name)}".rstrip()))
    for label, text in parts:
        first, *more = wrap(text, width - 1 - _LABEL, "")
        yield ljust(label, _LABEL) + (bold(first) if label in ("企业", "电话") else first)
        yield from (" " * _LABEL + line for line in more)


def recorded_line(told: EntryRecorded) -> str:
    """Return what is said when an answer was saved: not whether it agrees."""
    again = f"，{minute(told.next_at)[5:]} 再打" if told.next_at else ""
    left = f"还剩 {told.left} 家。是否相符，抽完一起出" if told.left else "全部办完"
    return f"√ 已记 第 {told.rank} 名 {safe(told.firm)}{again}　{left}"
