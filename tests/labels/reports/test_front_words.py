"""The month's words: every condition, its sentence, and nothing that no figure says."""

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revisit_cli.labels.reports import front_words, work_words
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.rate import Rate
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.front import (
    MonthTold,
    ProblemParts,
    RuleChange,
    Step,
    Undone,
)
from revisit_cli.records.value import replace
from tests.front_page import (
    BEFORE,
    CENSUS,
    CHECKED,
    CLEARED,
    OPEN,
    PARTS,
    STEPS,
    UNDONE,
    page,
    reported,
    unit,
)

NOBODY_FILED = (("on_time", 0), ("late", 0), ("supplement", 0), ("zero", 0))
NO_VISITS = (("flagged", 0), ("done", 0), ("unsigned", 0), ("to_do", 0), ("carried", 0))
NO_PROBLEMS = (("raised", 0), ("answered", 0), ("open", 0), ("carried", 0))
ALL_FILED = (("on_time", 5), ("late", 0), ("supplement", 0), ("zero", 0), ("missing", 0))


def _filings(**counts: int) -> tuple[tuple[str, int], ...]:
    return (
        *((name, counts.get(name, 0)) for name, _ in NOBODY_FILED),
        ("missing", counts["missing"]),
    )


def _early(**changed: Any) -> CallList:
    return CallList(
        212, 0, is_locked=True, is_early=True, locked_at="2026-11-24T17:58:00+08:00", **changed
    )


def _parts(**changed: Any) -> ProblemParts:
    return replace(PARTS, **changed)


def _timings(**counts: int) -> tuple[tuple[str, int], ...]:
    return tuple((name, counts.get(name, 0)) for name, _ in PARTS.timings)


def _paragraph(number: int, month: MonthTold) -> str:
    return front_words.paragraphs(month)[number].text


