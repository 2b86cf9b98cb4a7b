"""A visit as it is keyed from the form, and the reasons for visits: 5 and 14 of the menu."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.pick import pick
from revisit_cli.cli.asking.prompt import choice_shown, day, moment, numbered, words, yes
from revisit_cli.cli.asking.trail import Stopped, answered, by_question
from revisit_cli.cli.calls.aloud import lead, read_out
from revisit_cli.cli.calls.desk_questions import Given, Reading, ask_all
from revisit_cli.cli.menu.sitting import Sitting, options
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.calls import aloud
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.operations.calls import questionnaire
from revisit_cli.operations.rules.confided import may_seal
from revisit_cli.operations.visits import visit as operations
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.visits.visit import Visit
from revisit_cli.rulebook.loader import form

# Options of a command, and what is said for them.
_Told = dict[str, str | Sequence[str] | None]
_FLAG = {
    "add": "列一家",
    "import": "收一张表",
    "verify": "查实投诉信访",
    "list": "看清单",
    "drop": "撤下",
}
_SIGNS = {
    "self": "{who}签了",
    "other": "别人签",
    "stamp": "盖章",
    "refused": "不肯签",
    "later": "以后补",
}
_NEEDS_PROOF = ("complaint", "petition")
_WITNESSES = 2
_WHO = "先写带队的领导（列出的写数字），空一格，再写见的人；不知道见的是谁就只写带队的"


def visit(sitting: Sitting) -> None:
    """Choose a firm that was visited and key in 附表2."""
    left = [
        each for each in things.visits_of(sitting.context, sitting.month) if each.state != "done"
    ]
    if not left:
        tell("没有要上门的。列一家：按 14")
        return
    chosen = pick(sitting.ask, "哪户> ", [things.visit_option(each) for each in left])
    if not chosen:
        raise Stopped
    found = next(each for each in left if str(each.id) == chosen)
    shown = operations.show(sitting.context, found.id, shows_phones=False)
    if found.state == "unsigned":
        said = _signature(sitting, found.entry.respondent or "")
        sitting.run("visits", "record", found.id, *options(**said))
        return
    given: Given = {}
    reading = Reading(lead(shown.services, shown.units), is_sealed=may_seal(sitting.context))

    def ask_form() -> None:
        ask_all(
            sitting.ask,
            given,
            shown.units,
            is_partial=False,
            save=lambda _: None,
            note="",
            reading=reading,
        )

    def ask_rest() -> tuple[_Told, _Told]:
        told = _who(sitting, found)
        read_out(aloud.VISIT_OPENS)
        # One question of many, with a way back of its own; what it was told it keeps.
        answered(("附表2",), ask_form)
        read_out(aloud.VISIT_CLOSES)
        return told, _signature(sitting, str(told.get("respondent") or ""))

    told, signed = by_question(ask_rest)
    _record(sitting, found, shown.units, given, told, signed)


def _who(sitting: Sitting, found: Visit) -> _Told:
    """Ask when somebody went there, who led and who was met."""
    context = sitting.context
    known = _leaders(sitting)
    when: datetime | None = None
    listed = f"  {numbered(list(known))} " if known else ""
    # After the due day today is no more likely than another.
    is_today = found.due_on is None or context.today <= found.due_on
    other = "；0 不是今天去的" if is_today else ""
    prompt = f"谁带队、见的是谁{listed}（张局长 赵磊{other}）> "
    if is_today:
        said = words(sitting.ask, prompt, must=True, about=_WHO, may_be_one=True)
        is_today = said != "0"
    if not is_today:
        when = moment(sitting.ask, "哪天去的（昨天下午、12-18 10:00）> ", lambda: sitting.context)
        said = words(sitting.ask, prompt.replace(other, ""), must=True, about=_WHO, may_be_one=True)
    lead, _, met = said.partition(" ")
    if lead.isdecimal() and 1 <= int(lead) <= len(known):
        lead = list(known)[int(lead) - 1]
        is_chief = known[lead]
    else:
        is_chief = yes(
            sitting.ask,
            f"{safe(lead)} 是局主要领导吗  1 是  （回车：不是）> ",
            about="重点项目企业要主要领导带队上门；照实答",
        )
    return {
        "leader": lead,
        "role": "主要领导" if is_chief else "别人",
        "respondent": met.strip() or None,
        "at": None if when is None else f"{when:%Y-%m-%dT%H:%M}",
    }


def _leaders(sitting: Sitting) -> Mapping[str, bool]:
    """Return who led visits of the month before, and whether each is the chief."""
    return {
        each.entry.lead: bool(each.entry.is_lead_chief)
        for each in things.visits_of(sitting.context, sitting.month)
        if each.entry.lead
    }


def _signature(sitting: Sitting, met: str) -> _Told:
    """Ask how the form was signed; a refusal wants its reason and two witnesses."""
    who = safe(met) or "本人"
    signs = {code: word.format(who=who) for code, word in _SIGNS.items()}
    how = choice_shown(
        sitting.ask,
        "签字> ",
        signs,
        about="附表2要企业负责人或联络员签字或盖章；不肯签的写明原因，两人见证",
    )
    if how == "later":
        return {}
    if how == "refused":
        why = words(sitting.ask, "为什么不签> ", must=True, about="对方怎么说的，印在附表2上")
        return {"signature": "拒签", "reason": why, "witness": _witnesses(sitting)}
    name = met
    if how != "self" or not met:
        name = words(
            sitting.ask,
            "谁签的（姓名）> " if how != "stamp" else "谁盖的（姓名）> ",
            must=True,
            about="签字或盖章的人的姓名",
        )
    return {"signature": "盖章" if how == "stamp" else "签字", "signed_by": name}


def _witnesses(sitting: Sitting) -> list[str]:
    while True:
        said = words(
            sitting.ask,
            "两名在场的见证人（中间空一格）> ",
            must=True,
            about="当时在场的两个人的姓名；记录人、带队人至多算一个",
        )
        names = said.replace("、", " ").replace("，", " ").split()
        if len(set(names)) >= _WITNESSES:
            return names
        tell("  要两名")


def _record(
    sitting: Sitting,
    found: Visit,
    units: Sequence[str],
    given: Given,
    told: _Told,
    signed: _Told,
) -> None:
    """Put the visit on record: units that answered alike together, others one by one.

    The first step says who was there, the last how it was signed: with that the visit is done.
    """
    groups = list(questionnaire.alike(given, units))
    if len(groups) > 1:
        say(f"各家答的不同，分 {len(groups)} 步存；签字在最后一步")
    for place, (unit, answers) in enumerate(groups, 1):
        is_last = place == len(groups)
        more: _Told = dict(told) if place == 1 else {}
        if is_last:
            more |= {
                **signed,
                "suggestion": given.get("suggestion"),
                "difficulty": given.get("difficulty"),
                "tag": questionnaire.problem_tags(given),
                "about": [f"{code}={unit}" for code, unit in questionnaire.about_of(given)],
            }
        flags = ["--no-problem"] if is_last and given.get("problem") == "none" else []
        said = options(unit=unit, answer=_answers(answers), words=_words(answers), **more)
        if not sitting.run("visits", "record", found.id, *said, *flags):
            return


def _answers(answers: Answers) -> list[str]:
    found = []
    for code, answer in answers.given:
        choice_of = form().question(code).choice(answer.code)
        text = choice_of.word if choice_of else answer.text or str(answer.number)
        found.append(f"{code}={text}")
    return found


def _words(answers: Answers) -> list[str]:
    return [f"{code}={text}" for code, text in answers.words]


def flag(sitting: Sitting) -> None:
    """Put a firm on the list of visits, by a reason."""
    what = choice_shown(
        sitting.ask,
        "做什么（回车：列一家）> ",
        _FLAG,
        enter="add",
        about="投诉、信访查实了的，超期办结的，反映难办的，差评的，一户不落都要上门",
    )
    if what == "add":
        _add(sitting)
    else:
        month = {"list": [sitting.month], "import": options(month=sitting.month)}
        sitting.run("flags", what, *month.get(what, []))


def _add(sitting: Sitting) -> None:
    firm = pick(
        sitting.ask,
        "哪户（名称里的字、首字母）> ",
        (),
        find=lambda text: things.firms(sitting.context, text),
    )
    if not firm:
        raise Stopped
    reason = choice_shown(
        sitting.ask,
        "理由> ",
        {code: word for code, word in REASONS.items() if code not in _TOLD_BY_CALLS},
        about="一个理由一条；同一家几个理由分几次列，去一次可以一起了结",
    )
    verified = None
    if reason in _NEEDS_PROOF and yes(
        sitting.ask,
        "查实了吗  1 查实了  （回车：还在查）> ",
        about="查实了的才列入上门；还在查的先挂着，查实了再列",
    ):
        verified = day(sitting.ask, "哪天查实的> ", sitting.context).isoformat()
    source = words(
        sitting.ask,
        "来源编号或依据（没有就回车）> ",
        must=False,
        about="12345 工单号、信访件号等，好对得上是哪一件",
    )
    told = options(
        reason=REASONS[reason], verified_on=verified, case=source or None, month=sitting.month
    )
    sitting.run("flags", "add", firm, *told)


# What a firm says on the telephone puts it on the list by itself.
_TOLD_BY_CALLS = ("dissatisfied", "extra_trips", "unreachable")
