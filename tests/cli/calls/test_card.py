"""The card of a firm with more to tell than a screen of 24 lines holds."""

import pytest

from revisit_cli.cli.calls.card import MOST_MATTERS, asked_for, card
from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.call import Call
from revisit_cli.records.calls.card import CallShown, LastAnswers, ServiceShown
from revisit_cli.records.firms.person import Person
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import replace
from tests.cli.calls.desk_script import Clerk
from tests.conftest import Revisit

UNITS = ["审批科", "房产科", "物业科", "建管科", "质监站", "造价站"]


def _shown(matters: int) -> CallShown:
    services = tuple(
        ServiceShown(UNITS[nth % 6], "办事员甲", "2026-11-03", f"事项{nth}", "已办结")
        for nth in range(matters)
    )
    answers = Answers.of(
        attitude="good",
        one_time_notice="yes",
        days=Answer(number=3, text="3"),
        extra_trips="no",
        overall="satisfied",
    )
    last = tuple(LastAnswers("2026-10", unit, answers) for unit in UNITS)
    return CallShown(
        call=Call(
            id=7,
            firm="示例市甲子有限公司",
            units=tuple(UNITS),
            matters=(),
            contacts=(),
            state="new",
            attempts=0,
            next_at=None,
            claimed_by="甲",
            due="2026-12-10",
            is_listed=True,
        ),
        history=(),
        services=services,
        last=last,
        why="new",
        token=1,
        position=1,
        total=9,
    )


@pytest.mark.parametrize("columns", [80, 120])
def test_firm_numbers_and_question_stand_on_one_small_screen(columns: int) -> None:
    lines = card(_shown(40), columns, MOST_MATTERS).splitlines()
    # Two lines of contacts, two of keys and the prompt come to these.
    assert len(lines) <= 24 - 5
    assert "事项  另有 30 件，见 revisit calls show 7" in lines


def test_what_the_card_leaves_out_calls_show_tells() -> None:
    text = card(_shown(40), 80)
    assert all(f"事项{nth} " in text for nth in range(40))
    assert "另有" not in text
    assert "另有" not in card(_shown(MOST_MATTERS), 80, MOST_MATTERS)


def test_units_answered_for_alike_last_month_share_a_line() -> None:
    last = [line for line in card(_shown(1), 120).splitlines() if line.startswith("上期")]
    assert last == [
        "上期  2026-10 审批科、房产科、物业科、建管科、质监站、造价站："
        "总体评价满意 服务态度好 一次性告知是 多头跑否"
    ]


@pytest.mark.parametrize(("columns", "line"), [(80, 0), (64, 1)])
def test_what_was_promised_for_today_stands_at_the_top_where_there_is_room(
    columns: int, line: int
) -> None:
    promised = Appointment(9, "示例市乙丑有限公司", "2026-11-27T10:00:00+08:00")
    told = card(replace(_shown(1), next_promised=promised), columns).splitlines()
    assert told[line].endswith("下一约 10:00 示例市乙丑有限公司")
    assert "下一约" not in card(_shown(1), columns)


@pytest.mark.parametrize(("written", "told"), [("", "许可 · 审批科"), ("月初某日", "月初某日")])
def test_a_service_whose_day_is_missing_or_cannot_be_read_stands_on_the_card(
    revisit: Revisit, written: str, told: str
) -> None:
    path = revisit.folder / "审批科2026年11月.csv"
    row = f"{written},示例市甲有限公司,王工,13800000001,许可"
    path.write_text(f"办理时间,企业名称,联系人,联系电话,事项\n{row}\n", encoding="utf-8")
    revisit("import", path)
    assert told in revisit("calls", "next").out
    assert told in revisit("calls", "show", 1).out


def test_a_call_asks_for_whoever_has_the_number_that_is_dialled(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("7", "138 0000 0099", "李会计", "1", "1", "3", "3", "1", "", "")
    greeted = "".join(capsys.readouterr().out.split())
    assert greeted.index("的联系人甲吗") < greeted.index("的李会计吗")
    asked = "select respondent from attempt order by id"
    assert [each for (each,) in desk.rows(asked)] == [None, "李会计"]


def test_whoever_has_a_number_is_asked_for_before_one_who_has_none() -> None:
    gone, reached = Person("甲", ()), Person("乙", ("13800000001",))
    nameless = Person("", ("13800000002",))
    people = (gone, reached)
    call = Call(1, "示例厂", (), (), people, "new", 0, None, None, "2026-12-10", is_listed=True)
    assert asked_for(call) == "乙"
    assert asked_for(replace(call, contacts=(gone, nameless, reached))) == "乙"
    assert asked_for(replace(call, contacts=(gone,))) == "甲"
    assert asked_for(replace(call, contacts=())) is None
