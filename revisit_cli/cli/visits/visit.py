"""``revisit visits``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Force, Group, Month, MonthOption
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.listing import ListCommand, show_list
from revisit_cli.cli.once import month_of
from revisit_cli.cli.rules.answers import (
    ABOUT,
    ANSWER,
    DIFFICULTY,
    NOT_GIVEN,
    SUGGESTION,
    TAG,
    WORDS,
    evaluation_lines,
    with_answers,
)
from revisit_cli.cli.screen import say, show_csv, show_json, tell
from revisit_cli.cli.text import safe, said_moment
from revisit_cli.labels.calls.call import TAG as TAG_WORD
from revisit_cli.labels.problems.problem import problem_names
from revisit_cli.labels.text import LISTED, day_or_pending, minute
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import NOTES, SIGNATURES, STATES
from revisit_cli.operations.rules.answer import about_given, answers_of_visit
from revisit_cli.operations.visits import form as form_visit
from revisit_cli.operations.visits import visit
from revisit_cli.records.visits.visit import Visit, VisitEntry, VisitRecorded, VisitShown

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)

NUMBER = typer.Argument(metavar="上门号", help="上门回访的号，见 revisit visits list")


@app.callback()
def visits() -> None:
    """上门回访：名单、记录（附表2）、当日行程。

    例：revisit visits list
        revisit visits record 3 --overall 满意 --signed-by 赵总 --signature 签字
    """


@app.command("list", cls=ListCommand)
def list_visits(
    ctx: typer.Context,
    month: Month = None,
    month_option: MonthOption = None,
) -> None:
    """列出本期须上门的全部企业：理由、期限、办到哪一步。

    例：revisit visits list
        revisit visits list 2026-11 --csv
    """
    outcome = visit.list_visits(context_of(ctx), month_of(month, month_option))
    headings = ("号", "企业", "理由", "辖区", "期限", "状态", "带队", "签字")
    rows = [
        (
            each.id,
            each.firm_name,
            _reasons(each),
            each.place,
            day_or_pending(each.due_on),
            STATES[each.state] + ("（逾期）" if each.is_late else ""),
            each.entry.lead,
            each.entry.signature and SIGNATURES[each.entry.signature],
        )
        for each in outcome.visits
    ]
    if show_json(ctx, outcome) or show_csv(ctx, headings, rows):
        return
    if rows:
        late = {row for row, each in enumerate(outcome.visits) if each.is_late}
        show_list(ctx, headings, rows, right=(0, 4), red=late, spare=(6, 7))
    hint = "" if rows else "：没有列入的企业。列入：revisit flags add 企业 --reason 理由"
    say(f"{outcome.month} 期须上门 {len(rows)} 家，已完成 {outcome.done_count} 家{hint}")


@app.command("show", cls=Command)
def show(ctx: typer.Context, number: Annotated[int, NUMBER]) -> None:
    """显示一次上门回访的全部记录（廉洁一项只对机关纪委可见）。

    例：revisit visits show 2
    """
    outcome = visit.show(context_of(ctx), number, shows_phones=common_of(ctx).show_phones)
    if not show_json(ctx, outcome):
        for line in _lines(outcome):
            say(line)


@app.command("record", cls=Command)
@with_answers
def record(
    ctx: typer.Context,
    number: Annotated[int, NUMBER],
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            help="评价的是哪个单位；默认本期为其办事的各单位（几家回答不同的一家一次，最后一次写签字）",
        ),
    ] = None,
    given: Mapping[str, str | None] = NOT_GIVEN,
    answer: Annotated[list[str] | None, ANSWER] = None,
    words: Annotated[list[str] | None, WORDS] = None,
    suggestion: Annotated[str | None, SUGGESTION] = None,
    difficulty: Annotated[str | None, DIFFICULTY] = None,
    about: Annotated[list[str] | None, ABOUT] = None,
    tag: Annotated[list[str] | None, TAG] = None,
    no_problem: Annotated[bool, typer.Option("--no-problem", help="不记成问题")] = False,
    lead: Annotated[str | None, typer.Option("--leader", "--lead", help="带队领导")] = None,
    chief: Annotated[
        str | None,
        typer.Option("--role", "--chief", help="带队的是主要领导、分管领导，还是别人"),
    ] = None,
    district: Annotated[str | None, typer.Option("--district", help="所在辖区")] = None,
    participants: Annotated[
        list[str] | None, typer.Option("--participant", help="参加人，可多次")
    ] = None,
    observers: Annotated[
        list[str] | None,
        typer.Option("--observer", help="邀请的机关纪委、体验官、行业协会，可多次"),
    ] = None,
    respondent: Annotated[str | None, typer.Option("--respondent", help="被访人姓名")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="被访人电话")] = None,
    at: Annotated[str | None, typer.Option("--at", help="上门时间，默认现在")] = None,
    signature: Annotated[str | None, typer.Option("--signature", help="签字、盖章、拒签")] = None,
    signed_by: Annotated[str | None, typer.Option("--signed-by", help="由谁签字盖章")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="拒签的理由")] = None,
    witnesses: Annotated[
        list[str] | None, typer.Option("--witness", help="拒签见证人，须两名")
    ] = None,
    scan: Annotated[str | None, typer.Option("--scan", help="签字扫描件的路径")] = None,
    settles: Annotated[
        list[str] | None,
        typer.Option(
            "--settles",
            metavar="理由",
            help="只了结这些理由，可多次；默认了结上门那天以前的全部理由",
        ),
    ] = None,
    cases: Annotated[
        list[str] | None,
        typer.Option("--case", metavar="编号", help="是为哪一件去的（来源编号），可多次"),
    ] = None,
) -> None:
    """记录一次上门回访；没有签字或盖章的，先记为未签字，补签后再记一次。

    例：revisit visits record 2 --leader 张三 --district 浉河区 --overall 满意
        revisit visits record 2 --signature 盖章 --scan 附表2.pdf
    """
    entry = VisitEntry(
        at=at,
        answers=answers_of_visit(given, answer or (), words or ()),
        unit=unit,
        lead=lead,
        is_lead_chief=visit.is_chief(chief),
        district=district,
        participants=visit.names(participants),
        observers=visit.names(observers),
        respondent=respondent,
        respondent_phone=phone,
        signature=visit.signature(signature),
        signed_by=signed_by,
        refusal_reason=reason,
        witnesses=visit.names(witnesses),
        suggestion=suggestion,
        difficulty=difficulty,
        tags=tuple(tag or ()),
        scan_path=None if scan is None else str(Path(scan).absolute()),
        settles=visit.names(settles),
        cases=visit.names(cases),
    )
    outcome = visit.record(
        context_of(ctx),
        number,
        entry,
        with_problems=not no_problem,
        about=about_given(about or ()),
    )
    if not show_json(ctx, outcome):
        _show_recorded(outcome)


def _show_recorded(outcome: VisitRecorded) -> None:
    visit_shown = outcome.visit
    firm, state = safe(visit_shown.firm_name), STATES[visit_shown.state]
    say(f"已保存 {visit_shown.id} 号上门回访：{firm}，{state}")
    if outcome.problems:
        names = problem_names(outcome.problems)
        say(f"记成问题：{names}（revisit problems show {outcome.problems[0]}）")
    if outcome.owed_again is not None:
        tell(f"还有理由没有了结，须再上门一次：revisit visits record {outcome.owed_again}")
    for note in visit_shown.notes:
        tell(f"注意：{NOTES[note].format(due_on=visit_shown.due_on)}")
    if "unsigned" in visit_shown.notes:
        sign = "--signed-by 姓名 --signature 签字"
        tell(f"签了以后：revisit visits record {visit_shown.id} {sign}")


@app.command("sheet", cls=Command)
def sheet(
    ctx: typer.Context,
    month: MonthOption = None,
    district: Annotated[str | None, typer.Option("--district", help="只要这个辖区或地点的")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="写到哪个文件，默认 上门行程.xlsx")
    ] = None,
    force: Force = False,
) -> None:
    """写出还没上门的企业，按辖区排好，一行一家，带签字栏。

    例：revisit visits sheet
        revisit visits sheet --district 浉河区 -o 浉河区行程.xlsx
    """
    outcome = form_visit.write_round(
        context_of(ctx),
        month=month,
        district=district,
        path=output,
        shows_phones=common_of(ctx).show_phones,
        force=force,
    )
    if not show_json(ctx, outcome):
        say(f"已写出 {outcome.count} 家到 {outcome.path}")


@app.command("void", cls=Command)
def void(
    ctx: typer.Context,
    number: Annotated[int, NUMBER],
    reason: Annotated[str, typer.Option("--reason", help="作废的理由")],
) -> None:
    """作废一次上门记录，写明理由；企业回到待上门名单。

    例：revisit visits void 2 --reason 记错了企业
    """
    outcome = visit.void(context_of(ctx), number, reason)
    if not show_json(ctx, outcome):
        say(f"已作废 {number} 号上门记录，企业回到待上门名单。")


def _reasons(found: Visit) -> str:
    return "、".join(REASONS[each] for each in found.reasons)


def _lines(shown: VisitShown) -> list[str]:
    found, entry = shown.visit, shown.visit.entry
    signature = entry.signature and SIGNATURES[entry.signature]
    pairs = (
        ("企业", found.firm_name),
        ("理由", _reasons(found)),
        ("期限", day_or_pending(found.due_on)),
        ("状态", STATES[found.state] + ("（逾期）" if found.is_late else "")),
        ("上门时间", said_moment(entry.at, found.entered_at)),
        ("带队", (entry.lead or "") + ("（局主要领导）" if entry.is_lead_chief else "")),
        ("辖区", found.place),
        ("参加人", "、".join(entry.participants)),
        ("邀请", "、".join(entry.observers)),
        ("被访人", " ".join(each for each in (entry.respondent, shown.phone) if each)),
        (
            "签字",
            " ".join(filter(None, (signature, entry.signed_by))),
        ),
        ("拒签理由", entry.refusal_reason),
        ("见证人", "、".join(entry.witnesses)),
        ("所为何件", "、".join(entry.cases)),
        ("意见建议", entry.suggestion),
        ("困难问题", entry.difficulty),
        (TAG_WORD, LISTED.join(entry.tags)),
        ("扫描件", entry.scan_path),
        ("核对码", entry.scan_sha256),
        ("问题", problem_names(shown.problems)),
    )
    lines = [f"{found.id} 号上门回访　{found.month} 期"]
    lines += [f"{name}：{safe(value)}" for name, value in pairs if value]
    lines += [line for each in shown.evaluations for line in evaluation_lines(each)]
    lines += [
        f"{minute(each.at)} {safe(each.by)} 作废一次记录：{safe(each.reason)}"
        for each in shown.voided
    ]
    return [*lines, *(f"注意：{NOTES[note].format(due_on=found.due_on)}" for note in found.notes)]
