"""Answers as the printed forms show them."""

from revisit_cli.files.rules.answer import answer_shown, overall_shown
from revisit_cli.records.rules.answer import Answers, Evaluation
from revisit_cli.rulebook.loader import form

ATTITUDE, INTEGRITY = form().question("attitude"), form().question("integrity")


def _said(unit: str, answers: Answers, number: int = 1) -> Evaluation:
    return Evaluation(number, unit, answers)


def test_an_answer_is_a_ticked_box_among_all() -> None:
    evaluations = (_said("审批科", Answers.of(attitude="good", words=(("attitude", "耐心"),))),)
    assert answer_shown(ATTITUDE, evaluations) == "☑好  ☐一般  ☐差（耐心）"


def test_nothing_said_leaves_every_box_to_tick() -> None:
    assert answer_shown(ATTITUDE, ()) == "☐好  ☐一般  ☐差"


def test_units_that_differ_stand_a_line_each() -> None:
    evaluations = (
        _said("审批科", Answers.of(attitude="good")),
        _said("燃气办", Answers.of(attitude="poor"), 2),
    )
    first, second = answer_shown(ATTITUDE, evaluations).split("\n")
    assert first.startswith("审批科：☑好")
    assert second.endswith("☑差")


def test_any_answer_on_integrity_is_held_back() -> None:
    shown = {
        answer_shown(INTEGRITY, (_said("审批科", Answers.of(integrity=answer)),))
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
