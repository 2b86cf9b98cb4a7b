"""What a command lacks, asked for at a terminal: by one table for all commands.

A parameter is looked up as ``command name``, then by what help pages call it, then by its name;
one that stands nowhere is asked for in plain words, by its help.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.line import heard
from revisit_cli.cli.asking.pick import Option, pick, pick_many
from revisit_cli.cli.asking.prompt import Code, choice_shown, day, key, moment, words
from revisit_cli.cli.asking.trail import Back, Stopped
from revisit_cli.cli.context import ASKED, common_of, context_of, may_ask
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.spelling import name_of
from revisit_cli.cli.text import safe
from revisit_cli.errors import RevisitError
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.draws.symposium import ROLES
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import SIGNATURES
from revisit_cli.records.context import Context
from revisit_cli.records.value import Value
from revisit_cli.rulebook.loader import form

Typed = str | Sequence[str]


class Lack(Value):
    """One thing that a command lacks, and all that is known for asking it."""

    ctx: typer.Context
    param: Any
    given: Mapping[str, Any]

    @property
    def context(self) -> Context:
        """Who acts, when and where, as of now."""
        return context_of(self.ctx)

    @property
    def month(self) -> str | None:
        """The month that the command is about, where it is given."""
        found = self.given.get("month")
        return found if isinstance(found, str) else None

    @property
    def label(self) -> str:
        """What the prompt calls it."""
        about = str(self.param.help or "").partition("；")[0].partition("，见")[0]
        metavar = self.param.metavar if self.param.param_type_name == "argument" else ""
        return about or str(metavar)


Question = Callable[[Lack], Typed]


def asked_for(command: Any, ctx: typer.Context, args: Sequence[str]) -> list[str] | None:
    """Return a command line completed by what it lacks, None where nobody can be asked.

    Raises Stopped when the clerk leaves, Back when he goes back beyond the first question.
    """
    lacks = lacking(command, ctx, args)
    if not lacks or not may_ask(common_of(ctx)):
        return None
    typed = _answers(ctx, lacks)
    before: list[str] = []
    after: list[str] = []
    for param in lacks:
        said = typed[param.name]
        values = [said] if isinstance(said, str) else [*said]
        if param.param_type_name == "option":
            before += [f"{name_of(param)}={value}" for value in values]
        else:
            after += values
    ends = "--" in args or not any(value.startswith("-") for value in after)
    return [*before, *args, *([] if ends else ["--"]), *after]


def lacking(command: Any, ctx: typer.Context, args: Sequence[str]) -> list[Any]:
    """Return the parameters that a command line lacks."""
    opts, _, _ = command.make_parser(ctx).parse_args(args=list(args))
    return [
        param
        for param in command.params
        if param.required and param.value_is_missing(param.consume_value(ctx, opts)[0])
    ]


def ask_further(ctx: typer.Context, refusal: RevisitError) -> bool:
    """Ask for what a refusal lacks and put it among the command's values; whether there was any."""
    params: dict[str, Any] = {param.name or "": param for param in ctx.command.params}
    lacks = [params[name] for name in refusal.asks if name in params and not ctx.params.get(name)]
    if not lacks or not may_ask(common_of(ctx)):
        return False
    typed = _answers(ctx, lacks)
    for param in lacks:
        ctx.params[param.name] = param.type_cast_value(ctx, typed[param.name])
    return True


def _answers(ctx: typer.Context, lacks: Sequence[Any]) -> dict[str, Typed]:
    """Ask for each in turn; ``<`` goes back one. Raises Back at the first."""
    ctx.meta[ASKED] = True
    typed: dict[str, Typed] = {}
    at = 0
    while at < len(lacks):
        param = lacks[at]
        try:
            typed[param.name] = _question(ctx, param)(Lack(ctx, param, {**ctx.params, **typed}))
        except Back:
            if at == 0:
                raise
            at -= 1
            continue
        if typed[param.name]:
            at += 1
        else:
            raise Stopped
    return typed