OVERALL: list[tuple[str, MonthTold, str]] = [
    (
        "cleared",
        page(),
        "本期应回访企业212家，涉及涉企事项287件。截至12月20日，已拨打210家，覆盖率99.1%；"
        "有效回访199家，有效回访率94.3%。作出总体评价的196家中，满意190家，满意率96.9%。"
        "30个单位中28个按时报送台账，其中零报告4个。",
    ),
    (
        "cleared late, of that day",
        page(days=replace(CLEARED, as_of="2027-01-05T09:00:00+08:00")),
        "截至2027年1月5日，已拨打210家",
    ),
    ("open", page(days=OPEN), "截至12月4日16时，已拨打210家，覆盖率99.1%；"),
    (
        "all reached",
        page(reported(coverage=Rate(212, 212))),
        "已全部拨打；有效回访199家，有效回访率94.3%。",
    ),
    (
        "all reached, open",
        page(reported(coverage=Rate(212, 212)), days=OPEN),
        "截至12月4日16时，已拨打212家，覆盖率100.0%；",
    ),
    (
        "few",
        page(
            reported(
                firms=3, coverage=Rate(2, 3), effective_rate=Rate(1, 3), satisfaction=Rate(1, 1)
            )
        ),
        "已拨打2家；有效回访1家。作出总体评价的1家满意。",
    ),
    (
        "one",
        page(reported(firms=1, coverage=Rate(1, 1), effective_rate=Rate(1, 1))),
        "已拨打1家；有效回访1家。",
    ),
    (
        "nobody called",
        page(reported(coverage=Rate(0, 212), effective_rate=Rate(0, 212))),
        "截至12月20日，没有拨打。",
    ),
    (
        "nobody called yet",
        page(reported(coverage=Rate(0, 212), effective_rate=Rate(0, 212)), days=OPEN),
        "截至12月4日16时，尚未拨打。",
    ),
    ("none effective", page(reported(effective_rate=Rate(0, 211))), "99.1%；没有有效回访。"),
    ("all satisfied", page(reported(satisfaction=Rate(196, 196))), "作出总体评价的196家均满意。"),
    ("none satisfied", page(reported(satisfaction=Rate(0, 6))), "作出总体评价的6家均不满意。"),
    ("one dissatisfied", page(reported(satisfaction=Rate(0, 1))), "作出总体评价的1家不满意。"),
    (
        "few rated",
        page(reported(satisfaction=Rate(3, 4))),
        "作出总体评价的4家中，满意3家，不满意1家。",
    ),
    ("nobody rated", page(reported(satisfaction=Rate(0, 0))), "没有企业作出总体评价。"),
    (
        "nobody rated yet",
        page(reported(satisfaction=Rate(0, 0)), days=OPEN),
        "尚无企业作出总体评价。",
    ),
    (
        "all on time",
        page(reported(filings=_filings(on_time=26, zero=4, missing=0))),
        "30个单位均按时报送台账，其中零报告4个。",
    ),
    ("one unit", page(reported(filings=_filings(on_time=1, missing=0), units=(unit("燃气办"),))),
     "燃气办已按时报送台账。"),
    ("one unit, nothing",
     page(reported(filings=_filings(zero=1, missing=0), units=(unit("燃气办", "zero"),))),
     "燃气办已按时作零报告。"),
    ("none in time", page(reported(filings=_filings(late=2, missing=3))),
     "5个单位中没有按时报送台账的。"),
    ("none in time yet", page(reported(filings=_filings(missing=5)),
                              days=replace(OPEN, as_of="2026-11-20T09:00:00+08:00")),
     "5个单位尚无报送台账的。"),
    ("late entries", page(reported(late_entry_firms=2)), "287件，另含迟报补录2家。"),
    ("early", page(reported(call_list=_early(missing=("燃气办",)))),
     "名单于11月24日提前锁定，当时燃气办台账未到，理由：未说明。"),
    ("early with a reason", page(reported(call_list=_early(reason="台账已齐"))),
     "名单于11月24日提前锁定，理由：台账已齐。"),
    ("early, nobody knows", page(reported(call_list=_early(missing=None))),
     "当时未到的台账不详，理由：未说明。"),
    ("gone", page(reported(dispositions=(("I", 199), ("NE", 1)))),
     "已注销1家，不计入有效回访率。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "said"), [each[1:] for each in OVERALL], ids=[each[0] for each in OVERALL]
)
def test_the_first_paragraph_says_how_many_and_what_they_say(month: MonthTold, said: str) -> None:
    assert said in _paragraph(0, month)


def _nobody(**changed: Any) -> MonthTold:
    return page(
        reported(firms=0, services=0, coverage=Rate(0, 0), effective_rate=Rate(0, 0), **changed),
        undone=(),
    )


@pytest.mark.clause("R13")
def test_a_month_without_firms_says_who_filed_and_leaves_out_what_there_is_none_of() -> None:
    nothing = _nobody(filings=_filings(on_time=2, zero=3, missing=0))
    found = front_words.paragraphs(nothing)
    assert found[0].text == (
        "本期各单位均无涉企事项，没有应回访企业，不计各率。5个单位均按时报送台账，其中零报告3个。"
    )
    assert [each.head for each in found] == ["一、总体情况", "五、复核情况", "六、下期要点"]
    unfiled = _paragraph(0, _nobody(filings=_filings(zero=3, missing=2)))
    assert unfiled == "已报台账的单位均无涉企事项；2个单位未报。没有应回访企业，不计各率。"
    assert _paragraph(0, _nobody(filings=_filings(missing=4))).startswith("4个单位未报台账。")
    assert _paragraph(0, _nobody(filings=_filings(missing=0))) == "本期没有应回访企业，不计各率。"
    only = _nobody(filings=_filings(zero=1, missing=0), units=(unit("燃气办", "zero"),))
    assert _paragraph(0, only) == (
        "本期没有涉企事项，没有应回访企业，不计各率。燃气办已按时作零报告。"
    )


SAME = replace(BEFORE, month="2026-11")
COMPARED: list[tuple[str, MonthTold, str]] = [
    (
        "up and down",
        page(),
        "应回访企业增加25家。台账按时报送率上升3.6个百分点，有效回访率上升1.8个百分点，"
        "满意率上升1.0个百分点，问题按期办结率上升8.1个百分点；覆盖率下降0.9个百分点，"
        "上门完成率下降7.1个百分点。",
    ),
    ("first", page(then=None), "本期为首期，无上期可比。"),
    ("open", page(days=OPEN), "本期尚未清零，暂不比较。"),
    ("all the same", page(SAME), "应回访企业与上期相同。各率与上期持平。"),
    (
        "some the same",
        page(replace(SAME, coverage=Rate(186, 187))),
        "覆盖率下降0.5个百分点；台账按时报送率、有效回访率、满意率、问题按期办结率、上门完成率持平。",
    ),
    ("fewer firms", page(reported(firms=180)), "应回访企业减少7家。"),
    ("few of one", page(reported(satisfaction=Rate(3, 4))), "1.8个百分点，问题按期办结率"),
    (
        "the month before had none",
        page(
            reported(
                filings=_filings(on_time=1, missing=0),
                coverage=Rate(2, 2),
                effective_rate=Rate(2, 2),
                satisfaction=Rate(2, 2),
                problems_in_time=Rate(1, 2),
            ),
            replace(BEFORE, visits=NO_VISITS),
        ),
        "上期没有上门完成率，不作比较。",
    ),
    (
        "another rule",
        page(rules=(RuleChange("answer_workdays", 3, ("problems",)),)),
        "两期口径不同（问题限几个工作日内处理或答复自本期起为3），问题按期办结率不作比较。",
    ),
    (
        "another answer",
        page(rules=(RuleChange("visit_on_extra_trips", True, ("visits",)),)),
        "自本期起为是），上门完成率不作比较。",
    ),
]


@pytest.mark.parametrize(
    ("month", "said"), [each[1:] for each in COMPARED], ids=[each[0] for each in COMPARED]
)
@pytest.mark.clause("R26")
def test_the_second_paragraph_compares_printed_rates(month: MonthTold, said: str) -> None:
    assert said in _paragraph(1, month)


def test_a_month_that_was_not_cleared_is_compared_as_it_is_known() -> None:
    month = page()
    assert month.before is not None
    month = replace(month, before=replace(month.before, is_cleared=False))
    assert _paragraph(1, month).startswith("上期尚未清零，以12月18日所知相比。应回访企业增加25家。")


def test_what_may_not_be_compared_is_not_said_to_rise() -> None:
    month = page(rules=(RuleChange("closing_time", "17:30", ("filings", "problems")),))
    assert not re.search("(台账按时报送率|问题按期办结率)(上升|下降)", _paragraph(1, month))


PROBLEMS: list[tuple[str, MonthTold, str]] = [
    (
        "some",
        page(),
        "收到问题21件，其中意见建议13件、困难问题8件。按期处理或答复19件，延期内1件，超期1件。"
        "移交其他部门4件，均已答复企业。不满意6家，均已列入上门回访。",
    ),
    ("none", page(reported(problems=NO_PROBLEMS)), "没有收到问题。"),
    ("none yet", page(reported(problems=NO_PROBLEMS), days=OPEN), "截至12月4日16时尚未收到问题。"),
    (
        "one kind, all in time",
        page(
            reported(problems=(("raised", 3), ("answered", 3), ("open", 0), ("carried", 0))),
            problem_parts=_parts(categories=(("suggestion", 3),), timings=_timings(in_time=3)),
        ),
        "收到问题3件，均为意见建议。均已按期处理或答复。",
    ),
    (
        "one in time",
        page(
            reported(problems=(("raised", 1), ("answered", 1), ("open", 0), ("carried", 0))),
            problem_parts=_parts(categories=(("difficulty", 1),), timings=_timings(in_time=1)),
        ),
        "收到问题1件，为困难问题。已按期处理或答复。",
    ),
    (
        "none due yet",
        page(problem_parts=_parts(timings=_timings(not_due=21)), days=OPEN),
        "均未到期。",
    ),
    ("late alone", page(problem_parts=_parts(timings=_timings(late=21))), "均超期。"),
    ("some answered", page(problem_parts=_parts(transferred_answered=1)),
     "移交其他部门4件，其中1件已答复企业。"),
    ("none answered", page(problem_parts=_parts(transferred_answered=0)),
     "移交其他部门4件，尚未答复企业。"),
    ("one answered", page(problem_parts=_parts(transferred=1, transferred_answered=1)),
     "移交其他部门1件，已答复企业。"),
    ("reopened", page(reported(problems=(*reported().problems, ("reopened", 2)))), "另有重开2件。"),
    ("some flagged", page(problem_parts=_parts(dissatisfied_flagged=4)),
     "不满意6家，其中4家已列入上门回访。"),
    ("none flagged", page(problem_parts=_parts(dissatisfied_flagged=0)), "不满意6家。"),
    ("one flagged", page(reported(answers=(("satisfied", 5), ("dissatisfied", 1), ("unrated", 0))),
                         problem_parts=_parts(dissatisfied_flagged=1)),
     "不满意1家，已列入上门回访。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "said"), [each[1:] for each in PROBLEMS], ids=[each[0] for each in PROBLEMS]
)
@pytest.mark.clause("四4", "R18", "R21")
def test_the_third_paragraph_says_what_became_of_problems(month: MonthTold, said: str) -> None:
    assert said in _paragraph(2, month)


def _undone(**changed: Any) -> MonthTold:
    figures = {"filings": ALL_FILED, "visits": NO_VISITS, "problems": NO_PROBLEMS, "units": ()}
    return page(reported(**{**figures, **changed.pop("figures", {})}), **changed)


LEFT = (replace(UNDONE[0], left=4),)
UNDONE_SAID: list[tuple[str, MonthTold, str]] = [
    (
        "cleared",
        page(),
        "电话回访未完成5家：未接通4家，未拨打1家（12月14日补入，已过10日，结转下期）。"
        "上门未完成1家，结转下期。问题未办结1件，结转下期。未报台账1个：人防工程站。"
        "迟报1个：燃气办。",
    ),
    ("open", _undone(days=OPEN, undone=LEFT),
     "电话回访尚有4家：未接通4家；离12月10日还有5个工作日。"),
    ("nobody knows the days", _undone(days=replace(OPEN, calls_left=None), undone=LEFT),
     "；12月10日到期。"),
    ("today", _undone(days=replace(OPEN, as_of="2026-12-10T09:00:00+08:00"), undone=LEFT),
     "；12月10日到期，即今日。"),
    ("overdue", _undone(days=replace(OPEN, calls_over=3), undone=LEFT),
     "电话回访未完成4家：未接通4家；12月10日到期，已超期3日。"),
    ("nobody to call any more", _undone(days=OPEN, undone=(Undone("refused", ("示例甲厂",)),)),
     "电话回访未完成1家：拒访1家。"),
    ("some came late", _undone(undone=(replace(UNDONE[0], added_late=2),)),
     "未接通4家（其中2家于10日后补入）。"),
    ("all came late", _undone(undone=(replace(UNDONE[0], added_late=4, carried=1),)),
     "未接通4家（10日后补入，其中1家结转下期）。"),
    ("visits open", _undone(days=OPEN, undone=(), figures={"visits": (
        ("flagged", 2), ("done", 1), ("unsigned", 0), ("to_do", 1), ("carried", 0))}),
     "上门尚有1家，12月20日前完成。"),
    ("visits overdue", _undone(days=replace(OPEN, visits_over=2), undone=(), figures={"visits": (
        ("flagged", 2), ("done", 1), ("unsigned", 0), ("to_do", 1), ("carried", 0))}),
     "上门未完成1家，12月20日到期，已超期2日。"),
    ("refused", _undone(figures={"visits": (
        ("flagged", 2), ("done", 2), ("refused_signature", 1), ("unsigned", 0), ("to_do", 0),
        ("carried", 0))}, undone=()), "已上门而拒签1家。"),
    ("problems open", _undone(days=OPEN, undone=(), figures={"problems": (
        ("raised", 3), ("answered", 1), ("open", 2), ("carried", 0))}), "问题尚有2件未答复。"),
    ("unfiled, not due", _undone(
        days=replace(OPEN, as_of="2026-11-24T09:00:00+08:00"), undone=(),
        figures={"filings": _filings(missing=1), "units": (unit("燃气办", "missing"),)}),
     "尚未报台账1个：燃气办。"),
    ("many unfiled", _undone(undone=(), figures={"filings": _filings(missing=7), "units": tuple(
        unit(f"示例{name}科", "missing") for name in "甲乙丙丁戊己庚")}),
     "未报台账7个：示例甲科、示例乙科、示例丙科、示例丁科、示例戊科等7个（表2）。"),
    ("overdue rows",
     _undone(undone=(), figures={"units": (unit("燃气办", overdue=3),), "overdue": 3}),
     "逾期补报1个单位3行。"),
    ("nothing", _undone(undone=()), "电话回访和台账均已完成。"),
    ("nothing of all", page(reported(
        units=(), visits=(("flagged", 2), ("done", 2), ("unsigned", 0), ("to_do", 0),
                          ("carried", 0)),
        problems=(("raised", 2), ("answered", 2), ("open", 0), ("carried", 0)),
        filings=ALL_FILED), undone=()), "电话回访、上门、问题和台账均已完成。"),
    ("nothing but calls", _undone(undone=(), figures={"filings": _filings(missing=0)}),
     "电话回访已完成。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "said"), [each[1:] for each in UNDONE_SAID], ids=[each[0] for each in UNDONE_SAID]
)
@pytest.mark.clause("R12", "R21", "R23")
def test_the_fourth_paragraph_names_what_is_not_done_and_why(month: MonthTold, said: str) -> None:
    assert said in _paragraph(3, month)


def test_what_is_not_due_is_never_said_to_be_undone() -> None:
    open_month = _undone(days=OPEN, undone=LEFT)
    found = front_words.paragraphs(open_month)
    assert found[3].head == "四、尚未完成"
    assert "未完成" not in found[3].text


RECHECKED: list[tuple[str, RecheckFigures | None, str, str]] = [
    ("none", None, "本期未复核。", "本期尚未复核。"),
    ("frozen", RecheckFigures("frozen", "2026-11"), "复核名单已封，尚未抽取。", ""),
    (
        "running",
        RecheckFigures("running", "2026-11", drawn=15, answered=13, unreached=1, waiting=1),
        "复核未完：抽取15通，尚余1通。",
        "",
    ),
    ("census", CENSUS, "15通全部复核，与记录不符0。", ""),
    ("census, some false", replace(CENSUS, false=2, most=2), "15通全部复核，与记录不符2通。", ""),
    (
        "all reached",
        replace(CHECKED, pool=196, drawn=26, answered=26, unreached=0, most=19),
        "从完成的196通中随机抽取26通，接通26通，与记录不符0。"
        "若196通中有20通以上不符，这样的结果机会不到5%。",
        "",
    ),
    (
        "some not reached",
        CHECKED,
        "从完成的312通中随机抽取60通，接通52通，未接通8通；与记录不符0。若312通中有16通以上不符，"
        "这样的结果机会不到5%（以未接通的与接通的情况相同为前提；未接通的全算不符，则至多68通）。",
        "",
    ),
    (
        "some false",
        replace(CHECKED, false=1, most=25),
        "接通52通，未接通8通；与记录不符1通。以95%的把握，312通中不符的不超过25通（8.0%）。",
        "",
    ),
    ("doubtful", replace(CENSUS, doubtful=2), "经复核存疑2通，待认定。15通全部复核", ""),
    ("proves nothing", replace(CHECKED, most=312), "这样的结果不能排除312通全都不符。", ""),
    (
        "other ratings",
        replace(CHECKED, classes=(("rating_differs", 3),)),
        "另有评价不符3通，不属不实。",
        "",
    ),
]


@pytest.mark.parametrize(
    ("found", "cleared", "still_open"),
    [each[1:] for each in RECHECKED],
    ids=[each[0] for each in RECHECKED],
)
@pytest.mark.clause("R37", "R38")
def test_the_fifth_paragraph_says_what_the_recheck_proves(
    found: RecheckFigures | None, cleared: str, still_open: str
) -> None:
    month = reported(recheck=found)
    assert cleared in _paragraph(4, page(month))
    assert (still_open or cleared) in _paragraph(4, page(month, days=OPEN))


CALLS = Step("calls", date(2026, 12, 10), 4)
NEXT: list[tuple[str, MonthTold, str]] = [
    (
        "cleared",
        page(),
        "台账12月25日下班前报齐；人防工程站补报本期；结转的电话回访1家于2027年1月10日前完成；"
        "结转的上门1家于2027年1月20日前完成。",
    ),
    ("nothing", page(steps=STEPS[:1]), "下期台账12月25日下班前报送。"),
    ("not even ledgers", page(steps=()), "没有待办事项。"),
    ("open", page(days=OPEN, steps=(CALLS,)), "电话回访4家于12月10日前完成。"),
    ("over", page(days=replace(OPEN, as_of="2026-12-12T09:00:00+08:00"), steps=(CALLS,)),
     "电话回访4家未完成，已过12月10日。"),
    ("no notice", page(steps=(Step("ledgers", None, 1, year=2027),)),
     "台账到期日待定（2027年放假安排未载入）。"),
    ("answers", page(steps=(Step("answers", None, 2, ("燃气办",)),)),
     "超期问题2件由燃气办答复企业。"),
    ("answers of many", page(steps=(Step("answers", None, 3, ("甲科", "乙科", "丙科")),)),
     "超期问题3件由责任单位答复企业。"),
    ("numbers", page(steps=(Step("numbers", None, 2, ("甲科", "乙科")),)),
     "退回补号2家由甲科、乙科补报号码。"),
    ("numbers of many", page(steps=(Step("numbers", None, 3, ("甲科", "乙科", "丙科")),)),
     "退回补号3家由原单位补报号码。"),
    ("symposium", page(steps=(Step("symposium", date(2026, 12, 31), 1),)),
     "本半年座谈尚未召开，12月31日前召开。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "said"), [each[1:] for each in NEXT], ids=[each[0] for each in NEXT]
)
@pytest.mark.clause("三(二)1", "三(二)2", "三(二)3")
def test_the_sixth_paragraph_says_what_is_due_next(month: MonthTold, said: str) -> None:
    assert _paragraph(5, month) == said


def test_at_most_five_things_are_said_to_be_next() -> None:
    steps = (*STEPS, Step("answers", None, 1), Step("numbers", None, 1))
    assert _paragraph(5, page(steps=steps)).count("；") == front_words.BREVITIES[0].steps - 1 == 4


# Whatever a month may come to.
COUNT = st.integers(0, 2500)
NAMES = st.lists(
    st.text("甲乙丙丁戊己庚辛壬癸示例市住建局", min_size=2, max_size=20), max_size=40, unique=True
)
DAYS = st.sampled_from(
    [OPEN, CLEARED, replace(OPEN, calls_over=4, visits_over=1), replace(OPEN, calls_left=None)]
)


@st.composite
def rates(draw: st.DrawFn, of: int | None = None) -> Rate:
    whole = draw(COUNT) if of is None else of
    return Rate(draw(st.integers(0, whole)), whole)


@st.composite
def groups(draw: st.DrawFn) -> tuple[Undone, ...]:
    kinds = draw(st.lists(st.sampled_from(list(work_words.UNDONE)), unique=True))
    found = []
    for kind in kinds:
        count = draw(st.integers(1, 300))
        left = draw(st.integers(0, count))
        added = draw(st.integers(0, count))
        came_on = date(2026, 12, 14) if added == 1 else None
        firms = tuple(f"示例{kind}厂" for _ in range(count))
        found.append(Undone(kind, firms, left, count - left, added, came_on))
    return tuple(found)


@st.composite
def months(draw: st.DrawFn) -> MonthTold:
    names = draw(NAMES)
    states = ["on_time", "late", "supplement", "zero", "missing"]
    units = tuple(
        unit(name, draw(st.sampled_from(states)), overdue=draw(st.integers(0, 9))) for name in names
    )
    filings = tuple((state, sum(each.filing == state for each in units)) for state in states)
    firms = draw(COUNT)
    done, left, carried, refused = (draw(st.integers(0, 40)) for _ in range(4))
    visits = (
        ("flagged", done + left + carried), ("done", done), ("refused_signature", refused),
        ("unsigned", 0), ("to_do", left), ("carried", carried),
    )  # fmt: skip
    raised, opened = draw(st.integers(0, 90)), draw(st.integers(0, 9))
    problems = (
        ("raised", raised + opened), ("answered", raised), ("open", opened), ("carried", 0),
        ("reopened", draw(st.integers(0, 9))),
    )  # fmt: skip
    reason = draw(st.none() | st.text("因台账已齐须尽早拨打", min_size=1, max_size=120))
    frozen = CallList(
        firms, 0, is_locked=True, is_early=draw(st.booleans()), missing=tuple(names[:9]),
        locked_at="2026-11-24T17:58:00+08:00", reason=reason,
    )  # fmt: skip
    pool = draw(st.integers(1, 2000))
    answered, false = draw(st.integers(0, pool)), draw(st.integers(0, min(pool, 3)))
    most = draw(st.integers(false, pool))
    recheck = RecheckFigures(
        draw(st.sampled_from(["none", "frozen", "running", "done"])), "2026-11", pool=pool,
        drawn=answered, answered=answered, unreached=draw(st.integers(0, 9)), most=most,
        false=false, most_with_unreached=most + 1,
        classes=(("rating_differs", draw(st.integers(0, 3))),),
    )  # fmt: skip
    figures = reported(
        firms=firms,
        services=draw(COUNT),
        late_entry_firms=draw(st.integers(0, 9)),
        call_list=frozen,
        coverage=draw(rates(firms)),
        effective_rate=draw(rates(firms)),
        satisfaction=draw(rates()),
        dispositions=(("I", 0), ("NE", draw(st.integers(0, 9)))),
        filings=filings,
        units=units,
        overdue=sum(each.overdue for each in units),
        problems=problems,
        problems_in_time=draw(rates()),
        visits=visits,
        answers=(("satisfied", 0), ("dissatisfied", draw(st.integers(0, 99))), ("unrated", 0)),
        recheck=recheck,
    )
    then = draw(st.none() | st.builds(
        lambda *given: replace(BEFORE, firms=given[0], coverage=given[1], effective_rate=given[2],
                               satisfaction=given[3]),
        COUNT, rates(), rates(), rates(),
    ))  # fmt: skip
    changed = draw(st.sampled_from([(), (RuleChange("answer_workdays", 3, ("problems",)),)]))
    timings = tuple((name, draw(st.integers(0, 30))) for name, _ in PARTS.timings)
    parts = ProblemParts(
        tuple((name, draw(st.integers(0, 30))) for name in work_words.CATEGORIES), timings,
        draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(st.integers(0, 9)),
    )  # fmt: skip
    kinds = draw(st.lists(st.sampled_from(list(work_words.STEPS)), unique=True, min_size=1))
    # Of units that have not filed it is as many as are named.
    steps = tuple(
        Step(
            kind,
            date(2026, 12, 10),
            len(names[:5]) if kind == "unfiled" else draw(st.integers(1, 99)),
            tuple(names[:5]),
        )
        for kind in kinds
    )
    return page(
        figures, then, days=draw(DAYS), undone=draw(groups()), problem_parts=parts, steps=steps,
        rules=changed,
    )  # fmt: skip


def _numbers(told_json: Any) -> set[str]:
    """Every number that ``--json`` tells, a rate also as it is printed, a change without sign."""
    if isinstance(told_json, dict):
        return set().union(*map(_numbers, told_json.values()))
    if isinstance(told_json, list):
        return set().union(*map(_numbers, told_json))
    if isinstance(told_json, bool) or not isinstance(told_json, int | float):
        return set()
    return {str(abs(told_json))}


DATES = re.compile(r"(?:过|于|（)10日|(\d{4}年)?\d{1,2}月\d{1,2}日(\d{1,2}时)?|\d{4}年放假")
OURS = re.compile(r"表[12]|95%的把握|不到5%|与记录不符0")


@pytest.mark.clause("四3")
@given(months())
@settings(deadline=None)
def test_no_digit_of_the_words_is_not_a_figure_and_the_page_is_never_full(
    month: MonthTold,
) -> None:
    found = front_words.paragraphs(month)
    assert found == front_words.paragraphs(month)
    text = "".join(each.whole for each in found)
    assert len(text) <= front_words.LIMIT, text
    known = _numbers(json.loads(json.dumps(month.as_json())))
    left = OURS.sub("", DATES.sub("", text))
    assert {each for each in re.findall(r"\d+(?:\.\d+)?", left) if each not in known} == set()
    for each in month.figures:
        if "100.0%" in text and each.tenths == 1000:
            assert each.rate.n == each.rate.of
    assert "0.0%" not in re.sub(r"\d0\.0%", "", text)
    assert not re.search(r"[；，]{2}|[；，]。|None|为0|：。", text), text
