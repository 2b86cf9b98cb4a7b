"""The menu's first screen: what is urgent, what is due, what Enter does, how it is left."""

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.cli.context import CommonOptions
from revisit_cli.cli.menu.home import ABOUT, ACTS, Line, act_of, lines_of, pressing
from revisit_cli.cli.text import width
from revisit_cli.labels.reports.status import DUTIES
from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.context import BEIJING
from revisit_cli.records.reports.status import Agenda, DueProblem, Duty, StatusShown
from tests.cli.terminal import Spawn, answer
from tests.conftest import Revisit

NOW = datetime(2026, 12, 3, 9, 48, tzinfo=BEIJING)
At = Callable[..., Any]


@pytest.fixture
def at(desk: Revisit, spawn: Spawn) -> At:
    return lambda **more: spawn(desk, **more)


def _shown(agenda: Agenda | None = None, **done: tuple[int, int, str | None, bool]) -> StatusShown:
    duties = tuple(
        Duty("三(一)1", what, due, count, of, late, "")
        for name, what in DUTIES.items()
        for count, of, due, late in [done.get(name, (0, 0, None, False))]
    )
    return StatusShown("2026-11", "2026-12-03", duties, 2026, agenda or Agenda())


def _line(shown: StatusShown, number: str) -> Line:
    return next(each for each in lines_of(shown, NOW) if each.number == number)


@pytest.mark.parametrize(
    ("done", "of", "due", "late", "mark"),
    [
        (5, 9, "2026-12-10", False, "办"),
        (5, 9, "2026-12-03", False, "急"),
        (5, 9, "2026-12-02", True, "急"),
        (9, 9, "2026-12-02", False, "完"),
        (9, 9, "2026-12-03", False, "完"),
        (0, 0, "2026-12-03", False, "  "),
    ],
)
def test_what_is_due_today_or_late_is_urgent_and_what_is_done_is_done(
    done: int, of: int, due: str, late: bool, mark: str
) -> None:
    shown = _shown(visits=(done, of, due, late))
    assert _line(shown, "5").mark == mark


@pytest.mark.parametrize(("minutes", "mark"), [(-5, "急"), (14, "急"), (16, "办"), (300, "办")])
def test_an_appointment_is_urgent_a_quarter_of_an_hour_before(minutes: int, mark: str) -> None:
    promised = (Appointment(1, "示例厂", (NOW + timedelta(minutes=minutes)).isoformat()),)
    agenda = Agenda(appointments=promised) if minutes > 0 else Agenda(broken=promised)
    shown = _shown(agenda, calls=(5, 9, "2026-12-10", False), lock=(1, 1, None, False))
    line = _line(shown, "3")
    assert line.mark == mark
    assert "示例厂" in line.more[0]


@pytest.mark.parametrize(
    ("due", "mark"), [("2026-12-03", "急"), ("2026-12-02", "急"), ("2026-12-04", "办")]
)
def test_a_problem_is_urgent_on_its_last_day(due: str, mark: str) -> None:
    shown = _shown(
        Agenda(problems=(DueProblem(12, "示例厂", due),)), problems=(0, 1, due, due < "2026-12-03")
    )
    assert _line(shown, "4").mark == mark
    assert "P-0012" in _line(shown, "4").more[0]


@pytest.mark.parametrize(
    ("due", "mark"), [("2026-12-03", "急"), ("2026-12-02", "急"), ("2026-12-04", "办")]
)
def test_a_problem_of_another_month_is_shown_before_it_is_due(due: str, mark: str) -> None:
    near = Agenda(problems=(DueProblem(12, "示例厂", due),))
    for own in ((0, 0), (2, 2)):
        shown = _shown(near, problems=(*own, None, False), causes=(*own, None, False))
        line = _line(shown, "4")
        late = "超期或" if due < "2026-12-03" else ""
        assert (line.mark, line.told) == (mark, f"别的月份 1 件{late}快到期")
        assert "P-0012" in line.more[0]


def test_enter_is_what_presses_most() -> None:
    due, urgent, done = Line("办", "3", ""), Line("急", "5", ""), Line("完", "1", "")
    assert pressing([done, due, urgent]) == "5"
    assert pressing([done, due]) == "3"
    assert pressing([done]) == "1"


def test_every_number_of_the_menu_does_something() -> None:
    for number in ACTS:
        assert callable(act_of(number))


def test_a_month_before_that_is_not_cleared_is_told() -> None:
    shown = _shown(Agenda(uncleared="2026-10"))
    assert "10月还没清零" in _line(shown, "7").told
    assert _line(shown, "7").mark == "急"


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_screen_fits_and_can_be_shown(at: At, columns: int, encoding: str) -> None:
    child = at(columns=columns, encoding=encoding)
    child.expect("办哪件")
    lines = re.sub(r"\x1b\[[?\d;]*[a-zA-Z]", "", child.before).splitlines()
    assert max(map(width, lines)) < columns
    assert len(lines) < 24
    assert "\\u" not in child.before
    assert any("台账" in line for line in lines)


