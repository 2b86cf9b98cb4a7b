"""Answers as the printed forms show them."""

from revisit_cli.files.rules.answer import answer_shown, overall_shown
from revisit_cli.records.rules.answer import Answers, Evaluation
from revisit_cli.rulebook.loader import form

ATTITUDE, INTEGRITY = form().question("attitude"), form().question("integrity")


def _said(unit: str, answers: Answers, number: int = 1) -> Evaluation:
    return Evaluation(number, unit, answers)


def test_an_answer_is_a_word_or_a_ticked_box_among_all() -> None:
    evaluations = (_said("审批科", Answers.of(attitude="good", words=(("attitude", "耐心"),))),)
    assert answer_shown(ATTITUDE, evaluations, with_boxes=False) == "好（耐心）"
    assert answer_shown(ATTITUDE, evaluations, with_boxes=True) == "☑好  ☐一般  ☐差（耐心）"


def test_nothing_said_leaves_every_box_to_tick() -> None:
    for with_boxes in (True, False):
        assert answer_shown(ATTITUDE, (), with_boxes=with_boxes) == "☐好  ☐一般  ☐差"


def test_any_answer_on_integrity_is_held_back() -> None:
    shown = {
        answer_shown(INTEGRITY, (_said("审批科", Answers.of(integrity=answer)),), with_boxes=True)
        for answer in ("no", "yes", "declined")
    }
    assert len(shown) == 1
    assert "☑" not in shown.pop()


def test_units_that_differ_are_told_apart_and_never_tick_both_boxes() -> None:
    evaluations = (
        _said("审批科", Answers.of(overall="satisfied")),
        _said("燃气办", Answers.of(overall="dissatisfied"), 2),
    )
    lines = overall_shown(form().overall, evaluations)
    assert lines.count("☑") == 2
    assert lines.index("审批科") < lines.index("燃气办")
    same = overall_shown(form().overall, evaluations[:1] * 2)
    assert same.count("☑") == 1
    assert "审批科" not in same
