"""What was said of one unit is on record for that unit alone, by whichever door it came.

Three units served one firm. Hypothesis draws what it says of each; another unit is lent only what
accuses nobody. ``REVISIT_EXAMPLES=40`` looks longer than every run does.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from revisit_cli.cli.calls.desk import Desk
from revisit_cli.errors.calls.sheet import RowsRefused
from revisit_cli.labels.rules.answer import answer_word
from revisit_cli.operations.calls.absorb import absorb
from revisit_cli.operations.calls.batch import key_in
from revisit_cli.operations.reading import reading
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.loader import form
from revisit_cli.store.rules import answer as answer_store
from tests.conftest import Revisit
from tests.packets import FIRST_ROW, HEAD, fill

UNITS = ("审批科", "燃气办", "质安站")
# The questions by the label at the head of a prompt, and the words that lend themselves to other
# units, written out: this is the rule itself.
LABELS = {
    "attitude": "服务态度",
    "one_time_notice": "一次性告知",
    "days": "几天",
    "extra_trips": "多头跑",
    "integrity": "吃拿卡要",
    "overall": "总体评价",
}
HARMLESS = {
    ("attitude", "好"), ("attitude", "一般"), ("one_time_notice", "是"), ("extra_trips", "否"),
    ("integrity", "没有"), ("overall", "满意"),
}  # fmt: skip
WORDS = {
    name: (*(["3"] if name == "days" else []), *form().question(name).words.values())
    for name in LABELS
}
Said = dict[str, str]

# What a firm says of a unit; "" is a cell left empty, an Enter, an option not given.
anything = st.fixed_dictionaries({name: st.sampled_from(("", *w)) for name, w in WORDS.items()})
everything = st.fixed_dictionaries({name: st.sampled_from(w) for name, w in WORDS.items()})
rated = st.builds(
    lambda one, word: one | {"overall": word}, anything, st.sampled_from(("满意", "不满意"))
)
some = settings(
    max_examples=int(os.environ.get("REVISIT_EXAMPLES", "3")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


# Whatever is drawn, every answer is tried: above units of which nothing is said, and alone.
NOTHING = dict.fromkeys(WORDS, "")
ABOVE = [{name: words[n % len(words)] for name, words in WORDS.items()} for n in range(4)]
ALONE = [
    {**NOTHING, "overall": "满意", name: word}
    for name, words in WORDS.items()
    for word in words
    if (name, word) not in HARMLESS
]


def every_answer_above(test: Callable[..., None]) -> Callable[..., None]:
    """Try every answer about the first unit beside two of which nothing is said."""
    for one in ABOVE:
        test = example((one, NOTHING, NOTHING))(test)
    return test


def every_answer_alone(test: Callable[..., None]) -> Callable[..., None]:
    """Try every answer that is said of one unit without another beside it."""
    for one in ALONE:
        test = example(one, None)(test)
    return test


class Office(NamedTuple):
    """A folder with a data file, in which one firm that three units served waits for its call."""

    folder: Path
    sheet: Path

    @property
    def revisit(self) -> Revisit:
        return Revisit(self.folder)

    def context(self, now: str = "2026-11-26T09:00") -> Context:
        moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
        return Context(str(self.revisit.db), "甲", moment)

    def record(self, **which: int) -> dict[str, Said]:
        """What is on record for each unit, in the words in which it was said."""
        with reading(self.context()) as database:
            standing = answer_store.standing(database, **(which or {"call": 1}))
            names = {row["id"]: row["name"] for row in database.rows("select id, name from unit")}
        return {names[unit]: _words_of(answers) for unit, answers in standing.items()}

    def confided(self) -> list[tuple[str, str]]:
        """The units of which there are words in confidence, and those words."""
        return self.revisit.rows(
            "select unit.name, confidence.words from confidence "
            "join evaluation on evaluation.id = confidence.evaluation "
            "join unit on unit.id = evaluation.unit order by unit.id"
        )


def _words_of(answers: Answers) -> Said:
    given_ones = dict(answers.given)
    return {
        name: answer_word(form().question(name), answer.text or answer.code)
        if (answer := given_ones.get(name))
        else ""
        for name in WORDS
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office whose copies the examples work on; ``out`` beside it has given its call away."""
    folder = tmp_path_factory.mktemp("office")
    revisit = Revisit(folder)
    rows = [f"{unit},办事员,2026.11.3,许可,示例市甲子有限公司,某甲,13800000001" for unit in UNITS]
    path = folder / "台账.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    revisit("import", path)
    revisit("flags", "add", "1", "--reason", "重点项目")
    shutil.copy(revisit.db, folder / "waiting.db")
    (written,) = revisit.json("calls", "sheet", "2026-11", "--names", "甲", "-o", folder / "发出")[
        "packets"
    ]
    return Office(folder, Path(written["path"]))


