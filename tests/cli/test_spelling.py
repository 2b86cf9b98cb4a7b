"""Options over the whole program: one thing by one name, one name for one thing."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup

from revisit_cli.cli.help_page import option_lines
from revisit_cli.cli.spelling import OLDER, name_of, names_shown
from tests.cli.pages import all_words, command_of
from tests.conftest import Revisit

ROOT = Path(__file__).parent.parent.parent
# What each option is about, in the words of which one stands wherever it is explained. No two
# options share a word: who wants to say a thing again finds its name here.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    "--about": ("哪家的事", "与它有关"),
    "--absent": ("缺席企业",),
    "--accept-gone": ("撤下",),
    "--alias": ("简称",),
    "--all": ("全部", "一起列"),
    "--another": ("另一家企业",),
    "--answer": ("回答",),
    "--answers": ("列出各题",),
    "--as": ("现在的名称",),
    "--at": ("时间",),
    "--attempt": ("记录号",),
    "--attitude": ("服务态度",),
    "--blank": ("空白",),
    "--board": ("只看一张",),
    "--by": ("经办人姓名",),
    "--call": ("回访编号",),
    "--callback": ("再拨的时间",),
    "--carry": ("转到下月",),
    "--case": ("来源编号",),
    "--cause": ("原因",),
    "--certificate": ("重印",),
    "--chair": ("主持人",),
    "--clerk": ("这位经办人",),
    "--contact": ("联系人",),
    "--correct": ("更正已清零月份",),
    "--cross-check": ("比对",),
    "--csv": ("CSV",),
    "--days": ("几天", "几个工作日"),
    "--db": ("数据文件（",),
    "--decided-by": ("决定", "同意"),
    "--deputy": ("分管负责人",),
    "--difficulty": ("困难问题",),
    "--dissatisfied": ("不满意的",),
    "--district": ("辖区",),
    "--draw": ("哪次抽取",),
    "--drop": ("不要这一份",),
    "--dry-run": ("只看", "只查", "只说"),
    "--each-firm": ("每家企业各算一行",),
    "--early": ("不等",),
    "--event": ("第几号",),
    "--every": ("每隔几秒",),
    "--evidence": ("依据",),
    "--expired": ("过了时间",),
    "--explain": ("出处",),
    "--extra-trips": ("多头跑",),
    "--force": ("覆盖",),
    "--forms": ("附表1",),
    "--from": ("从文件", "收回"),
    "--group": ("组",),
    "--half": ("半年",),
    "--head": ("核对码",),
    "--i-am-alone": ("只有自己",),
    "--inbound": ("企业打来",),
    "--integrity": ("吃拿卡要",),
    "--json": ("一份 JSON",),
    "--kept-by": ("由谁来拨",),
    "--key": ("私钥文件，",),
    "--kind": ("类别",),
    "--late": ("超期的",),
    "--leader": ("领导", "负责人"),
    "--limit": ("最多", "最近多少"),
    "--list": ("列出号码", "列出自己"),
    "--map": ("某列",),
    "--min": ("相似",),
    "--minutes": ("座谈记录",),
    "--month": ("月份",),
    "--names": ("各份给谁", "一人一份"),
    "--new-phone": ("补来的号码", "别的号码"),
    "--new-units": ("予以登记",),
    "--nl": ("每项一行",),
    "--no-color": ("颜色",),
    "--no-input": ("不提问",),
    "--no-pager": ("不分页",),
    "--no-problem": ("不记成问题",),
    "--observer": ("邀请",),
    "--office": ("所在：",),
    "--on": ("日期",),
    "--one-time-notice": ("一次性告知",),
    "--outcome": ("结果",),
    "--output": ("写到", "写成", "存到"),
    "--overall": ("总体评价",),
    "--paper": ("拨打卡",),
    "--participant": ("参加人",),
    "--party": ("对方：",),
    "--passphrase": ("口令",),
    "--phone": ("电话 ",),
    "--phones": ("完整电话",),
    "--place": ("地点",),
    "--present": ("到会企业",),
    "--pressed": ("提示怎么评价",),
    "--problem": ("反映的问题",),
    "--rank": ("排名",),
    "--reason": ("理由",),
    "--receipt": ("回执",),
    "--received": ("收到的时间",),
    "--replace": ("更换", "换新"),
    "--respondent": ("被访人姓名",),
    "--role": ("主要领导",),
    "--roster": ("在册",),
    "--said": ("提了意见",),
    "--scan": ("扫描件",),
    "--second-person": ("第二人",),
    "--seed": ("一串字",),
    "--seed-from": ("种子由谁",),
    "--settles": ("了结",),
    "--share": ("转发",),
    "--sheet": ("工作表",),
    "--signature": ("盖章、拒签",),
    "--signed-by": ("谁签字",),
    "--since": ("自哪个月起", "从哪天起"),
    "--size": ("抽取家数", "抽多少通", "记录簿条数"),
    "--skip-bad": ("跳过",),
    "--sort": ("按哪一列排",),
    "--special": ("特殊情况",),
    "--split": ("几份",),
    "--state": ("只列：",),
    "--strata": ("分层",),
    "--strict": ("须人留意",),
    "--suggestion": ("建议",),
    "--tag": ("标签",),
    "--talker": ("约谈人：",),
    "--team": ("专班",),
    "--times": ("时间存疑",),
    "--to": ("哪个部门",),
    "--token": ("凭号",),
    "--unit": ("单位",),
    "--until": ("为止", "延到"),
    "--verified-on": ("查实的", "查实日期"),
    "--watch": ("不断刷新",),
    "--whom": ("被约谈人",),
    "--why": ("说明为什么",),
    "--with": ("和谁约",),
    "--withdraw": ("只有本人",),
    "--witness": ("见证人",),
    "--words": ("原话", "情况", "企业意见", "问题内容"),
    "--yes": ("不再询问",),
}


def _options() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every option of every command that people are shown."""
    for words in all_words():
        command = command_of(*words)
        if not isinstance(command, TyperGroup):
            for param in command.params:
                if param.param_type_name == "option" and not param.hidden:
                    yield words, param


