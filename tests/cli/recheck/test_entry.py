"""Calling drawn calls again, blind: at the desk, by options, and what is kept from whom."""

import pytest

from revisit_cli.cli.recheck.desk import Desk
from tests.called import CLERK, fill_called, firm_of, phone_of
from tests.cli.recheck.desk_script import Checker
from tests.conftest import Revisit, begins
from tests.faults.undoing import differing, state_of

MONTH = "2026-11"
LATER = "2026-12-14T10:00"
BY = ("--by", "周正")


@begins
def drawn(revisit: Revisit) -> Revisit:
    """A month of thirty completed calls, of which nineteen are drawn; two were dissatisfied."""
    fill_called(revisit.db, 30, dissatisfied={0, 1})
    revisit.now = "2026-12-12T09:00"
    revisit("recheck", "freeze", MONTH)
    revisit("recheck", "draw", MONTH, "--seed", "4172", "--seed-from", "机关纪委周正")
    revisit.now = LATER
    return revisit


def record(revisit: Revisit, rank: int, *words: str, code: int = 0, now: str = "") -> str:
    ran = revisit(
        *("recheck", "record", rank, "--month", MONTH, *BY, *words), code=code, now=now or LATER
    )
    return ran.out + ran.err


LOOKS = (
    ("recheck", "list", MONTH), ("recheck", "doubts", MONTH), ("recheck", "show", MONTH),
    ("calls", "list", MONTH), ("report", "month", MONTH), ("status",),
)  # fmt: skip


def test_what_was_keyed_wrongly_is_taken_back_and_called_again(drawn: Revisit) -> None:
    before = state_of(drawn, LOOKS)
    record(
        drawn, 1, "--answer", "打过", "--overall", "满意", "--pressed", "有", "--words", "要好评"
    )
    after = state_of(drawn, LOOKS)
    assert differing(before, after)
    assert drawn.json("undo", "--by", "周正")["undone"]["kind"] == "EntryRecorded"
    assert differing(before, state_of(drawn, LOOKS)) == []
    drawn("undo", "1", "--by", "周正")
    assert differing(after, state_of(drawn, LOOKS)) == []
    drawn("undo", "1", "--by", "周正")
    record(drawn, 1, "--answer", "打过", "--overall", "不满意")
    drawn("audit", "verify")


@pytest.mark.parametrize("answer", ["没打过", "不是本企业号码"])
def test_a_contradiction_is_not_taken_back_by_whoever_keyed_it(drawn: Revisit, answer: str) -> None:
    record(drawn, 1, "--answer", answer)
    (act,) = drawn.json("undo", "--list", "--by", "周正")["acts"]
    assert (act["can_undo"], act["why"]) == (False, "contradicted")
    refused = drawn("undo", "--event", act["event"], "--by", "周正", code=5)
    assert "署名的人" in refused.err
    assert len(drawn.json("recheck", "doubts", MONTH)["doubts"]) == 1


def head(revisit: Revisit) -> object:
    return revisit.json("audit", "head")


def test_six_keys_do_where_all_agrees(drawn: Revisit) -> None:
    checker = Checker(drawn)
    checker.types("1", "1", "1")
    assert checker.keys == 6
    (first, *_) = drawn.json("recheck", "list", MONTH)["entries"]
    assert (first["state"], first["by"], first["office"]) == ("answered", "周正", "机关纪委")


