"""When a card was opened and when it was saved: kept of every attempt, shown to no clerk."""

import json
from datetime import timedelta

import pytest

from revisit_cli.records.context import Context
from revisit_cli.records.value import replace
from revisit_cli.store.migrations import MIGRATIONS, STEPS, fresh
from tests.cli.calls.desk_script import Clerk
from tests.conftest import Revisit
from tests.packets import FINE, FIRST_ROW, fill

# Days are asked for, of each unit; the first firm was served by two.
FINE_KEYS = ("1", "1", "3", "1", "", "")
FINE_KEYS_OF_TWO = ("1", "1", "3", "3", "1", "", "")
Moments = list[tuple[str | None, str]]


class SlowClerk(Clerk):
    """A clerk who needs ten seconds for each key."""

    def context(self) -> Context:
        context = super().context()
        return replace(context, now=context.now + timedelta(seconds=10 * len(self.prompts)))


def moments(desk: Revisit) -> Moments:
    rows = desk.rows("select opened_at, entered_at from attempt order by id")
    return [(opened and opened[11:19], entered[11:19]) for opened, entered in rows]


@pytest.mark.clause("三(一)1")
def test_the_desk_keeps_when_a_card_was_opened_and_when_it_was_saved(desk: Revisit) -> None:
    SlowClerk(desk).types("2", "", *FINE_KEYS)
    # Two keys for the first firm; the second card is opened when they are saved.
    assert moments(desk) == [("09:00:00", "09:00:20"), ("09:00:20", "09:01:20")]
    assert desk.json("audit", "verify")["ok"]


def test_a_key_that_records_nothing_opens_no_card_again(desk: Revisit) -> None:
    SlowClerk(desk).types("10", "6", "<", "2", "")
    assert moments(desk) == [("09:00:00", "09:00:50")]


def test_answers_kept_meanwhile_count_from_when_the_card_was_first_opened(desk: Revisit) -> None:
    SlowClerk(desk).types("9", "乙丑", "1", "1", "2", "1")
    clerk = SlowClerk(desk, now="2026-11-26T10:00")
    clerk.types("1", "1", "3", "1", "1", "1", "", "")
    assert desk.json("calls", "show", 2)["history"][0]["outcome"] == "completed"
    ((opened, saved),) = moments(desk)
    assert opened is not None
    assert opened < "09:01"
    assert saved > "10:01"


def test_what_was_kept_is_no_part_of_a_later_try_without_answers(desk: Revisit) -> None:
    SlowClerk(desk).types("9", "乙丑", "1", "1", "2", "1")
    SlowClerk(desk, now="2026-11-26T10:00").types("2", "")
    assert moments(desk) == [("10:00:00", "10:00:20")]


@pytest.mark.parametrize("at", [(), ("--at", "11-26 8:30")])
def test_a_plain_record_does_not_know_when_a_card_was_opened(
    desk: Revisit, at: tuple[str, ...]
) -> None:
    held = desk.json("calls", "next")
    words = ("--outcome", "无人接听", "--token", held["token"], *at)
    desk("calls", "record", held["id"], *words, now="2026-11-26T09:05")
    assert moments(desk) == [(None, "09:05:00")]


def test_files_and_sheets_do_not_know_either(desk: Revisit) -> None:
    path = desk.folder / "记录.jsonl"
    path.write_text(json.dumps({"call": 1, "outcome": "no_answer"}), encoding="utf-8")
    desk("calls", "record", "--from", path)
    sheet = desk.json("calls", "sheet", "--names", "甲", "-o", desk.folder / "发出")
    home = fill(desk.folder / sheet["packets"][0]["path"], {FIRST_ROW: FINE})
    desk("calls", "absorb", home, now="2026-11-27T10:00")
    assert moments(desk) == [(None, "09:00:00"), (None, "10:00:00")]


def test_the_moments_stand_on_no_screen_and_in_no_json(desk: Revisit) -> None:
    SlowClerk(desk, now="2026-11-26T09:13:37").types(*FINE_KEYS_OF_TWO)
    assert moments(desk)[0][0] == "09:13:37"
    for words in (
        ("calls", "show", 1),
        ("calls", "list"),
        ("calls", "progress"),
        ("calls", "attention"),
        ("calls", "drafts"),
        ("firms", "show", "甲子"),
        ("report", "month", "2026-11"),
        ("audit", "log"),
    ):
        for form in ((), ("--json",)):
            said = desk(*words, *form).out
            assert "09:13:37" not in said
            assert "opened_at" not in said


def test_a_moment_changed_behind_the_log_is_seen(desk: Revisit) -> None:
    SlowClerk(desk).types("2", "")
    desk.edit("update attempt set opened_at = '2026-11-26T08:59:00+08:00'")
    (fault,) = desk.json("audit", "verify", code=6)["faults"]
    assert fault["table"] == "attempt"


def test_of_an_attempt_in_an_older_file_the_moment_stays_unknown() -> None:
    (step,) = [n for n, each in enumerate(STEPS) if each.endswith("moments")]
    with fresh(step) as connection:
        connection.execute(
            "insert into attempt (call, outcome, by, at, entered_at) "
            "values (1, 'busy', '甲', '2026-11-26T09:00:00', '2026-11-26T09:00:00')"
        )
        MIGRATIONS[step](connection)
        assert connection.execute("select opened_at from attempt").fetchall() == [(None,)]