@pytest.mark.parametrize("colour", [True, False])
def test_red_is_only_for_what_is_urgent_and_the_word_stays_without_it(
    desk: Revisit, at: At, colour: bool
) -> None:
    desk.now = "2026-12-10T09:00"
    child = at(**({} if colour else {"NO_COLOR": "1"}))
    child.expect("办哪件")
    assert "急" in child.before
    assert ("\x1b[31m急" in child.before) is colour
    assert colour or "\x1b" not in child.before


def test_leaving_says_goodbye_and_the_end_of_input_and_ctrl_c_are_told(at: At) -> None:
    child = at()
    child.expect("办哪件[^>]*> ")
    child.sendline("q")
    child.expect("再见")
    child.wait()
    assert child.exitstatus == 0

    child = at()
    child.expect("办哪件[^>]*> ")
    child.sendeof()
    child.expect("输入结束，当作离开")
    child.wait()
    assert child.exitstatus == 130

    child = at()
    child.expect("办哪件[^>]*> ")
    child.delaybeforesend = 0.1
    child.send("\x03")
    child.expect("已停下")
    child.wait()
    assert child.exitstatus == 130


def test_q_in_an_act_does_nothing_and_comes_back(desk: Revisit, at: At) -> None:
    child = at()
    answer(child, "14", "1", "乙丑", "q")
    child.expect("没有办，什么也没有改")
    child.expect("办哪件")
    assert desk.json("flags", "list")["flags"] == []


def test_q_after_a_step_that_was_saved_says_that_it_stands(desk: Revisit, at: At) -> None:
    desk("problems", "add", "--words", "窗口少")
    child = at()
    answer(child, "4", "1", "办公室 赵六", "q")
    child.expect("前面存上的留着")
    child.expect("办哪件")
    assert desk.json("problems", "list")["problems"][0]["state"] == "assigned"


def test_what_was_typed_before_the_menu_stood_there_is_dropped(desk: Revisit, at: At) -> None:
    child = at()
    child.send("2\n1\n")
    child.expect("办哪件[^>]*> ")
    child.sendline("q")
    child.expect("再见")
    assert not desk.json("calls", "list")["locked"]


def test_a_slip_is_told_with_what_fits(at: At) -> None:
    child = at()
    child.expect("办哪件[^>]*> ")
    child.sendline("77")
    child.expect("没看懂“77”")
    child.expect("办哪件")


def test_a_month_typed_turns_to_it(at: At) -> None:
    child = at()
    child.expect("2026年11月（10月26日至11月25日）")
    child.expect("办哪件[^>]*> ")
    child.sendline("上期")
    child.expect("2026年10月（9月26日至10月25日）")


def test_the_list_is_of_as_many_firms_as_the_report_has_in_every_month(
    desk: Revisit, spawn: Spawn
) -> None:
    """A call that a month handed on is still of its N, and is none of the next month's."""
    desk("calls", "lock", "2026-11")
    for call in (1, 2):
        desk("calls", "record", call, "--outcome", "接通", "--overall", "满意")
    desk.now = "2026-12-21T09:00"
    desk("close", "2026-11", "--carry", "call:3", "--decided-by", "张局长")
    path = desk.folder / "12月.csv"
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    row = "审批科,办事员甲,2026.12.3,施工许可,示例市丁卯有限公司,联系人丁,13800000004"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    desk("import", path)
    desk.now = "2026-12-28T09:00"
    for locked in (False, True):
        child = spawn(desk)
        for month, told in (
            ("11月", "3 户"),
            ("12月", "1 户，另有上期转来 1" if locked else "1 户，可以定了"),
        ):
            child.expect("办哪件[^>]*> ")
            child.sendline(month)
            child.expect(f"2 定名单    ({told})\r")
            counted = desk.json("report", "month", f"2026-{month[:2]}")["list"]
            assert counted["frozen"] + counted["added"] == (3 if month == "11月" else 1)
        child.expect("办哪件[^>]*> ")
        child.sendline("q")
        child.expect("再见")
        if not locked:
            desk("calls", "lock", "2026-12")