@pytest.mark.clause("三(一)", "R37")
def test_the_card_shows_the_ledgers_own_and_nothing_that_was_recorded(
    drawn: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn("settings", "set", "bureau", "市住建局")
    checker = Checker(drawn)
    checker.types("1", "2", "2", "说要打五星")
    said = capsys.readouterr()
    shown = said.out + said.err + "".join(checker.prompts)
    card = drawn.json("recheck", "next", MONTH, *BY)
    number = int(card["call"]) - 1
    assert card["firm"] == firm_of(number)
    assert card["contacts"] == [{"name": f"联系人{number}", "phones": [phone_of(number)]}]
    assert "施工许可证核发" in shown
    assert "我是市住建局机关纪委周正" in shown
    assert CLERK not in shown
    assert "五星" not in shown
    for told in (CLERK, "completed", "satisfied", "2026-12-01"):
        assert told not in str(card), told
    # Nor does the list, before all is done.
    assert CLERK not in str(drawn.json("recheck", "list", MONTH))
    assert {each["result"] for each in drawn.json("recheck", "list", MONTH)["entries"]} == {None}


@pytest.mark.clause("三(一)", "R37")
@pytest.mark.parametrize("name", [CLERK, "王 芳", "　王芳 "])
def test_a_clerk_who_recorded_the_month_is_refused(drawn: Revisit, name: str) -> None:
    before = head(drawn)
    for words in (("next", MONTH), ("record", "1", "--month", MONTH, "--answer", "记不清")):
        refused = drawn("recheck", *words, "--by", name, code=5)
        assert "30 通" in refused.err
        assert refused.err.count("×") == 1
    assert head(drawn) == before


def test_the_login_is_no_re_checker(drawn: Revisit) -> None:
    for words in (("next", MONTH), ("record", "1", "--month", MONTH, "--answer", "记不清")):
        assert "--by" in drawn("recheck", *words, code=2, by="周正").err


def test_what_cannot_be_recorded_is_refused_and_changes_nothing(drawn: Revisit) -> None:
    record(drawn, 1, "--answer", "打过", "--overall", "满意")
    before = head(drawn)
    for rank, words, code, says in (
        (31, ("--answer", "记不清"), 4, "没有第 31 名"),
        (20, ("--answer", "记不清"), 5, "没有抽中"),
        (1, ("--answer", "没打过"), 5, "周正已于"),
        (2, ("--answer", "打过"), 2, "--overall"),
        (2, ("--answer", "没打过", "--overall", "满意"), 2, "不要写 --overall"),
        (2, ("--answer", "随便"), 2, "没打过"),
        (2, ("--answer", "记不清", "--at", "2026-12-15T09:00"), 2, "还没有到"),
        (2, ("--answer", "记不清", "--at", "2026-12-01T09:00"), 2, "早于抽取"),
    ):
        assert says in record(drawn, rank, *words, code=code), words
    assert head(drawn) == before


def test_nothing_can_be_recorded_before_the_draw(revisit: Revisit) -> None:
    fill_called(revisit.db, 30)
    assert "recheck freeze" in record(revisit, 1, "--answer", "记不清", code=4)
    revisit("recheck", "freeze", MONTH)
    assert "--seed" in record(revisit, 1, "--answer", "记不清", code=4)


@pytest.mark.clause("R38")
def test_the_call_itself_is_never_changed(drawn: Revisit) -> None:
    calls = drawn.json("calls", "list", MONTH)
    answers = drawn.json("report", "month", MONTH)["satisfaction"]
    record(drawn, 1, "--answer", "没打过")
    record(
        drawn, 2, "--answer", "打过", "--overall", "不满意", "--pressed", "有", "--words", "要好评"
    )
    record(drawn, 3, "--answer", "空号")
    assert drawn.json("calls", "list", MONTH) == calls
    assert drawn.json("report", "month", MONTH)["satisfaction"] == answers
    assert drawn.json("audit", "verify")["ok"]


@pytest.mark.clause("三(四)1")
def test_what_is_said_of_pressure_is_the_committees_alone(drawn: Revisit) -> None:
    record(
        drawn, 1, "--answer", "打过", "--overall", "满意", "--pressed", "有", "--words", "要五星"
    )
    shown = [drawn(*words, "--json").out for words in (
        ("recheck", "list", MONTH), ("audit", "log"), ("report", "month", MONTH),
    )]  # fmt: skip
    assert "五星" not in "".join(shown)
    (told,) = drawn.json("duty", "open", MONTH)["confidences"]
    assert "五星" in told["words"]
    assert told["recheck"]
    assert "复核时所说" in drawn("duty", "open", MONTH).out


@pytest.mark.clause("三(四)1")
def test_with_a_key_it_is_sealed_from_the_moment_it_is_entered(drawn: Revisit) -> None:
    drawn("duty", "key", "new", "-o", drawn.folder / "key.json")
    for rank, pressed in ((1, "有"), (2, "没有"), (3, "不愿答")):
        record(drawn, rank, "--answer", "打过", "--overall", "满意", "--pressed", pressed)
    rows = drawn.rows("select words, is_sealed from confidence where recheck_attempt is not null")
    assert {is_sealed for _, is_sealed in rows} == {1}
    assert len({len(words) for words, _ in rows}) == 1
    opened = drawn.json("duty", "open", MONTH, "--key", drawn.folder / "key.json")
    assert sorted(each["words"].strip() for each in opened["confidences"]) == [
        "不愿答",
        "有",
        "没有",
    ]


@pytest.mark.clause("R38")
def test_who_is_not_reached_is_tried_again_by_the_calls_rules_and_one_is_added(
    drawn: Revisit,
) -> None:
    first = drawn.json("recheck", "next", MONTH, *BY)["rank"]
    assert first == 1
    told = record(drawn, 1, "--answer", "没打通", now="2026-12-14T10:00")
    assert "12-14 14:30 再打" in told
    assert drawn.json("recheck", "next", MONTH, *BY, now="2026-12-14T10:05")["rank"] == 2
    record(drawn, 1, "--answer", "没打通", now="2026-12-14T15:00")
    assert len(drawn.json("recheck", "list", MONTH)["entries"]) == 19
    record(drawn, 1, "--answer", "没打通", now="2026-12-15T09:00")
    listed = drawn.json("recheck", "list", MONTH)
    assert len(listed["entries"]) == 20
    assert listed["entries"][0]["state"] == "given_up"
    assert "周正已于" in record(drawn, 1, "--answer", "没打过", code=5, now="2026-12-15T10:00")
    record(drawn, 20, "--answer", "记不清", now="2026-12-15T10:00")


@pytest.mark.clause("三(一)", "R38")
def test_the_last_answer_brings_the_sentence_and_the_results(drawn: Revisit) -> None:
    for rank in range(1, 19):
        assert "若" not in record(drawn, rank, "--answer", "打过", "--overall", "满意")
    told = record(drawn, 19, "--answer", "没打过").replace("\n", " ")
    assert "复核：抽 19，接通 19，未接通 0；与记录不符 1（没接到过 1，不是本人号码 0）" in told
    assert "若 30 通中有 5 通以上不符，这样的结果机会不到 5%" in told
    results = [each["result"] for each in drawn.json("recheck", "list", MONTH)["entries"]]
    assert results.count("agrees") + results.count("rating_differs") == 18
    assert results[-1] == "not_called"
    nothing = drawn("recheck", "next", MONTH, *BY)
    assert "还剩 0 家" in nothing.out


def test_two_re_checkers_never_hold_one_card(drawn: Revisit) -> None:
    mine = drawn.json("recheck", "next", MONTH, *BY)
    theirs = drawn.json("recheck", "next", MONTH, "--by", "李敏")
    assert mine["rank"] != theirs["rank"]
    assert drawn.json("recheck", "next", MONTH, *BY)["rank"] == mine["rank"]
    held = record(drawn, theirs["rank"], "--answer", "记不清", code=5)
    assert "李敏正在打" in held
    stale = ("--answer", "记不清", "--token", str(mine["token"] + 7))
    assert "不在您手里" in record(drawn, mine["rank"], *stale, code=5)


@pytest.mark.clause("R37")
def test_a_card_of_a_firm_merged_since_is_a_sentence_and_then_shows_both_names(
    drawn: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = drawn.json("recheck", "list", MONTH)["entries"]
    first, other = entries[0], drawn.json("recheck", "show", MONTH)["ranks"][-1]
    drawn("firms", "merge", first["firm"], other["firm"], "--reason", "同一家")
    before = head(drawn)
    told = record(drawn, 1, "--answer", "记不清", code=5)
    assert other["firm"] in told
    assert "--as" in told
    assert head(drawn) == before
    Checker(drawn).types("3")
    assert f"{other['firm']}（抽取时名 {first['firm']}）" in "".join(
        capsys.readouterr().out.split("\n      ")
    )
    assert drawn.json("recheck", "list", MONTH)["entries"][0]["state"] == "answered"


def test_a_step_back_asks_the_card_again_and_leaving_gives_it_back(drawn: Revisit) -> None:
    checker = Checker(drawn)
    checker.types("1", "<", "2", "1", "q")
    entries = drawn.json("recheck", "list", MONTH)["entries"]
    assert [each["state"] for each in entries[:2]] == ["answered", "waiting"]


def test_a_step_back_is_one_question_and_keeps_what_was_answered_before(drawn: Revisit) -> None:
    checker = Checker(drawn)
    checker.types("1", "1", "<", "2", "2", "<", "1", "q")
    called, overall, pressure, *_, words, _, _ = checker.prompts
    assert checker.prompts == [
        called,
        overall,
        pressure,
        overall,
        pressure,
        words,
        pressure,
        called,
    ]
    entry = drawn.json("recheck", "list", MONTH)["entries"][0]
    assert entry["state"] == "answered"


def test_a_refusal_at_the_desk_is_a_sentence_and_the_next_card_comes(
    drawn: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    checker = Checker(drawn)

    def ask(prompt: str) -> str:
        if not checker.prompts:
            checker.prompts.append(prompt)
            drawn("calls", "release", "--clerk", "周正")
            drawn.json("recheck", "next", MONTH, "--by", "李敏")
            return "2"
        raise EOFError

    checker.sit(ask)
    assert "不在您手里" in capsys.readouterr().err
    assert isinstance(Desk, type)
