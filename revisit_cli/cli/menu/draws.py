"""The draw before witnesses, invitations, the symposium: 6 of the menu."""

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.line import drop_typed_ahead
from revisit_cli.cli.asking.missing import seed_asked
from revisit_cli.cli.asking.pick import Option, pick, pick_many
from revisit_cli.cli.asking.prompt import choice_shown, day, key, words, yes
from revisit_cli.cli.asking.trail import Back, Stopped, by_question
from revisit_cli.cli.calls.aloud import read_out
from revisit_cli.cli.menu.sitting import Sitting, options
from revisit_cli.cli.screen import tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import RevisitError
from revisit_cli.labels.calls import aloud
from revisit_cli.labels.draws.sample import scope_words
from revisit_cli.labels.draws.symposium import ROLES
from revisit_cli.operations.draws import sample
from revisit_cli.operations.draws.sample import DrawRequest
from revisit_cli.records.draws.sample import PoolFrozen

_AFTER = {
    "decline": "有谢绝的，递补",
    "invite": "邀请名单",
    "record": "记座谈",
    "export": "打印抽签单",
    "show": "看名次",
}
_START = "开抽"


def draw(sitting: Sitting) -> None:
    """Go on where the half-year's draw stands: freeze, draw, invite, record."""
    last = _last(sitting)
    if last is None:
        _freeze(sitting)
    elif last.draw is None:
        _draw(sitting)
    else:
        _after(sitting)


def _last(sitting: Sitting) -> PoolFrozen | None:
    freezes = sample.list_draws(sitting.context).freezes
    return freezes[-1] if freezes else None


def _freeze(sitting: Sitting) -> None:
    try:
        tried = sample.freeze(sitting.context, DrawRequest(None, None, None), is_dry_run=True)
    except RevisitError as refusal:
        tell(f"× {refusal}")
        return
    scope = scope_words(tried.scope.half, tried.scope.month)
    read_out(aloud.POOL.format(scope=scope, count=tried.pool.count, size=tried.size))
    drop_typed_ahead()
    if not yes(sitting.ask, "1 封名单  （回车：不封）> ", "抽签前封好，谁也不能再换"):
        raise Stopped
    if sitting.run("sample", "freeze"):
        read_out(aloud.FROZEN)
        by_question(lambda: _draw(sitting))


def giver_asked(sitting: Sitting) -> str:
    """Ask who gives the seed of a draw, whatever is drawn."""
    return words(
        sitting.ask,
        "种子由谁给（机关纪委 姓名）> ",
        must=True,
        about="给种子的人的姓名，印在抽签单上，由他签字",
    )


def _draw(sitting: Sitting) -> None:
    giver = giver_asked(sitting)
    while True:
        seed = seed_asked()
        drop_typed_ahead()
        try:
            said = key(
                sitting.ask,
                f"写 {_START} 才抽（< 重打）> ",
                about="写 开抽 两个字才抽；抽过不能撤，只能写明理由另行封名单再抽",
            )
        except Back:
            continue
        if said == _START:
            break
        tell(f"  没有抽。写 {_START} 才抽，q 离开")
    if sitting.run("sample", "symposium", *options(seed=seed, seed_from=giver)):
        export(sitting)


def export(sitting: Sitting) -> None:
    """Write the sheet to be signed, and what a stranger checks it with."""
    sitting.run("sample", "export", *sitting.written(f"抽签单_{sitting.context.today:%Y%m%d}"))


def _after(sitting: Sitting) -> None:
    what = choice_shown(
        sitting.ask,
        "做什么> ",
        _AFTER,
        about="谢绝的由候补按名次补上；开完会再记座谈",
    )
    if what == "decline":
        _decline(sitting)
    elif what == "invite":
        _invite(sitting)
    elif what == "record":
        _record(sitting)
    elif what == "export":
        export(sitting)
    else:
        sitting.run("sample", "show")


def _decline(sitting: Sitting) -> None:
    invited = things.invited(sitting.context)
    names = {each.value: each.name for each in invited}
    chosen = pick(sitting.ask, "谢绝的是哪家> ", invited)
    if not chosen:
        raise Stopped
    why = words(sitting.ask, "为什么> ", must=True, about="谢绝的原因，印在名单上")
    sitting.run("sample", "decline", names[chosen], *options(reason=why))


def _invite(sitting: Sitting) -> None:
    at = words(
        sitting.ask,
        "哪天几点开（没定就回车）> ",
        must=False,
        about="写进邀请名单：12月9日9:00、下周三上午；没定可以以后再印",
    )
    place = words(
        sitting.ask, "在哪里开（没定就回车）> ", must=False, about="写进邀请名单，如 三楼会议室"
    )
    name = f"邀请名单_{sitting.context.today:%Y%m%d}.xlsx"
    told = options(at=at or None, place=place or None)
    sitting.run("symposium", "invite", *told, *sitting.written(name))


def _record(sitting: Sitting) -> None:
    """Ask who held it when, who came, what was said."""
    held = day(sitting.ask, "哪天开的（今天、昨天、11-24）> ", sitting.context)
    chair = words(
        sitting.ask, "谁主持（姓名）> ", must=True, about="到会主持的人的姓名：局主要领导或分管领导"
    )
    role = choice_shown(sitting.ask, "是> ", ROLES, about="主持的人是局主要领导，还是分管领导")
    invited = things.invited(sitting.context)
    names = {each.value: each.name for each in invited}
    absent = _absent(sitting, invited)
    present = [name for value, name in names.items() if value not in absent]
    said = _said(sitting, [Option(value, name) for value, name in names.items()])
    minutes = words(
        sitting.ask,
        "记录（一句话，没有就回车）> ",
        must=False,
        about="会议记录里的一句话；各家提的问题上一步已经记了",
    )
    told = options(
        on=held.isoformat(),
        chair=chair,
        role=ROLES[role],
        present=present,
        absent=[names[value] for value in absent],
        problem=said,
        minutes=minutes or None,
    )
    sitting.run("symposium", "record", *told)


def _absent(sitting: Sitting, invited: list[Option]) -> tuple[str, ...]:
    """Ask who did not come: nobody is present by Enter."""
    while True:
        chosen = pick_many(sitting.ask, "没来的（数字；都来了写 0）> ", invited)
        if len(chosen) < len(invited):
            return chosen
        tell("  一家也没来，不成座谈")


def _said(sitting: Sitting, invited: list[Option]) -> list[str]:
    """Ask what each firm that spoke brought up."""
    found: list[str] = []
    while True:
        more = "还有哪家说了问题" if found else "哪家说了问题"
        chosen = pick(sitting.ask, f"{more}（数字；没有写 0）> ", invited)
        if not chosen:
            return found
        name = next(each.name for each in invited if each.value == chosen)
        about = "照他说的记，一两句就行；记下就是一件问题，到期前要答复"
        said = words(sitting.ask, f"{safe(name)} 说的> ", must=True, about=about)
        found.append(f"{name}={said}")