def _question(ctx: typer.Context, param: Any) -> Question:
    path = ctx.command_path.partition(" ")[2]
    is_argument = param.param_type_name == "argument"
    names = (f"{path} {param.name}", param.metavar or "" if is_argument else "", param.name)
    return next((QUESTIONS[name] for name in names if name in QUESTIONS), _words)


def _words(lack: Lack) -> str:
    return words(
        heard,
        f"{lack.label}> ",
        must=True,
        about=str(lack.param.help or ""),
        may_be_one=lack.param.type.name != "text",
    )


def _from(options: Callable[[Lack], Sequence[Option]], prompt: str) -> Question:
    def asked(lack: Lack) -> str:
        found = options(lack)
        if not found:
            tell("  这里还没有可选的")
            return ""
        return pick(heard, prompt, found)

    return asked


def _firm(lack: Lack) -> str:
    return pick(
        heard,
        f"{lack.param.metavar}：名称里的字、首字母、电话里的几位> ",
        (),
        find=lambda text: things.firms(lack.context, text),
    )


def _call(lack: Lack) -> str:
    def find(text: str) -> list[Option]:
        if text.isdecimal() and len(text) < 3:
            return [Option(text, f"第 {text} 号")]
        return things.calls(lack.context, lack.month, text)

    return pick(heard, "哪户：名称里的字、首字母、电话里的几位，或电话号> ", (), find=find)


def _caller(lack: Lack) -> str:
    return pick(
        heard,
        "谁打来的：名称里的字、首字母、来电号码> ",
        (),
        find=lambda text: things.firms_of_calls(lack.context, lack.month, text),
    )


def _chosen(prompt: str, words_of: Mapping[Code, str]) -> Question:
    def asked(_: Lack) -> str:
        return words_of[choice_shown(heard, prompt, words_of)]

    return asked


def _past_day(lack: Lack) -> str:
    return day(heard, f"{lack.label}> ", lack.context, "past").isoformat()


def _future_day(lack: Lack) -> str:
    return day(heard, f"{lack.label}> ", lack.context, "future").isoformat()


def _past_moment(lack: Lack) -> str:
    return _written(moment(heard, f"{lack.label}> ", lambda: lack.context, "past"))


def _future_moment(lack: Lack) -> str:
    return _written(moment(heard, f"{lack.label}> ", lambda: lack.context, "future"))


def _written(found: Any) -> str:
    return f"{found:%Y-%m-%dT%H:%M}"


def _files(lack: Lack) -> Sequence[str]:
    return _paths(lack, pick_many)


def _file(lack: Lack) -> str:
    def one(ask: Any, prompt: str, options: Sequence[Option]) -> Sequence[str]:
        return [found] if (found := pick(ask, prompt, options)) else []

    return next(iter(_paths(lack, one)), "")


def _paths(lack: Lack, choose: Callable[..., Sequence[str]]) -> Sequence[str]:
    """Ask for files: of the folder one stands in, of another, or by their path."""
    options = things.files_here()
    if options:
        say(f"{safe(str(Path().absolute()))} 里的（0 在别处）")
        chosen = choose(heard, f"{lack.label}> ", options)
        if chosen:
            return chosen
    while True:
        said = words(heard, "文件或文件夹在哪里（可以把它拖进窗口）> ", must=True)
        path = Path(said.strip("\"' ")).expanduser()
        if path.is_file():
            return [str(path)]
        if path.is_dir():
            found = things.workbooks(path)
            if found:
                chosen = choose(heard, f"{lack.label}> ", [Option(str(p), p.name) for p in found])
                if chosen:
                    return chosen
                continue
        tell(f"  没有找到“{safe(said)}”")


def _month_asked(lack: Lack) -> str:
    """Ask for a month; Enter is the one at hand."""
    from revisit_cli.operations.days.month import given_month, month_wanted

    at_hand = month_wanted(lack.context, None)
    while True:
        line = key(heard, f"哪一期（回车：{at_hand}）> ", "写 11、11月、2026-11、本期、上期")
        try:
            return month_wanted(lack.context, given_month(line)) if line else at_hand
        except RevisitError as refusal:
            tell(f"  {refusal}")


