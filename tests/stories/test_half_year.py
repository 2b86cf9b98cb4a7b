"""A half-year through the real command line, counted a second time from the story itself.

July to December 2026: a closing day on a Saturday, on a Sunday and inside a holiday, made-up
working weekends, and a New Year that nobody has announced until its notice is loaded. One unit is
late three times, one reports zero and once nothing at all; a ledger is corrected, two names are
one firm, a firm declines its invitation, one will not sign, a call and a problem are carried
over, a problem comes back in a cleared month. The books below are kept by the test alone.
"""

from collections import Counter
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.stories.half_year import (
    ADDED,
    CLEARED,
    MONTHS,
    SILENT,
    UNITS,
    VARIANT,
    Problem,
    Story,
    five_days_after,
    served,
)

# Made up in the shape of an announcement: a holiday a line.
NOTICE = """名称,开始,结束,调休上班
元旦,2027-01-01,2027-01-03,
春节,2027-02-05,2027-02-11,2027-02-20
清明节,2027-04-03,2027-04-05,
劳动节,2027-05-01,2027-05-05,2027-05-08
端午节,2027-06-09,2027-06-09,
中秋节,2027-09-15,2027-09-15,
国庆节,2027-10-01,2027-10-07,2027-10-09
"""


def _suspicions(revisit: Revisit, month: str, at: str) -> list[dict[str, Any]]:
    revisit("duty", "find", month, now=at)
    found: list[dict[str, Any]] = revisit.json("duty", "list", month, now=at)["findings"]
    return [each for each in found if each["state"] == "suspected"]


def _confirm(revisit: Revisit, number: int, at: str) -> dict[str, Any]:
    told: dict[str, Any] = revisit.json(
        "duty", "confirm", number, "--evidence", "签收登记", "--decided-by", "纪委甲", now=at
    )
    return told


@pytest.fixture
def story(revisit: Revisit) -> Story:
    """A bureau of five units, with a roster, before the first ledger."""
    roster = revisit.folder / "名册.csv"
    lines = ["单位名称,类别,主要负责人,分管负责人"]
    lines += [f"{unit},局属单位,{unit}正,{unit}副" for unit in (*UNITS, SILENT)]
    roster.write_text("\n".join(lines), encoding="utf-8")
    revisit("units", "import", roster, now="2026-07-01T09:00")
    return Story(revisit)


@pytest.mark.clause(
    "三(一)1", "三(一)2", "三(一)3", "三(二)1", "三(二)2", "三(二)3", "三(三)1", "三(三)2",
    "三(三)3", "三(四)2", "四3", "四4", "R1", "R2", "R7", "R11", "R12", "R15", "R16", "R19",
)  # fmt: skip
def test_a_half_year_ends_in_the_numbers_that_the_story_itself_counts(story: Story) -> None:
    _july(story)
    _august(story)
    _september(story)
    _october(story)
    _november(story)
    _december(story)
    _half_year(story)


def _july(story: Story) -> None:
    revisit, month = story.revisit, "2026-07"
    story.take_ledgers(month)
    (late,) = _suspicions(revisit, month, "2026-07-29T09:00")
    assert (late["kind"], late["unit"]) == ("late", "燃气办")
    told = _confirm(revisit, late["id"], "2026-07-29T10:00")
    assert (told["nth"], told["escalation"]) == (1, "deputy")
    story.lock(month)
    told = story.call(
        month, firm_name(0), "2026-08-03T09:30", "completed", "--overall", "满意",
        "--difficulty", "证照打不开",
    )  # fmt: skip
    story.books[month].calls[firm_name(0)] = "satisfied"
    assert told["problems"] == [1]
    story.call_the_rest(month, "2026-08-04T10:00")
    story.answer(1, "2026-08-05T16:00", act="handle")
    revisit(
        "problems", "close", 1, "--cause", "接口超时", "--words", "满意", now="2026-08-06T09:00"
    )
    # A key project: the chief leads, the firm seals.
    firm = firm_name(4)
    story.flag(month, firm, "重点项目", "2026-08-04T09:00", "--source", "XM-1")
    told = story.visit(
        month, firm, "2026-08-12T10:00", "--chief", "是", "--signature", "盖章", "--signed-by",
        "赵总", "--observer", "机关纪委甲、体验官乙",
    )  # fmt: skip
    assert (told["state"], told["notes"]) == ("done", [])
    told = story.clear(month)
    assert told["calls"]["parts"] == {"partial": len(story.books[month].firms)}


