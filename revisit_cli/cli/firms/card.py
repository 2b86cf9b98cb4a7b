"""One firm on the screen."""

from revisit_cli.cli.screen import say
from revisit_cli.cli.text import safe
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.call import STATES as CALL_STATES
from revisit_cli.labels.problems.problem import CATEGORIES
from revisit_cli.labels.problems.problem import STATES as PROBLEM_STATES
from revisit_cli.labels.text import minute
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import STATES as VISIT_STATES
from revisit_cli.records.firms.firm import FirmShown
from revisit_cli.records.firms.person import Person
from revisit_cli.rulebook.loader import form


def show_card(shown: FirmShown) -> None:
    """Print everything about one firm."""
    _show_head(shown)
    _show_history(shown)
    _show_followed(shown)


def people_of(people: tuple[Person, ...]) -> str:
    """Return contacts with their numbers in one phrase."""
    return "；".join(" ".join([each.name or "（无姓名）", *each.phones]) for each in people)


def _show_head(shown: FirmShown) -> None:
    line = shown.firm
    say(f"{line.id} {safe(line.name)}" + ("（个体户）" if line.is_sole_trader else ""))
    for other in shown.names:
        say(
            f"  又名 {safe(other.name)}（{other.firm} 号，{minute(other.at)} "
            f"{safe(other.by)} 合并：{safe(other.reason)}）"
        )
    if shown.codes:
        told = "、".join(safe(code) for code in shown.codes)
        say(f"  统一社会信用代码 {told}" + ("（多于一个，请核实）" if len(shown.codes) > 1 else ""))
    for person in line.contacts:
        say(f"  联系人 {safe(people_of((person,)))}")


def _show_history(shown: FirmShown) -> None:
    say(f"事项 {len(shown.services)} 件")
    for service in shown.services:
        day = service.served_on or "无日期"
        words = [service.matter, service.completion, service.officer]
        told = " · ".join(safe(word) for word in words if word)
        say(f"  {service.month}  {day}  {safe(service.unit)}  {told}")
    say(f"电话 {len(shown.calls)} 次")
    answers = form().overall.words
    for call in shown.calls:
        state = OUTCOMES[call.outcome] if call.outcome else CALL_STATES[call.state]
        rated = "，".join(f"{safe(unit)} {answers[word]}" for unit, word in call.overall)
        say(f"  {call.month}  {call.id} 号  {state}，拨打 {call.attempts} 次  {rated}".rstrip())


def _show_followed(shown: FirmShown) -> None:
    say(f"上门 {len(shown.visits)} 次")
    for visit in shown.visits:
        reasons = "、".join(REASONS[reason] for reason in visit.reasons)
        say(f"  {visit.month}  {visit.id} 号  {VISIT_STATES[visit.state]}  {reasons}")
    say(f"问题 {len(shown.problems)} 件")
    for problem in shown.problems:
        say(
            f"  {problem.month}  {problem.id} 号  {CATEGORIES[problem.category]}  "
            f"{PROBLEM_STATES[problem.state]}，{problem.due} 前  {safe(problem.text)}"
        )
    if shown.draws:
        say(f"抽取 {len(shown.draws)} 次")
    for drawn in shown.draws:
        words = ["抽中" if drawn.is_selected else "候补"]
        words += ["谢绝"] if drawn.is_declined else []
        words += [] if drawn.is_present is None else ["到会" if drawn.is_present else "未到会"]
        say(f"  {drawn.scope}  第 {drawn.rank} 名，{'，'.join(words)}")