@contextmanager
def office(made: Office, *, is_out: bool = False) -> Iterator[Office]:
    """An office of its own for one example."""
    with TemporaryDirectory() as name:
        here = Office(Path(name), Path(name) / "回来.xlsx")
        shutil.copy(made.revisit.db if is_out else made.folder / "waiting.db", here.revisit.db)
        shutil.copy(made.sheet, here.sheet)
        yield here


def lent(one: Said) -> Said:
    """What another unit may be lent of the answers about one."""
    return {name: word if (name, word) in HARMLESS else "" for name, word in one.items()}


def completed(own: Said, above: Said) -> Said:
    """What is on record for a unit that leaves questions to the one above it."""
    return {name: word or lent(above)[name] for name, word in own.items()}


def said_of_one(one: Said) -> list[str]:
    """The questions whose answer may not stand for several units."""
    return [name for name, word in one.items() if word and (name, word) not in HARMLESS]


def options_of(one: Said) -> list[str]:
    """A unit's answers as options of a command."""
    given_ones = [(name.replace("_", "-"), word) for name, word in one.items() if word]
    return [text for name, word in given_ones for text in (f"--{name}", word)]


class Listener:
    """A clerk who keys what a firm says of each unit, as the desk asks for it."""

    def __init__(self, said: dict[str, Said]) -> None:
        self.said, self.outcomes = said, iter(["1", "q"])
        self.units: list[str] = []

    def ask(self, prompt: str) -> str:
        """Return what is keyed at a prompt."""
        if prompt.startswith("结果"):
            return next(self.outcomes)
        if prompt.startswith("哪家"):
            return " ".join(self.units)
        if several := re.match(r"(3 家单位|另外 (?P<named>[^ ]+))  ", prompt):
            return self._of((several["named"] or "、".join(UNITS)).split("、"), prompt)
        if prompt.startswith("["):
            unit, _, about = prompt.removeprefix("[").partition("] ")
            return self._of([unit], about)
        if "1不清楚" in prompt:
            return "1" if self.said[self.units[-1]]["days"] == "不清楚" else "2"
        return "2" if prompt.startswith("1 四问") else ""

    def _of(self, units: list[str], about: str) -> str:
        name = next((name for name, label in LABELS.items() if label in about), None)
        if name is None:
            return f"{units[0]}的话" if "机关纪委" in about else ""
        if name == "days":
            self.units = units
            return "3" if self.said[units[0]][name] == "3" else ""
        words = [self.said[unit][name] for unit in units]
        accusing = [word for word in words if (name, word) not in HARMLESS]
        if not accusing and len(set(words)) > 1:
            return "0"
        word = next(iter([*accusing, *words]))
        # Of which units it is said, where the desk asks: it must not where it accuses nobody.
        self.units = [unit for unit in units if self.said[unit][name] == word] if accusing else []
        question = form().question(name)
        return question.spoken[question.codes[WORDS[name].index(word)]]


@pytest.mark.clause("R25")
@some
@every_answer_above
@given(st.tuples(everything, anything, anything))
def test_at_the_desk_what_accuses_is_of_the_units_named_and_all_else_of_all(
    made: Office, said: tuple[Said, ...]
) -> None:
    given_of = {
        unit: {name: typed or WORDS[name][-1] for name, typed in each.items()}
        for unit, each in zip(UNITS, said, strict=True)
    }
    # Wide enough that every prompt stands on one line.
    with office(made) as here, patch.dict(os.environ, COLUMNS="200"):
        Desk(here.context, Listener(given_of).ask, "2026-11").sit()
        assert here.record() == given_of
        accused = [unit for unit in UNITS if given_of[unit]["integrity"] == "有"]
        assert here.confided() == [(unit, f"{unit}的话") for unit in accused]


