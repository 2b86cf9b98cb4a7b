"""What an act of the log was, in a sentence."""

import json
import re
from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.labels import act
from revisit_cli.labels.act import SENTENCES, UNIT_FIELDS, act_words, facts_of
from revisit_cli.records import code
from revisit_cli.records.file.audit_shown import LogBeside
from revisit_cli.records.ledgers.unit import UnitDetails
from revisit_cli.records.value import Json
from tests.conftest import GOLDEN

# Events as the log keeps them, one of every kind at least, and the sentence of each.
EXAMPLES = json.loads((GOLDEN / "acts.json").read_text(encoding="utf-8"))
# What a clerk reads elsewhere as it stands, and no code: ids of problems, digits of hashes.
READABLE = re.compile(r"P-\d+|[0-9a-f]{12,}|calls list")
# Each way that tells a code, and all codes that it may be asked to tell.
CODES: dict[str, tuple[Any, ...]] = {
    "kind": tuple(SENTENCES),
    "filing": get_args(code.FilingState),
    "end": (*get_args(code.CallOutcome), "not_served"),
    "call": get_args(code.CallState),
    "packet": get_args(code.PacketKind),
    "reason": get_args(code.FlagReason),
    "visit": get_args(code.VisitState),
    "signature": get_args(code.Signature),
    "step": (*get_args(code.ProblemAct), "raised", "recomputed", "carried"),
    "problem_state": get_args(code.ProblemState),
    "finding": get_args(code.FindingState),
    "doubt_state": get_args(code.FindingState),
    "talk": get_args(code.Escalation),
    "doubt": get_args(code.DoubtKind),
    "seed": ("named", "unnamed"),
    "field": tuple(UNIT_FIELDS),
    "overall": ("satisfied", "dissatisfied"),
}


def test_every_kind_has_its_example(golden: Callable[[str, str], None]) -> None:
    lines = [
        json.dumps([kind, facts, act_words(kind, facts)], ensure_ascii=False)
        for kind, facts, _ in EXAMPLES
    ]
    golden("acts.json", "[\n" + ",\n".join(lines) + "\n]\n")
    assert {kind for kind, _, _ in EXAMPLES} == SENTENCES.keys()


@pytest.mark.parametrize(("kind", "facts", "told"), EXAMPLES)
def test_an_event_is_a_sentence_without_a_code(
    kind: str, facts: dict[str, Json], told: str
) -> None:
    assert act_words(kind, facts) == told
    assert not re.search(r"[a-zA-Z_]{2,}|[][{}]|None", READABLE.sub("", told)), told


@pytest.mark.parametrize("way", CODES)
def test_every_code_that_a_sentence_may_meet_has_its_word(way: str) -> None:
    for each in CODES[way]:
        assert not re.search("[a-z]", act._WAYS[way](each)), each


def test_every_way_that_a_sentence_names_is_there() -> None:
    ways = {way for text in SENTENCES.values() for _, way in act._FACT.findall(text) if way}
    assert ways <= act._WAYS.keys() | {"unit"}
    assert CODES.keys() <= ways
    every = UnitDetails("x", "x", "x", "x", is_on_roster=True, since="x", until="x")
    assert set(every.given()) == UNIT_FIELDS.keys()


def test_the_tables_add_a_units_name_and_what_was_answered() -> None:
    beside = LogBeside({2: "燃气办"}, {15: ("dissatisfied", "satisfied")})
    call: dict[str, Json] = {"call": 12, "attempt": 15, "outcome": "completed"}
    assert act_words("CallRecorded", call, beside) == "记录第 12 号回访（#15）：接通，不满意、满意"
    assert act_words("UnitAliased", {"unit": 2, "aliases": 1}, beside) == "登记燃气办的简称 1 个"
    assert act_words("UnitAliased", {"unit": 3, "aliases": 1}, beside) == "登记单位 3 号的简称 1 个"


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(kind=st.sampled_from(sorted(SENTENCES)) | st.text(), data=st.data())
def test_facts_that_somebody_made_up_break_no_sentence(kind: str, data: st.DataObject) -> None:
    names = facts_of(kind) if kind in SENTENCES else {"x"}
    facts = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(names, _JSON)))
    assert isinstance(act_words(kind, facts), str)
