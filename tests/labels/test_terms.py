"""A screen speaks the words of the desk; where another must stand, it is explained."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import revisit_cli
from revisit_cli.labels.calls.call import OUTCOMES, STATES
from revisit_cli.labels.discipline.duty import STATES as FINDINGS
from revisit_cli.labels.terms import FORMER, TERMS
from revisit_cli.policy.word import code_of
from tests.sources import OWNERS, docstrings

HOUSE = Path(revisit_cli.__file__).parent
SPEAKING = [HOUSE / name for name in ("cli", "errors", "files", "labels", "operations")]
# Words that clerks do not know, beside those that the screen has for them.
WORDS = {
    "锁定": "定名单", "冻结": "封名单", "校验码": "核对码", "租约": "正在打", "领取着": "正在打",
    "暂存": "待改", "补号": "补号码", "立项": "记成问题", "留痕": "会记下谁看过",
    "草稿": "没记完的", "结转": "转到下月", "嫌疑": "待核实", "CON1": "接通率",
    "RR2": "有效回访率", "公钥": "封存", "触发": "要上门的", "部分回答": "答了一部分",
    "日志": "记录簿", "覆盖率": "打过的",
}  # fmt: skip
PAPERS = "labels/reports"
# Where a word still stands, and why: papers speak as the readings do that are printed with them.
KEPT = {
    "锁定": {
        PAPERS: "the papers' word: 提前锁定",
        "labels/calls/listing.py": "the equation of N as R12 prints it",
        "cli/menu/ledgers.py": "what the month's report will print",
    },
    "结转": {PAPERS: "the papers' word: 结转下期"},
    "嫌疑": {PAPERS: "the word of the paper for the committee and the leaders"},
    "补号": {PAPERS: "the papers' word: 退回补号"},
    "CON1": {"labels/reports/month.py": "the table of AAPOR's rates by their names"},
    "RR2": {"labels/reports/month.py": "the table of AAPOR's rates by their names"},
    "公钥": {"": "what the committee makes and keeps has no other name"},
    "覆盖率": {PAPERS: "the papers' word; it is explained in the line itself"},
    "触发": {"labels/file/database.py": "a kind of thing in the schema"},
}
EXPLAINING = "labels/terms.py"


def _said() -> Iterator[tuple[str, str]]:
    """Yield each text that a screen may show, with the module it stands in; help texts too."""
    for folder in SPEAKING:
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(HOUSE).as_posix()
            tree = ast.parse(path.read_text("utf-8"))
            # The docstring of a command is its help page.
            silent = (ast.Module, ast.ClassDef) if name.startswith("cli/") else OWNERS
            code = docstrings(tree, silent)
            for node in ast.walk(tree):
                is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
                if is_text and id(node) not in code:
                    yield name, node.value.replace("补号码", "")  # type: ignore[attr-defined]


SAID = [each for each in _said() if each[0] != EXPLAINING]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_clerks_do_not_know_stands_only_where_it_must(word: str) -> None:
    kept = tuple(KEPT.get(word, ()))
    wrong = {(name, text) for name, text in SAID if word in text and not name.startswith(kept)}
    assert wrong == set()


@pytest.mark.parametrize("word", KEPT)
def test_a_reason_to_keep_a_word_is_one_only_while_it_is_kept(word: str) -> None:
    for place in KEPT[word]:
        assert any(name.startswith(place) and word in text for name, text in SAID), place


@pytest.mark.parametrize(("old", "new"), WORDS.items())
def test_a_word_is_explained_by_either_name(old: str, new: str) -> None:
    assert any(old.rstrip("着") in word for word in TERMS)
    assert any(new in word for word in TERMS)


@pytest.mark.parametrize(
    ("typed", "words", "code"),
    [
        ("部分回答", OUTCOMES, "partial"),
        ("答了一部分", OUTCOMES, "partial"),
        ("退回补号", STATES, "returned"),
        ("等补号码", STATES, "returned"),
        ("嫌疑", FINDINGS, "suspected"),
        ("待核实", FINDINGS, "suspected"),
    ],
)
def test_a_word_that_was_changed_is_still_understood(
    typed: str, words: dict[str, str], code: str
) -> None:
    assert code_of(typed, words) == code


def test_every_former_word_leads_to_one_that_is_in_use() -> None:
    in_use = {*OUTCOMES.values(), *STATES.values(), *FINDINGS.values()}
    assert set(FORMER.values()) <= in_use
    assert not FORMER.keys() & in_use
