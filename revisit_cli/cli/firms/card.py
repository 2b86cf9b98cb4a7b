"""One firm on the screen."""

from collections.abc import Sequence

from revisit_cli.cli.screen import say, show_table, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.calls.call import ENDS
from revisit_cli.labels.calls.call import STATES as CALL_STATES
from revisit_cli.labels.problems.problem import CATEGORIES, problem_name
from revisit_cli.labels.problems.problem import STATES as PROBLEM_STATES
from revisit_cli.labels.text import LISTED, by_day, minute
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import STATES as VISIT_STATES
from revisit_cli.records.firms.firm import CalledRow, DrawnRow, FirmShown
from revisit_cli.records.firms.person import Person
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.periods import first_day

# Of names, people and draws, so that a firm of many years stays on one screen.
_MOST = 3
_SHOWN = 10
_HEADINGS = ("期", "事项", "电话", "评价", "上门", "问题")
_NONE = "—"


def show_card(shown: FirmShown) -> None:
    """Print one firm on one screen: who it is, and a line for each of its last months."""
    _show_head(shown, _MOST)
    lines = _months(shown)
    if lines:
        show_table(_HEADINGS, [_line(shown, month) for month in lines[:_SHOWN]], right=(0,))
    else:
        say("还没有往来")
    _show_drawn(shown.draws[-_MOST:])
    earlier = len(lines) - _SHOWN
    left = f"（更早的 {earlier} 期未列）" if earlier > 0 else ""
    tell(f"逐件列出{left}：revisit firms show {shown.firm.id} --all")


def show_whole(shown: FirmShown) -> None:
    """Print everything about one firm, row by row."""
    _show_head(shown, None)
    _show_history(shown)
    _show_followed(shown)
    _show_drawn(shown.draws)


def people_of(people: tuple[Person, ...]) -> str:
    """Return contacts with their numbers in one phrase."""
    return "；".join(" ".join([each.name or "（无姓名）", *each.phones]) for each in people)


def _months(shown: FirmShown) -> list[str]:
    """Return the months in which anything happened, the newest first."""
    months = {each.month for each in shown.services} | {each.month for each in shown.calls}
    months |= {each.month for each in shown.visits} | {each.month for each in shown.problems}
    return sorted(months, key=first_day, reverse=True)


def _line(shown: FirmShown, month: str) -> tuple[str, ...]:
    """Return a month's line: what it was served in, called for, visited for, and told of."""
    services = [each for each in shown.services if each.month == month]
    units = list(dict.fromkeys(each.unit for each in services))
    calls = [each for each in shown.calls if each.month == month]
    visits = [each for each in shown.visits if each.month == month]
    problems = [each for each in shown.problems if each.month == month]
    by = units[0] if len(units) == 1 else f"{len(units)} 家单位"
    cells = (
        f"{len(services)} 件　{by}" if services else "",
        LISTED.join(_called(each) for each in calls),
        LISTED.join(filter(None, map(_rated, calls))),
        LISTED.join(
            f"{VISIT_STATES[each.state]}（{LISTED.join(REASONS[why] for why in each.reasons)}）"
            for each in visits
        ),
        LISTED.join(f"{problem_name(each.id)} {PROBLEM_STATES[each.state]}" for each in problems),
    )
    return (month, *(cell or _NONE for cell in cells))


def _called(call: CalledRow) -> str:
    state = ENDS[call.outcome] if call.outcome else CALL_STATES[call.state]
    return f"{call.id} 号 {state}"


def _rated(call: CalledRow) -> str:
    """Return what a firm answered on the whole, and of whom where it was not alike for all."""
    words = form().overall.words
    by_answer: dict[str, list[str]] = {}
    for unit, answer in call.overall:
        by_answer.setdefault(words[answer], []).append(unit)
    if len(by_answer) == 1:
        return next(iter(by_answer))
    return "；".join(f"{answer}：{LISTED.join(units)}" for answer, units in by_answer.items())


def _show_head(shown: FirmShown, most: int | None) -> None:
    line = shown.firm
    say(f"{line.id} {safe(line.name)}" + ("（个体户）" if line.is_sole_trader else ""))
    for other in shown.names[:most]:
        say(
            f"  又名 {safe(other.name)}（{other.firm} 号，{minute(other.at)} "
            f"{safe(other.by)} 合并：{safe(other.reason)}）"
        )
    if shown.codes:
        told = "、".join(safe(code) for code in shown.codes)
        say(f"  统一社会信用代码 {told}" + ("（多于一个，请核实）" if len(shown.codes) > 1 else ""))
    for person in line.contacts[:most]:
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
        state = ENDS[call.outcome] if call.outcome else CALL_STATES[call.state]
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
            f"{PROBLEM_STATES[problem.state]}，{by_day(problem.due, '')}  {safe(problem.text)}"
        )


def _show_drawn(draws: Sequence[DrawnRow]) -> None:
    if draws:
        say(f"抽取 {len(draws)} 次")
    for drawn in draws:
        words = ["抽中" if drawn.is_selected else "候补"]
        words += ["谢绝"] if drawn.is_declined else []
        words += [] if drawn.is_present is None else ["到会" if drawn.is_present else "未到会"]
        say(f"  {drawn.scope}  第 {drawn.rank} 名，{'，'.join(words)}")