def test_each_option_says_what_its_name_means_wherever_it_stands() -> None:
    unlike = [
        (" ".join(words), name_of(param))
        for words, param in _options()
        for meant in [MEANINGS.get(name_of(param), ())]
        if not any(word in option_lines([param], 999)[0] for word in meant)
    ]
    assert unlike == []
    assert {name_of(param) for _, param in _options()} == set(MEANINGS)


def test_no_two_names_mean_one_thing() -> None:
    words = [word for each in MEANINGS.values() for word in each]
    assert len(words) == len(set(words))
    named: dict[str, set[str]] = {}
    for _, param in _options():
        named.setdefault(str(param.help), set()).add(name_of(param))
    assert [names for names in named.values() if len(names) > 1] == []


def test_a_short_name_stands_for_one_option() -> None:
    short: dict[str, set[str]] = {}
    for _, param in _options():
        for name in names_shown(param):
            if not name.startswith("--"):
                short.setdefault(name, set()).add(name_of(param))
    assert short == {"-n": {"--dry-run"}, "-o": {"--output"}, "-y": {"--yes"}}
    for _, param in _options():
        if name_of(param) in ("--dry-run", "--output", "--yes"):
            assert len(names_shown(param)) == 2


def test_every_older_name_is_still_taken_by_its_option_and_shown_nowhere(revisit: Revisit) -> None:
    taken = {
        (name_of(param), name)
        for _, param in _options()
        for name in param.opts
        if name not in names_shown(param)
    }
    assert taken == {(name, old) for name, olds in OLDER.items() for old in olds}
    for words, param in _options():
        if set(param.opts) != set(names_shown(param)):
            page = revisit(*words, "--help").out
            assert all(f"{old} " not in page for old in set(param.opts) - set(MEANINGS) - {"-n"})


def test_every_option_that_is_told_to_people_is_one_of_today() -> None:
    known = {*MEANINGS, "--help", "--version", "--show-completion", "--no-roster"}
    told = {
        (path.name, name)
        for path in (ROOT / "revisit_cli").rglob("*.py")
        if path.name not in ("spelling.py", "doc.py", "less.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search("[\u4e00-\u9fff]", line) and "typer.Option" not in line
        for name in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)
    }
    assert {each for each in told if each[1] not in known} == set()


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (("--words", "窗口无人", "--kind", "其他"), ("--text", "窗口无人", "--category", "其他")),
        (("--words", "窗口无人"), ("--text", "窗口无人")),
    ],
)
def test_an_older_name_does_what_it_did(
    desk: Revisit, today: tuple[str, ...], before: tuple[str, ...]
) -> None:
    added = desk.json("problems", "add", *before)
    again = desk.json("problems", "add", *today)
    assert (again["problem"], again["is_new"]) == (added["problem"], False)


def test_a_refusal_names_what_is_missing_as_it_is_written_today(desk: Revisit) -> None:
    assert "--words" in desk("problems", "add", code=2).err
    assert "--until" in desk("problems", "extend", "1", code=2).err


def test_completion_offers_no_older_name() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", "from revisit_cli.cli import main; main()"],
        capture_output=True,
        env={
            "_REVISIT_COMPLETE": "complete_bash",
            "COMP_WORDS": "revisit close --",
            "COMP_CWORD": "2",
        },
        check=True,
    )
    offered = asked.stdout.decode().split()
    assert "--decided-by" in offered
    assert "--accepted-by" not in offered