def _august(story: Story) -> None:
    revisit, month = story.revisit, "2026-08"
    story.take_ledgers(month)
    # A corrected ledger: one firm more, nothing lost.
    firms = [*served(month, "审批科"), firm_name(ADDED)]
    told = story.bring(month, "审批科", firms, "2026-08-27T09:00", "supplement")
    assert told["filings"][0]["version"] == 2
    story.books[month].services += 1
    story.books[month].firms.add(firm_name(ADDED))
    (late,) = _suspicions(revisit, month, "2026-08-28T09:00")
    assert (late["kind"], late["unit"]) == ("late", "房管中心")
    assert _confirm(revisit, late["id"], "2026-08-28T10:00")["escalation"] == "deputy"
    story.lock(month)
    firm, unhappy, complaining = sorted(story.books[month].firms)[:3]
    story.call(
        month, firm, "2026-09-01T09:30", "completed", "--overall", "满意", "--integrity", "有",
        "--words", "integrity=暗示请客",
    )  # fmt: skip
    story.books[month].calls[firm] = "satisfied"
    told = story.dissatisfied(month, unhappy, "2026-09-01T10:00")
    assert len(told["flags"]) == 1
    story.call_the_rest(month, "2026-09-02T10:00")
    # A complaint counts once it is verified; a petition that is not does not.
    revisit(
        "flags", "add", complaining, "--reason", "投诉件", "--source", "12345-7", "--month", month,
        now="2026-09-01T11:00",
    )  # fmt: skip
    revisit(
        "flags", "add", firm, "--reason", "信访件", "--source", "XF-2", "--month", month,
        now="2026-09-01T11:05",
    )  # fmt: skip
    assert revisit.json("visits", "list", month, now="2026-09-02T09:00")["of"] == 1
    flags = revisit.json("flags", "list", month, now="2026-09-02T09:00")["flags"]
    pending = next(each["id"] for each in flags if each["reason"] == "complaint")
    revisit("flags", "verify", pending, "--on", "2026-08-24", now="2026-09-03T09:00")
    story.books[month].visits[complaining] = "to_do"
    told = story.visit(
        month, unhappy, "2026-09-18T10:00", "--signature", "签字", "--signed-by", "钱总",
        "--difficulty", "图审太慢",
    )  # fmt: skip
    (number,) = told["problems"]
    assert story.problems[number].due == date(2026, 9, 24)
    # The 20th is a Sunday that is worked: the last day, and not too late.
    told = story.visit(
        month, complaining, "2026-09-20T15:00", "--signature", "拒签", "--reason", "不愿签字",
        "--witness", "甲、乙", "--suggestion", "少跑一趟",
    )  # fmt: skip
    assert (told["state"], told["notes"]) == ("done", ["signature_refused"])
    (second,) = told["problems"]
    assert story.problems[second].due == date(2026, 9, 28)
    story.answer(number, "2026-09-24T18:30")
    story.answer(second, "2026-09-24T09:00")
    story.clear(month)
    _reopened(story)


def _reopened(story: Story) -> None:
    """July's problem comes back when July is cleared: a correction, with its days anew."""
    revisit, at = story.revisit, "2026-09-28T14:00"
    words = ("problems", "reopen", 1, "--words", "又打不开")
    revisit(*words, now=at, code=5)
    revisit(*words, "--correct", "企业再次反映", now=at)
    story.problems[1].reopen(five_days_after(date(2026, 9, 28)), at)
    assert revisit.json("problems", "show", 1, now=at)["carried_to"] == "2026-09"
    story.answer(1, "2026-10-09T10:00")
    revisit(
        "problems", "close", 1, "--cause", "缓存未清", "--reason", "企业未接电话",
        now="2026-10-09T11:00",
    )  # fmt: skip


