"""The blind re-check of a cleared month: who was called again, and what that proves."""

from math import comb
from random import Random  # noqa: TID251 - a made-up half-year, no draw
from typing import Any

from tests.oracle.book import Call
from tests.oracle.bureau import Bureau
from tests.oracle.days import month_after

CHECKER = "周正"
# What is answered, its class, and the chance of it.
ANSWERS = {"打过": 12, "没打过": 1, "记不清": 1, "不是本企业号码": 1}
FALSE = ("没打过", "不是本企业号码")


def recheck(bureau: Bureau, month: str, now: str, random: Random) -> dict[str, Any] | None:
    """Re-check a cleared month whole, as one of few calls is; return what is printed of it."""
    run, book = bureau.revisit, bureau.book
    pool = [
        call
        for call in book.calls_of(month)
        if not call.is_second_name and call.outcome == "completed"
    ]
    if not pool:
        return None
    frozen = run.json("recheck", "freeze", month, now=now)
    assert frozen["pool"]["count"] == len(pool), (month, now, frozen, len(pool))
    run("recheck", "draw", month, "--seed", f"{month}/3714", "--seed-from", "机关纪委", now=now)
    by_firm = {each.firm: each for each in pool}
    given: list[str] = []
    for each in run.json("recheck", "list", month, now=now)["entries"]:
        call = by_firm[each["firm"]]
        answer = random.choices([*ANSWERS], [*ANSWERS.values()])[0]
        if _has_led_on(call):
            answer = "打过"
        words = ("--overall", _overall(call)) if answer == "打过" else ()
        run(
            "recheck", "record", each["rank"], "--month", month, "--answer", answer, *words,
            "--office", "机关纪委", "--by", CHECKER, now=now,
        )  # fmt: skip
        given.append(answer)
    false = sum(answer in FALSE for answer in given)
    confirmed = _decide(bureau, month, now, random)
    most = most_false(len(pool), len(given), false)
    return {
        "told_in": month_after(month),
        "state": "done",
        "pool": len(pool),
        "drawn": len(pool),
        "answered": len(given),
        "waiting": 0,
        "not_as_recorded": false,
        "most": most,
        "doubtful": false - confirmed,
    }


def _decide(bureau: Bureau, month: str, now: str, random: Random) -> int:
    """Confirm some of the doubts by name: those calls are void, and due again."""
    doubts = bureau.revisit.json("recheck", "doubts", month, now=now)["doubts"]
    chosen = [each for each in doubts if random.random() < 0.5]
    for each in chosen:
        words = ("--evidence", "书面说明", "--decided-by", "纪委张三", "--correct", "认定")
        bureau.revisit("recheck", "confirm", each["id"], *words, now=now)
        numbered = bureau.book.calls_of(month)
        bureau.reopen_call(next(c for c in numbered if c.number == each["call"]), now)
    return len(chosen)


def _has_led_on(call: Call) -> bool:
    """Whether problems or visits came of a call, or it is made for two names."""
    last = call.attempts[-1]
    unhappy = any(said.get("overall") == "dissatisfied" for said in last.said.values())
    return bool(last.suggestion) or unhappy


def _overall(call: Call) -> str:
    """What the firm said of the bureau: dissatisfied with one unit is dissatisfied."""
    said = {each.get("overall") for attempt in call.attempts for each in attempt.said.values()}
    return "不满意" if "dissatisfied" in said else "满意"


def most_false(pool: int, drawn: int, found: int) -> int:
    """The most that may be false, were no more than so many found with a chance above 5 %."""
    return max(
        false
        for false in range(found, pool - drawn + found + 1)
        if 20 * sum(comb(false, n) * comb(pool - false, drawn - n) for n in range(found + 1))
        > comb(pool, drawn)
    )
