"""The card of a firm."""

from revisit_cli.cli.text import ljust, moment, safe
from revisit_cli.labels.call import OUTCOMES, STATES
from revisit_cli.records.call import CallShown


def card(shown: CallShown) -> str:
    """Return the card of one firm as lines of text; every text made harmless."""
    call = shown.call
    lines = []
    if shown.total:
        left = shown.total - shown.position + 1
        days = "" if shown.workdays_left is None else f"（还有 {shown.workdays_left} 个工作日）"
        due = f"{int(call.due[5:7])}月{int(call.due[8:])}日"
        lines.append(
            f"== 第 {shown.position} 通 / 共 {shown.total} 通   剩 {left}   截止 {due}{days} =="
        )
    lines.append(f"{ljust('编号', 6)}{call.id}　{STATES[call.state]}")
    lines.append(f"{ljust('企业', 6)}{safe(call.firm)}")
    if call.carried_from is not None:
        lines.append(f"{ljust('结转', 6)}自 {call.carried_from} 期")
    for who in call.contacts:
        phones = "、".join(spaced(phone) for phone in who.phones) or "（没有可拨的号码）"
        lines.append(f"{ljust('联系', 6)}{safe(who.name) or '（未留姓名）'}　{phones}")
    lines.append(f"{ljust('单位', 6)}{'、'.join(map(safe, call.units))}")
    lines.append(f"{ljust('事项', 6)}{' · '.join(map(safe, call.matters)) or '（未填）'}")
    standing = [each for each in shown.history if not each.is_voided]
    if standing:
        last = standing[-1]
        told = f"{moment(last.at)} {OUTCOMES[last.outcome]}（第 {len(standing)} 次）"
        lines.append(f"{ljust('上次', 6)}{told}")
    return "\n".join(lines)


def spaced(phone: str) -> str:
    """Return a mobile number as one reads it out, ``139 1234 5678``; others as they are."""
    if len(phone) == 11 and phone.startswith("1"):
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    return phone