def _september(story: Story) -> None:
    revisit, month = story.revisit, "2026-09"
    story.take_ledgers(month)
    (late,) = _suspicions(revisit, month, "2026-09-29T10:00")
    assert _confirm(revisit, late["id"], "2026-09-29T11:00")["nth"] == 2
    story.lock(month)
    october = {firm for unit in UNITS for firm in served("2026-10", unit)}
    away = min(story.books[month].firms - october)
    asking, praised = sorted(story.books[month].firms - {away})[:2]
    # Raised on the last day before the long holiday: seven days of rest do not count.
    told = story.call(
        month, asking, "2026-09-30T10:00", "completed", "--overall", "满意",
        "--suggestion", "全程网办",
    )  # fmt: skip
    story.books[month].calls[asking] = "satisfied"
    (number,) = told["problems"]
    assert story.problems[number].due == date(2026, 10, 13)
    for at in ("2026-09-30T09:00", "2026-09-30T15:00", "2026-10-08T09:00"):
        story.call(month, away, at, "no_answer")
    story.call_the_rest(month, "2026-10-09T10:00")
    revisit(
        "problems", "transfer", number, "--to", "政务数据局", "--receipt", "收18号",
        now="2026-10-09T15:00",
    )  # fmt: skip
    revisit("problems", "transfer", number, "--outcome", "已上线", now="2026-10-12T09:00")
    story.answer(number, "2026-10-12T10:00")
    story.flag(month, praised, "差评", "2026-10-09T09:00", "--source", "PJ-3")
    told = story.visit(
        month, praised, "2026-10-20T17:00", "--signature", "签字", "--signed-by", "孙总"
    )  # fmt: skip
    assert told["notes"] == []
    call = story.calls[month][away]
    refused = revisit("close", month, now=CLEARED[month], code=5)
    assert away in refused.err
    told = story.clear(month, "--carry", f"call:{call}", "--accepted-by", "张局长")
    assert told["calls"]["parts"]["carried"] == 1
    story.carried = {away}


def _october(story: Story) -> None:
    revisit, month = story.revisit, "2026-10"
    story.take_ledgers(month)
    # Two names of one firm: a person says so, and the firm is called once.
    at = "2026-10-26T19:00"
    kept = firm_name(3)
    revisit("firms", "merge", VARIANT, kept, "--reason", "电话核实", now=at)
    story.books[month].firms.discard(VARIANT)
    story.books[month].firms.add(kept)
    (late,) = _suspicions(revisit, month, "2026-10-27T08:40")
    told = _confirm(revisit, late["id"], "2026-10-27T08:50")
    assert (told["nth"], told["escalation"]) == (3, "chief")
    assert (
        "局党组指定专人约谈主要负责人（燃气办正）" in revisit("duty", "list", "--csv", now=at).out
    )
    revisit(
        "duty", "admonish", late["id"], "--held-on", "10-30", "--talker", "党组指定丙",
        "--whom", "燃气办正", now="2026-11-02T09:00",
    )  # fmt: skip
    story.lock(month)
    _october_calls(story)
    firm = sorted(story.books[month].firms)[5]
    story.flag(month, firm, "重点项目", "2026-11-03T09:00", "--source", "XM-2")
    told = story.visit(
        month, firm, "2026-11-21T10:00", "--signature", "签字", "--signed-by", "李总"
    )  # fmt: skip
    assert told["notes"] == ["chief_absent", "visited_late"]
    story.clear(month)