def test_the_name_is_asked_once_below_the_head_and_kept(desk: Revisit, spawn: Spawn) -> None:
    home = str(desk.folder / "home")
    child = spawn(desk, REVISIT_BY="", XDG_DATA_HOME=home)
    child.expect("您的姓名")
    assert re.search(r"11月25日）  +11月26日 周四", child.before)
    answer(child, "<")
    child.expect("这里是开头")
    answer(child, "王芳")
    child.expect("2 定名单")
    child.expect("办哪件")
    again = spawn(desk, REVISIT_BY="", XDG_DATA_HOME=home)
    again.expect("王芳  11月26日")
    again.expect("办哪件")
    assert "您的姓名" not in again.before


def test_the_first_start_says_where_one_is_before_it_asks_for_a_name(
    revisit: Revisit, spawn: Spawn
) -> None:
    child = spawn(revisit, REVISIT_BY="", XDG_DATA_HOME=str(revisit.folder / "home"))
    child.expect("企业回访  市住建局 +11月26日")
    child.expect("还没有回访数据")
    child.expect("您的姓名[^>]*> ")
    child.sendline("王芳")
    child.expect("1 收台账")
    child.expect("办哪件")


def test_a_mistyped_name_is_seen_at_the_first_start(desk: Revisit, spawn: Spawn) -> None:
    typo = str(desk.folder / "错.db")
    child = spawn(desk, "--db", typo)
    child.expect("还没有回访数据")
    child.expect(f"里有 {desk.db.name}。名字写错了就按 q")
    answer(child, "q")
    child.expect("再见")


@pytest.mark.parametrize(("typed", "locked"), [("提前", True), ("", False), ("1", False)])
def test_the_list_is_fixed_early_only_by_the_word_and_with_a_reason(
    desk: Revisit, at: At, typed: str, locked: bool
) -> None:
    desk("units", "add", "房产中心")
    desk.now = "2026-11-24T09:00"
    child = at()
    answer(child, "2", "迎检先打一批", typed)
    child.expect("办哪件")
    assert desk.json("calls", "list")["locked"] is locked


def test_the_clerks_last_act_is_taken_back_by_eight(desk: Revisit, at: At) -> None:
    desk("flags", "add", "乙丑", "--reason", "反映难办", by="甲")
    child = at()
    answer(child, "8", "1")
    child.expect("> ")
    child.sendline("1")
    child.expect("办哪件")
    shown = child.before
    assert "没看懂" not in shown


_LISTING = """
import atexit, sys
told = {out!r}
atexit.register(lambda: open(told, "w").write("\\n".join(sys.modules)))
sys.argv = ["revisit", *{words!r}]
from revisit_cli.cli import main
main()
"""


def _loaded(desk: Revisit, spawn: Spawn, *words: str) -> set[str]:
    """Return the modules that a command has loaded by its end, at a terminal."""
    out = desk.folder / "modules.txt"
    child = spawn(desk, "-c", _LISTING.format(out=str(out), words=words), is_module=False)
    if not words:
        child.expect("办哪件[^>]*> ")
        child.sendline("q")
    child.expect_eof()
    return set(out.read_text().split())


def test_the_first_screen_loads_what_status_loads_and_the_menu_itself(
    desk: Revisit, spawn: Spawn
) -> None:
    status, menu = _loaded(desk, spawn, "status"), _loaded(desk, spawn)
    own = {each for each in menu - status if each.startswith("revisit_cli.")}
    allowed = ("revisit_cli.cli.menu", "revisit_cli.cli.asking")
    assert {each for each in own if not each.startswith(allowed)} <= {
        "revisit_cli.cli.usage",
        "revisit_cli.labels.calls.listing",
        "revisit_cli.operations.days.moment",
        "revisit_cli.operations.days.words",
        "revisit_cli.policy.days.words",
        "revisit_cli.labels.days.words",
        "revisit_cli.errors.days.words",
    }
    assert not {"rich", "openpyxl", "pypinyin", "sqlite_utils.cli"} & (menu - status)


def test_status_and_the_next_card_load_no_menu(desk: Revisit, spawn: Spawn) -> None:
    for words in (("status",), ("calls", "next", "--no-input")):
        found = _loaded(desk, spawn, *words)
        assert not any(each.startswith("revisit_cli.cli.menu") for each in found)
        assert "readline" not in found


@pytest.mark.parametrize("is_at_menu", [True, False])
def test_what_a_number_of_the_menu_runs_names_no_command_to_type_next(
    desk: Revisit,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_at_menu: bool,
) -> None:
    monkeypatch.setenv("REVISIT_DB", str(desk.db))
    monkeypatch.setenv("REVISIT_NOW", desk.now)
    root = get_command(app)
    for words in (["problems", "add", "--words", "停车难"], ["sample", "freeze"]):
        with root.make_context("revisit", words, obj=CommonOptions(is_at_menu=is_at_menu)) as ctx:
            root.invoke(ctx)
        said = capsys.readouterr()
        assert said.out
        assert ("下一步：" in said.err) is not is_at_menu


