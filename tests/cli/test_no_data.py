"""Over no data file, a new one and a month without firms, no command tells a thing twice."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.testing import CliRunner

from revisit_cli.cli import screen
from revisit_cli.cli.app import app
from revisit_cli.errors import ExitCode
from tests.cases import hold_each
from tests.cli.pages import all_words, command_of
from tests.conftest import Revisit
from tests.ledgers import write_ledger

FIRM, OTHER, UNIT = "甲公司", "乙公司", "审批科"
DECIDED = "--evidence 登记 --decided-by 张三"
# What a command asks for at least; a table and other files lie in the folder that it runs in.
ASKED = {
    "import": "表.csv", "calls inbound": FIRM, "calls take": "1", "calls release": "1",
    "calls skip": "1 --reason 开标", "calls undo": "1 --reason 误记",
    "calls not-served": "1 --leader 张三 --reason 没办过", "calls absorb": "表.csv",
    "calls record": "1 --outcome 占线", "calls appoint": "1 15:00", "calls show": "1",
    "calls sheet": "--names 甲 -o 回访表", "calls return": "--list -o 补号",
    "close": "2026-11 --yes --decided-by 张局长", "report unit": UNIT, "ledgers show": "1",
    "ledgers receipt": "1", "ledgers zero": UNIT, "ledgers undo": "1",
    "ledgers received": "1 2026-11-25T17:00 --reason 早到", "ledgers template": UNIT,
    "ledgers cross-check": "表.csv", "firms search": "甲", "firms show": FIRM,
    "firms apart": f"{FIRM} {OTHER}", "firms merge": f"{FIRM} {OTHER} --yes", "firms split": FIRM,
    "firms erase": f"{FIRM} --reason 企业要求 --yes", "units show": UNIT, "units add": "新科",
    "units alias": f"{UNIT} 审批", "units set": f"{UNIT} --leader 张三", "units import": "名册.csv",
    "units rename": f"{UNIT} 审批一科", "sample symposium": "--seed 3714",
    "sample decline": f"{FIRM} --reason 出差", "recheck record": "1 --answer 打过 --by 周正",
    "recheck next": "--by 周正", "recheck sheet": "--names 周正", "recheck absorb": "表.csv",
    "recheck confirm": f"1 {DECIDED}", "recheck dismiss": f"1 {DECIDED}",
    "recheck draw": "--seed 3714", "symposium invite": "-o 邀请.xlsx", "symposium show": "1",
    "symposium record": "--on 2026-11-26 --chair 张三 --role 主要领导 --present 全部",
    "symposium void": "1 --reason 误记", "flags add": f"{FIRM} --reason 差评",
    "flags import": "表.csv --reason 差评", "flags verify": "1 --verified-on 2026-11-20",
    "flags drop": "1 --reason 误记", "visits show": "1", "visits record": "1 --leader 张局长",
    "visits void": "1 --reason 误记", "problems show": "1", "problems add": "--words 停车难",
    "problems assign": "1 --team 一组 --leader 组长", "problems handle": "1 --words 办了",
    "problems answer": "1 --words 答了", "problems transfer": "1 --to 别局",
    "problems extend": "1 --until 2026-12-20 --decided-by 张局长",
    "problems close": "1 --cause 流程 --words 排队", "problems reopen": "1 --words 又来",
    "duty report": f"{UNIT} --words 要求五星", "duty confirm": f"1 {DECIDED}",
    "duty dismiss": "1 --reason 误列 --decided-by 张三", "duty key new": "-o 私钥",
    "duty admonish": "1 --on 2026-11-26 --talker 张三 --whom 李四", "duty open": "--key 私钥",
    "forms": "1", "calendar explain": "2026-11-03 --days 5", "calendar import": "表.csv",
    "calendar export": "-o 期限.ics", "clause show": "R12", "audit export": "-o 记录簿",
    "db backup": "-o 备份.db", "db restore": "空.db --yes", "db share": "--group nobody-s-group",
    "settings set": "bureau 示例局",
}  # fmt: skip
# What a command shows otherwise, and what a month is called.
MORE = (
    "undo --list", "undo --dry-run", "calls list --answers", "calls list 上期", "report month 11月",
    "report month --all", "report month --explain firms", "report month -o 月报.xlsx",
    "report half -o 半年报.html",
    "status 上期", "status --half 2026-H2", "calls progress --share", "forms 1 --all",
    "forms 2 --all", "forms 3 --all", "calls sheet --paper -o 卡片", "import 表.csv --dry-run",
    "flags import 表.csv --reason 差评 --dry-run", "sample freeze --dry-run",
    "recheck freeze --dry-run", "close 2026-11 --dry-run", "calls record --from 表.csv",
    "calls agenda -o 约好的.html", "calls lock --early 迎检", "calls list --phones",
    "sample symposium --seed 3714 --seed-from 示例甲 --size 12",
)  # fmt: skip
QUERY = ("db", "query", "select * from v_firms")
# What makes nothing of the bureau's own, and what asks to be answered.
ELSEWHERE = {"demo", "db query"}
# What has fewer letters is a word or a command, which come again.
LETTERS = re.compile(r"(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){6}")
TWO_WAYS = ("还没有数据文件", "这个文件。名字写错了", "新建数据文件")


def _lines() -> Iterator[tuple[str, ...]]:
    for words in all_words():
        name = " ".join(words)
        if not isinstance(command_of(*words), TyperGroup) and name not in ELSEWHERE:
            yield (*words, *ASKED.get(name, "").split())
    yield from (tuple(each.split()) for each in MORE)
    yield QUERY
    yield ()


def _no_month(revisit: Revisit) -> None:
    revisit("units", "add", UNIT)
    revisit("ledgers", "zero", UNIT)


STATES: dict[str, Callable[[Revisit], Any]] = {
    "no file": lambda _: None,
    "an empty file": lambda revisit: revisit.db.write_bytes(b""),
    "a new file": lambda revisit: revisit("settings", "set", "office_name", "营商科"),
    "a month without firms": _no_month,
}


def _pieces(told: str) -> list[str]:
    """Return the sentences of what was told, however its lines were broken."""
    whole = re.sub(r"\s", "", told.replace("\n×", "。"))
    return [each for each in re.split("[。；：！×]", whole) if LETTERS.match(each)]


def _run(words: tuple[str, ...], folder: Path, columns: int) -> Any:
    environment = {
        "REVISIT_DB": str(folder / "revisit.db"), "REVISIT_BY": "甲", "COLUMNS": str(columns),
        "REVISIT_NOW": "2026-11-26T09:00",
    }  # fmt: skip
    return CliRunner().invoke(app, words, env=environment)


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("state", STATES)
def test_no_command_tells_a_thing_twice_where_there_are_no_data(
    revisit: Revisit, state: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    STATES[state](revisit)
    monkeypatch.setattr(screen, "is_window", lambda _: True)
    kept = revisit.folder / "kept"
    kept.mkdir()
    write_ledger(revisit.folder, UNIT, [FIRM, OTHER], date(2026, 11, 3)).rename(kept / "表.csv")
    (kept / "名册.csv").write_text("单位名称\n甲科\n", encoding="utf-8")
    (kept / "空.db").touch()
    if revisit.db.exists():
        shutil.copy(revisit.db, kept)

    def check(words: tuple[str, ...]) -> None:
        folder = revisit.folder / "now"
        shutil.copytree(kept, folder)
        monkeypatch.chdir(folder)
        ran = _run(words, folder, columns)
        shutil.rmtree(folder)
        assert ran.exit_code != ExitCode.BUG, ran.output
        assert "缺少" not in ran.stderr, ran.stderr
        told = _pieces(ran.stderr)
        assert len(told) == len(set(told)), ran.stderr
        shown = re.sub(r"\s", "", ran.stdout)
        assert not any(each in shown for each in told), ran.output
        whole = re.sub(r"\s", "", ran.stderr)
        assert sum(each in whole for each in TWO_WAYS) <= 1, ran.stderr

    hold_each(_lines(), check, " ".join)


def test_a_month_that_nobody_owes_anything_for_is_told_in_whole_sentences(revisit: Revisit) -> None:
    assert "没有须报送台账的单位。" in revisit("report", "duty").out
    assert "没有要打的" in revisit("calls", "progress").out
    assert "来源 —" in revisit("report", "half").out