def _october_calls(story: Story) -> None:
    revisit, month = story.revisit, "2026-10"
    carried = set(story.calls[month]) - story.books[month].firms
    again = sorted(story.books[month].firms)
    # September's call is answered here, and is in nobody's N twice.
    (firm,) = carried
    record = ("calls", "record", story.calls[month][firm], "--outcome", "completed")
    revisit(*record, "--overall", "满意", now="2026-11-02T09:00")
    wrong, denying = again[:2]
    number = story.calls[month][wrong]
    story.call(month, wrong, "2026-11-02T09:10", "wrong_number")
    revisit("calls", "return", number, "--phone", "13800009999", now="2026-11-03T09:00")
    told = story.call(
        month, wrong, "2026-11-03T09:30", "completed", "--overall", "满意", "--difficulty", "缺资质"
    )  # fmt: skip
    story.books[month].calls[wrong] = "satisfied"
    (problem,) = told["problems"]
    revisit(
        "problems", "extend", problem, "--to", "11-20", "--by-name", "分管领导丁", "--words",
        "待省厅批复", now="2026-11-06T09:00",
    )  # fmt: skip
    story.problems[problem].extended = date(2026, 11, 20)
    story.answer(problem, "2026-11-18T10:00", act="handle")
    story.call(month, denying, "2026-11-03T10:00", "denies_service")
    for each in _suspicions(revisit, month, "2026-11-04T09:00"):
        assert each["kind"] == "denied_service"
        revisit(
            "duty", "dismiss", each["id"], "--reason", "企业换人，已核实", "--decided-by", "纪委甲",
            now="2026-11-04T10:00",
        )  # fmt: skip
    story.call_the_rest(month, "2026-11-04T11:00")


def _november(story: Story) -> None:
    revisit, month = story.revisit, "2026-11"
    _symposium(story)
    story.take_ledgers(month)
    (silent,) = _suspicions(revisit, month, "2026-11-26T09:00")
    assert (silent["kind"], silent["unit"]) == ("missing", SILENT)
    revisit(
        "duty", "dismiss", silent["id"], "--reason", "机构撤并", "--decided-by", "纪委甲",
        now="2026-11-26T10:00",
    )  # fmt: skip
    story.lock(month)
    refusing, asking, hard = sorted(story.books[month].firms)[:3]
    story.call(
        month, refusing, "2026-12-01T09:00", "refused_hard", "--words", "outcome=正在投标"
    )  # fmt: skip
    told = story.call(
        month, asking, "2026-12-01T09:30", "completed", "--overall", "满意", "--difficulty", "欠款"
    )  # fmt: skip
    story.books[month].calls[asking] = "satisfied"
    (left,) = told["problems"]
    story.call_the_rest(month, "2026-12-02T10:00")
    story.flag(month, hard, "反映难办", "2026-12-02T11:00")
    story.visit(month, hard, "2026-12-18T10:00", "--signature", "盖章", "--signed-by", "周总")
    revisit("close", month, now=CLEARED[month], code=5)
    told = story.clear(month, "--carry", f"problem:{left}", "--accepted-by", "张局长")
    assert [(each["kind"], each["to"]) for each in told["carried"]] == [("problem", "2026-12")]
    story.problems[left].carried = True
    story.answer(left, "2026-12-22T10:00")


def _symposium(story: Story) -> None:
    """Drawn and held in November from the firms of the ledgers so far."""
    revisit, at = story.revisit, "2026-11-19T09:00"
    firms = set().union(*(story.books[month].firms for month in MONTHS[:4]))
    frozen = revisit.json("sample", "freeze", "--size", 12, now=at)
    assert (frozen["half"], frozen["pool"]["count"]) == ("2026-H2", len(firms))
    drawn = revisit.json(
        "sample", "symposium", "--seed", "4172", "--seed-from", "机关纪委甲", now=at
    )  # fmt: skip
    assert {each["firm"] for each in drawn["ranks"]} == firms
    away = drawn["ranks"][1]["firm"]
    revisit("sample", "decline", away, "--reason", "出差", now="2026-11-20T09:00")
    path = revisit.folder / "邀请名单.xlsx"
    invited = revisit.json(
        "symposium", "invite", "--at", "周二9:00", "-o", path, now="2026-11-20T10:00"
    )  # fmt: skip
    ranks = [each["firm"] for each in drawn["ranks"]]
    guests = [firm for firm in ranks[:13] if firm != away]
    assert [each["firm"] for each in invited["invited"]] == guests
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert "2026年11月24日9时" in str(sheet["A2"].value)
    held = revisit.json(
        "symposium", "record", "--held-on", "11-24", "--chair", "陈局", "--role", "分管领导",
        "--present", "全部", "--problem", f"{ranks[0]}=停车难", now="2026-11-24T16:00",
    )  # fmt: skip
    assert (held["present"], held["notes"]) == (12, [])
    (number,) = held["problems"]
    story.problems[number] = Problem("2026-11", five_days_after(date(2026, 11, 24)))
    story.answer(number, "2026-12-01T17:00")
    assert revisit.json("sample", "verify", now=at)["ok"]