def _seed(_: Lack) -> str:
    return seed_asked()


def seed_asked() -> str:
    """Ask for the seed as it is typed, to the letter, and say back how long it is."""
    while True:
        seed = words(
            heard,
            "种子（请给出的人亲手打）> ",
            must=True,
            about="机关纪委当场说的一串字，决定名次",
            may_be_one=True,
        )
        wide = [each for each in seed if "\uff01" <= each <= "\uff5e"]
        if wide:
            half = "".join(chr(ord(each) - 0xFEE0) if each in wide else each for each in seed)
            tell(f"  × 「{safe(seed)}」里有全角字，和 {safe(half)} 不是一个种子。请切到英文再打")
            continue
        blanks = "，空格也算" if " " in seed else ""
        say(f"  「{safe(seed)}」共 {len(seed)} 个字{blanks}")
        return seed


def _present(lack: Lack) -> Sequence[str]:
    options = things.invited(lack.context)
    chosen = pick_many(heard, "到会的（按名次，都来了写 全）> ", options)
    names = {each.value: each.name for each in options}
    return [names[value] for value in chosen]


def _decline(lack: Lack) -> Sequence[str]:
    options = things.invited(lack.context)
    names = {each.value: each.name for each in options}
    chosen = pick(heard, "谢绝的是哪家> ", options)
    return [names[chosen]] if chosen else []


_firms_problem = _from(lambda lack: things.problems(lack.context), "哪件> ")
_any_problem = _from(lambda lack: things.problems(lack.context, with_closed=True), "哪件> ")
_unit = _from(lambda lack: things.units(lack.context), "哪个单位> ")
_visit = _from(lambda lack: things.visits(lack.context), "哪户> ")
_flag = _from(lambda lack: things.flags(lack.context), "哪一条> ")
_filing = _from(lambda lack: things.filings(lack.context, lack.month), "哪一份> ")

QUESTIONS: Mapping[str, Question] = {
    "企业": _firm,
    "另一家": _firm,
    "并入": _firm,
    "calls inbound firm": _caller,
    "电话号": _call,
    "calls return which": _call,
    "单位": _unit,
    "问题号": _firms_problem,
    "problems show number": _any_problem,
    "problems reopen number": _any_problem,
    "上门号": _visit,
    "号": _flag,
    "flags verify number": _from(lambda lack: things.flags(lack.context, "pending"), "哪一条> "),
    "座谈号": _from(lambda lack: things.symposia(lack.context), "哪一次> "),
    "duty confirm number": _from(lambda lack: things.findings(lack.context), "哪一条> "),
    "duty dismiss number": _from(lambda lack: things.findings(lack.context), "哪一条> "),
    "duty admonish number": _from(lambda lack: things.findings(lack.context), "哪一条> "),
    "ledgers received filing": _filing,
    "ledgers show name": _filing,
    "ledgers receipt name": _filing,
    "设定": _from(lambda lack: things.settings(lack.context), "哪一项> "),
    "条款": _from(lambda _: things.clauses(), "哪一条> "),
    "备份文件": _from(lambda lack: things.backups(lack.context), "哪一份备份> "),
    "附表号": _chosen("哪一张> ", {"1": "1", "2": "2", "3": "3"}),
    "import files": _files,
    "calls absorb files": _files,
    "file": _file,
    "月份": _month_asked,
    "flags add reason": _chosen("理由> ", REASONS),
    "outcome": _chosen("结果> ", OUTCOMES),
    "symposium record role": _chosen("主持的是> ", ROLES),
    "overall": _chosen("总体评价> ", form().overall.words),
    "signature": _chosen("签字> ", SIGNATURES),
    "held_on": _past_day,
    "on": _past_day,
    "verified_on": _past_day,
    "problems extend to": _future_day,
    "calls appoint when": _future_moment,
    "callback": _future_moment,
    "ledgers received at": _past_moment,
    "seed": _seed,
    "present": _present,
    "sample decline words": _decline,
}