@pytest.mark.clause("R25")
@some
@every_answer_alone
@given(rated, st.sampled_from([None, *UNITS]))
def test_options_without_a_unit_are_refused_with_the_units_where_they_accuse(
    made: Office, one: Said, unit: str | None
) -> None:
    with office(made) as here:
        record = ("calls", "record", 1, "--outcome", "接通", *options_of(one))
        if unit is None and said_of_one(one):
            ran = here.revisit(*record, code=2)
            assert all(each in ran.err for each in (*UNITS, "--unit"))
            assert here.record() == {}
            return
        here.revisit(*record, *([] if unit is None else ["--unit", unit]))
        assert here.record() == (dict.fromkeys(UNITS, one) if unit is None else {unit: one})


@pytest.mark.clause("R25")
@some
@every_answer_above
@given(st.tuples(everything, anything, anything))
def test_an_empty_cell_takes_over_what_accuses_nobody_and_nothing_else(
    made: Office, said: tuple[Said, ...]
) -> None:
    first = {**said[0], "outcome": "接通", "at": "11-26 9:00", "words": "服务态度=只说第一家"}
    with office(made, is_out=True) as here:
        rows = {FIRST_ROW + n: row for n, row in enumerate((first, *said[1:]))}
        fill(here.sheet, {at: {k: v or None for k, v in row.items()} for at, row in rows.items()})
        context = here.context("2026-11-26T09:30")
        (row,) = absorb(context, [here.sheet], is_dry_run=False).rows
        expected = {unit: completed(own, said[0]) for unit, own in zip(UNITS, said, strict=True)}
        lacking = [unit for unit in UNITS if not expected[unit]["overall"]]
        if lacking:
            assert row.state == "held"
            assert len(row.flaws) == len(lacking)
            assert here.record() == {}
            return
        assert row.state == "recorded"
        assert here.record() == expected
        left = [unit for unit, told in expected.items() if "" in told.values()]
        assert [any(unit in what for _, what in row.notes) for unit in UNITS] == [
            unit in left for unit in UNITS
        ]
        with reading(context) as database:
            kept = answer_store.standing(database, call=1)
        assert [dict(each.words) for each in kept.values()] == [{"attitude": "只说第一家"}, {}, {}]
        (row,) = absorb(context, [here.sheet], is_dry_run=False).rows
        assert row.state == "same"


@pytest.mark.clause("R25")
@some
@every_answer_alone
@given(rated, st.sampled_from([None, *UNITS]))
def test_a_line_of_a_batch_says_nothing_of_units_that_it_does_not_name(
    made: Office, one: Said, unit: str | None
) -> None:
    line = {"call": 1, "outcome": "接通", "at": "2026-11-26T08:50", "unit": unit, **one}
    with office(made) as here:
        path = here.folder / "补录.jsonl"
        path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
        context = here.context()
        if unit is None and said_of_one(one):
            with pytest.raises(RowsRefused) as refusal:
                key_in(context, str(path), None, skips_bad=False, is_dry_run=False)
            assert all(each in str(refusal.value) for each in (*UNITS, "单位"))
            assert here.record() == {}
            return
        key_in(context, str(path), None, skips_bad=False, is_dry_run=False)
        assert here.record() == (dict.fromkeys(UNITS, one) if unit is None else {unit: one})


@pytest.mark.clause("R25", "三(一)2")
@some
@every_answer_alone
@given(rated, st.sampled_from([None, *UNITS]))
def test_a_visit_without_a_unit_takes_for_all_only_what_accuses_nobody(
    made: Office, one: Said, unit: str | None
) -> None:
    with office(made) as here:
        record = ("visits", "record", 1, "--lead", "某乙", *options_of(one))
        if unit is None and said_of_one(one):
            ran = here.revisit(*record, code=2, now="2026-12-05T10:00")
            assert all(each in ran.err for each in (*UNITS, "--unit"))
            assert here.record(visit=1) == {}
            return
        of = [] if unit is None else ["--unit", unit]
        here.revisit(*record, *of, now="2026-12-05T10:00")
        told = dict.fromkeys(UNITS, one) if unit is None else {unit: one}
        assert here.record(visit=1) == told