def _december(story: Story) -> None:
    revisit, month = story.revisit, "2026-12"
    revisit(
        "symposium", "record", "--held-on", "12-10", "--chair", "陈局", "--role", "主要领导",
        "--special", "--reason", "企业集中反映", "--present", firm_name(0), now="2026-12-10T17:00",
    )  # fmt: skip
    story.take_ledgers(month)
    assert _suspicions(revisit, month, "2026-12-28T08:30") == []
    story.lock(month)
    gone, asking, overdue = sorted(story.books[month].firms)[:3]
    # Nobody has announced 2027: the answers are kept, and the day is set when somebody does.
    at = "2026-12-28T10:00"
    words = ("--overall", "满意", "--difficulty", "年底结算")
    told = story.call(month, asking, at, "completed", *words)
    (problem,) = told["problems"]
    assert revisit.json("problems", "show", problem, now=at)["due"] is None
    notice = revisit.folder / "2027放假安排.csv"
    notice.write_text(NOTICE, encoding="utf-8")
    assert revisit.json("calendar", "import", notice, now=at)["years"] == [2027]
    story.books[month].calls[asking] = "satisfied"
    assert story.problems[problem].due == date(2027, 1, 5)
    story.call(
        month, gone, "2026-12-29T09:00", "firm_gone", "--evidence", "注销公告", "--second-person",
        "李敏",
    )  # fmt: skip
    story.call_the_rest(month, "2026-12-30T10:00")
    story.answer(problem, "2027-01-05T18:00")
    story.flag(month, overdue, "超期办结", "2027-01-04T09:00", "--source", "CQ-1")
    story.visit(
        month, overdue, "2027-01-20T16:00", "--signature", "签字", "--signed-by", "吴总"
    )  # fmt: skip
    told = story.clear(month)
    assert told["symposium"] == {"half": "2026-H2", "held": 1}


def _half_year(story: Story) -> None:
    revisit, at = story.revisit, "2027-01-21T10:00"
    for month in MONTHS:
        story.check(month, at)
    story.check_problems(at)
    told = revisit.json("status", "--half", "2026-H2", now=at)
    counts: Counter[str] = Counter()
    for each in told["months"]:
        done = {duty["what"]: duty["done"] for duty in each["duties"]}
        counts.update(done)
    assert counts["上门回访（全部）"] == sum(len(story.books[m].visits) for m in MONTHS)
    assert counts["问题处理或答复"] == len(story.problems)
    assert counts["每月清零"] == len(MONTHS)
    assert told["symposium"]["done"] == 1
    found = revisit.json("duty", "list", now=at)["findings"]
    confirmed = Counter(each["unit"] for each in found if each["state"] == "confirmed")
    assert confirmed == Counter(燃气办=3, 房管中心=1)
    assert {each["state"] for each in found} == {"confirmed", "dismissed"}
    half = revisit.json("symposium", "list", now="2026-12-31T10:00")["duty"]
    assert (half["half"], half["done"]) == ("2026-H2", 1)
    assert revisit.json("audit", "verify", now=at)["ok"]
    for words in ("暗示请客", "13800009999", "停车难"):
        assert words not in revisit("audit", "log", "--json", now=at).out


def test_the_books_count_working_days_as_the_bureau_published_them() -> None:
    """The second count stands on its own: a few days from the design, by the test's own rules."""
    for start, due in (
        ((2026, 9, 18), (2026, 9, 24)),
        ((2026, 9, 20), (2026, 9, 28)),
        ((2026, 9, 24), (2026, 10, 9)),
        ((2026, 9, 30), (2026, 10, 13)),
    ):
        assert five_days_after(date(*start)) == date(*due)