def test_eight_lists_what_can_be_taken_back_and_takes_back_what_is_chosen(
    desk: Revisit, spawn: Spawn
) -> None:
    for call in (1, 2):
        desk("calls", "record", call, "--outcome", "无人接听", by="甲")
    child = spawn(desk)
    child.expect("办哪件[^>]*> ")
    child.sendline("8")
    child.expect("撤哪条（0 不撤）> ")
    lines = [line for line in str(child.before).splitlines() if re.match(r" \d ", line)]
    assert [line[:15] for line in lines] == [" 1 11-26 09:00 ", " 2 11-26 09:00 "]
    assert "第 2 号回访" in lines[0]
    child.sendline("2")
    child.expect(r"1 撤（回车：不撤）> ")
    child.sendline("1")
    child.expect("√ 已撤销")
    child.expect(r"同一件事的命令：\s*revisit undo --event \d+")
    states = {each["id"]: each["attempts"] for each in desk.json("calls", "list")["calls"]}
    assert (states[1], states[2]) == (0, 1)


@pytest.mark.parametrize("number", [each for each in ACTS if each not in ("1", "15", "18", "19")])
def test_before_there_is_data_the_menu_says_what_comes_first(
    revisit: Revisit, spawn: Spawn, number: str
) -> None:
    child = spawn(revisit)
    child.expect("还没有回访数据")
    child.expect("办哪件[^>]*> ")
    child.sendline(number)
    child.expect("还没有数据：先收台账（1）或单位名册（15）")
    child.sendline("q")
    child.expect("再见")
    assert not revisit.db.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("核对码", "它就变"), ("租约", "由谁正在打"), ("词语", "有效回访率"), ("<", "这里是开头")],
)
def test_a_word_of_the_trade_typed_at_the_menu_is_explained(at: At, typed: str, told: str) -> None:
    child = at()
    answer(child, typed)
    child.expect(told)
    child.sendline("q")
    child.expect("再见")


def test_what_can_be_taken_back_says_so_and_what_cannot_does_not(desk: Revisit, at: At) -> None:
    child = at()
    answer(child, "15", "园林科", "1", "1")
    child.expect("已登记 园林科")
    child.expect("8 撤销\r\n同一件事的命令：")
    answer(child, "17")
    child.expect("已备份")
    shown = child.before
    child.expect("同一件事的命令：")
    assert "8 撤销\r\n同一件事" not in shown + child.before
    assert "园林科" in {each["name"] for each in desk.json("units", "list")["units"]}


TRIES = 5
SPREAD = 1.2  # what the same process takes more at one time than at another


def _processor_seconds(desk: Revisit, spawn: Spawn, *words: str) -> float:
    """Return what a command takes of the processor, at a terminal, from its start to its end."""
    resource: Any = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = spawn(desk, *words)
    if not words:
        child.expect("办哪件[^>]*> ")
        child.sendline("q")
    child.expect_eof()
    child.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def test_the_first_screen_takes_no_more_of_the_processor_than_status(
    desk: Revisit, spawn: Spawn
) -> None:
    pairs = [
        (_processor_seconds(desk, spawn), _processor_seconds(desk, spawn, "status"))
        for _ in range(TRIES)
    ]
    menu, status = (min(each) for each in zip(*pairs, strict=True))
    assert menu <= status * SPREAD, pairs


def test_a_visit_of_another_day_and_a_setting_of_one_digit_are_typed_once(
    desk: Revisit, at: At
) -> None:
    desk("flags", "add", "乙丑", "--reason", "重点项目")
    child = at()
    answer(child, "5", "1", "0")
    child.expect("哪天去的")
    answer(child, "q", "18", "2", "recheck_percent", "5")
    child.expect(r"同一件事的命令：\s*revisit settings set recheck_percent 5")


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_no_line_of_the_menu_is_wider_than_one_reads(desk: Revisit, at: At, columns: int) -> None:
    for name in ("防", "审", "质", "燃"):
        desk("units", "add", f"{name}字头的一个名称很长很长的局属事业单位服务中心")
    child = at(columns=columns)
    child.logfile_read = io.StringIO()
    answer(child, "10", "?", "q")
    child.expect("再见")
    lines = re.sub(r"\x1b\[[\d;?]*[a-z]", "", child.logfile_read.getvalue()).splitlines()
    assert len(lines) > 12
    assert max(map(width, lines)) < min(columns, 100)


def test_every_month_that_the_menu_offers_to_type_is_no_number_of_an_act() -> None:
    (offered,) = re.findall(r"看别的月份写月份：([^。]+)。", ABOUT)
    assert not set(offered.split("、")) & ACTS.keys()
    assert len(offered.split("、")) == 3
