"""One problem from who sees to it until it is closed: 4 of the menu.

Every step is a command of its own and saved when it is answered; whoever leaves goes on there.
"""

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.pick import Option, pick
from revisit_cli.cli.asking.prompt import choice_shown, day, words
from revisit_cli.cli.asking.trail import Stopped, by_question
from revisit_cli.cli.menu.sitting import Sitting, options
from revisit_cli.cli.screen import say
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.records.problems.problem import Problem

_NOW = {
    "answer": "办好并已答复",
    "handle": "办了，还没答复",
    "transfer": "移交别的部门",
    "extend": "延期",
    "wait": "还没有",
}
CAUSES = ("告知不清", "流程问题", "人手不足", "作风问题", "系统故障", "政策限制", "不属我局")
_AGREES = {"agrees": "认可", "objects": "不认可", "absent": "联系不上"}
_RUNNING = ("open", "assigned", "transferred")


def handle(sitting: Sitting) -> None:
    """Choose a problem and see it on, step by step."""
    found = things.open_problems(sitting.context)
    lines = [things.problem_option(each) for each in found]
    chosen = pick(sitting.ask, "办哪件（0 记一件新的）> ", lines)
    if not chosen:
        add(sitting)
        return
    problem = next(each for each in found if problem_name(each.id) == chosen)
    _assign(sitting, problem)
    # What is saved is not gone back over: each step is by itself.
    if problem.state in _RUNNING and not by_question(lambda: _see_to(sitting, chosen)):
        return
    if problem.state == "handled" and not by_question(lambda: _answered(sitting, chosen)):
        return
    by_question(lambda: _close(sitting, chosen))


def add(sitting: Sitting) -> None:
    """Put a new problem on record."""
    firm = pick(
        sitting.ask,
        "哪户反映的（名称里的字、首字母；0 不是企业）> ",
        (),
        find=lambda text: things.firms(sitting.context, text),
    )
    text = words(sitting.ask, "是什么事> ", must=True, about="照他的话记，一两句就行；到期前要答复")
    unit = pick(sitting.ask, "是哪家的事（0 都不是）> ", things.units(sitting.context))
    on = day(
        sitting.ask, "哪天反映的（回车：今天）> ", sitting.context, enter=sitting.context.today
    )
    told = options(words=text, unit=unit or None, on=on.isoformat())
    sitting.run("problems", "add", *([firm] if firm else []), *told)


def _assign(sitting: Sitting, problem: Problem) -> None:
    """Say who sees to it, where nobody does; Enter takes those who saw to the last one."""
    if problem.state != "open":
        return
    known = _teams(sitting)
    default = f"回车：{known[0][0]}，{known[0][1]} 牵头；" if known else ""
    prompt = f"谁来办（{default}专班和牵头的领导，中间空一格）> "
    said = words(sitting.ask, prompt, must=not known, about="处理这件事的专班，和牵头的分管领导")
    team, _, leader = said.partition(" ")
    if known and not said:
        team, leader = known[0]
    if not leader.strip():
        leader = words(sitting.ask, "谁牵头（分管领导）> ", must=True, about="分管领导的姓名")
    sitting.run("problems", "assign", problem_name(problem.id), *options(team=team, leader=leader))


def _teams(sitting: Sitting) -> list[tuple[str, str]]:
    from revisit_cli.operations.problems import problem

    found = problem.list_problems(
        sitting.context, None, only_late=False, unit=None, state=None
    ).problems
    return [(each.team, each.leader) for each in reversed(found) if each.team and each.leader]


def _see_to(sitting: Sitting, name: str) -> bool:
    """Ask what became of it; say whether it is answered."""
    what = choice_shown(
        sitting.ask,
        "现在> ",
        _NOW,
        about="答复了企业，时限就停；移交以后对方答复了企业才停；延期要领导决定",
    )
    if what == "answer":
        return _answered(sitting, name)
    if what == "handle":
        said = words(
            sitting.ask, "怎么办的> ", must=True, about="办了什么，一两句；还没答复企业，时限不停"
        )
        sitting.run("problems", "handle", name, *options(words=said))
    elif what == "transfer":
        to = words(
            sitting.ask,
            "移交哪个部门> ",
            must=True,
            about="接手的部门全称；移交以后仍要盯到企业得到答复",
        )
        receipt = words(
            sitting.ask,
            "对方回执（没有就回车）> ",
            must=False,
            about="对方收文的文号或经手人，没有可以以后补",
        )
        sitting.run("problems", "transfer", name, *options(to=to, receipt=receipt or None))
    elif what == "extend":
        _extend(sitting, name)
    return False


def _extend(sitting: Sitting, name: str) -> None:
    to = day(sitting.ask, "延到哪天> ", sitting.context, "future")
    who = words(
        sitting.ask, "哪位决定的> ", must=True, about="同意延期的领导的姓名；要在到期以前决定"
    )
    why = words(sitting.ask, "为什么> ", must=True, about="为什么要延期，印在问题清单上")
    sitting.run(
        "problems", "extend", name, *options(until=to.isoformat(), decided_by=who, words=why)
    )


def _answered(sitting: Sitting, name: str) -> bool:
    said = words(
        sitting.ask, "怎么答复的> ", must=True, about="怎么对企业说的，一两句；企业不认可还可以重开"
    )
    return sitting.run("problems", "answer", name, *options(words=said))


def _close(sitting: Sitting, name: str) -> None:
    """Ask for the cause and the firm's word, and close it."""
    say("接着倒查办结，q 以后再说")
    causes = [Option(each, each) for each in CAUSES]
    cause = pick(sitting.ask, "根子在哪（数字，或自己写）> ", causes, adds=True)
    if not cause:
        raise Stopped
    opinion = choice_shown(
        sitting.ask,
        "企业认不认可> ",
        _AGREES,
        about="照企业的话记；不认可的仍算已答复，可以重开再办",
    )
    if opinion == "absent":
        why = words(sitting.ask, "怎么联系不上> ", must=True, about="打了几次、什么情况")
        sitting.run("problems", "close", name, *options(cause=cause, reason=why))
        return
    said = {"agrees": "企业认可", "objects": "企业不认可"}[opinion]
    if opinion == "objects":
        said = f"{said}：{words(sitting.ask, '怎么说的> ', must=True, about='照企业的话记')}"
    sitting.run("problems", "close", name, *options(cause=cause, words=said))
