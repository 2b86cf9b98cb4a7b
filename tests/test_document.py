"""Every clause is coded and tested, or excused; every quotation is verbatim."""

import ast
import re
from pathlib import Path

import pytest

import revisit_cli
from revisit_cli.cli.reports.status import HEADINGS
from revisit_cli.document import (
    CLAUSES,
    EXCUSED,
    FORM_1,
    FORM_2,
    FORM_3,
    clause,
    find_clause,
    find_reading,
)
from revisit_cli.labels.reports import closing, page_front, status
from revisit_cli.labels.reports.front_words import FIGURES
from revisit_cli.operations.rules.clause import code_by_clause
from revisit_cli.readings import READINGS

HOUSE = Path(revisit_cli.__file__).parent
TESTS = Path(__file__).parent
# What no software can do; each has its reason in the document.
BEYOND_SOFTWARE = {"一", "四1", "四2"}
POLICY = TESTS.parent.parent / "shared" / "policy" / "policy.txt"


def _tested() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    calls = re.findall(r'mark\.clause\(((?:\s*"[^"]+",?)+)\s*\)', text)
    return {found for call in calls for found in re.findall(r'"([^"]+)"', call)}


def _spaceless(text: str) -> str:
    return re.sub(r"\s|<[^>]*>", "", text)


def test_every_clause_is_coded_and_tested_or_excused() -> None:
    code, tested = code_by_clause(), _tested()
    for each in CLAUSES:
        if each.id in EXCUSED:
            assert each.id not in code, f"{each.id} is coded: take its excuse away"
        else:
            assert each.id in code, f"{each.id} has no code"
            assert each.id in tested, f"{each.id} has no test"


def test_every_reading_is_cited_by_code_and_by_a_test() -> None:
    code, tested = code_by_clause(), _tested()
    for each in READINGS:
        assert each.id in code, f"{each.id} has no code"
        assert each.id in tested, f"{each.id} has no test"


def test_only_what_no_software_can_do_is_excused() -> None:
    assert EXCUSED.keys() == BEYOND_SOFTWARE
    assert all(reason.strip() for reason in EXCUSED.values())


def test_every_quotation_in_a_docstring_is_verbatim() -> None:
    source = _spaceless("".join([c.text for c in CLAUSES] + [r.text for r in READINGS]))
    source += _spaceless("".join(h for form in (FORM_1, FORM_2, FORM_3) for h in form.headings))
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                for quoted in re.findall(r"「([^」]+)」", ast.get_docstring(node) or ""):
                    assert _spaceless(quoted) in source, f"{path}:{quoted}"


@pytest.mark.skipif(not POLICY.exists(), reason="the document itself lies beside the project only")
def test_every_clause_text_stands_in_the_document() -> None:
    document = _spaceless(POLICY.read_text(encoding="utf-8"))
    for each in CLAUSES:
        assert _spaceless(each.text) in document, each.id
    for form in (FORM_1, FORM_2, FORM_3):
        for heading in form.headings:
            assert _spaceless(heading) in document, heading


def test_a_citation_that_points_nowhere_is_refused() -> None:
    with pytest.raises(LookupError):
        clause("五(一)")


def test_a_clause_is_found_by_the_documents_own_number() -> None:
    found = find_clause("四4")
    assert found is not None
    assert "5个工作日" in found.text


def _headings() -> dict[str, str]:
    """Return the document's own headings by clause; an item without one has its section's."""
    found: dict[str, str] = {}
    top = section = heading = ""
    for line in POLICY.read_text(encoding="utf-8").splitlines():
        text = line.strip().removeprefix("- ").strip()
        if text.startswith("附表"):
            break
        if part := re.fullmatch(r"([一二三四])、(.+)", text):
            top, section, heading = part[1], "", part[2]
            found[top] = heading
        elif top and (part := re.fullmatch(r"[（(]([一二三四])[）)]\s*(.+)", text)):
            section, heading = f"({part[1]})", part[2]
            found[f"{top}{section}"] = heading
        elif top and (part := re.match(r"(\d)\.(.+)", text)):
            own = re.match(r"([^，,。：:]{2,10})[。：:]", part[2])
            found[f"{top}{section}{part[1]}"] = own[1] if own else heading
    return found


@pytest.mark.skipif(not POLICY.exists(), reason="the document itself lies beside the project only")
def test_no_clause_bears_a_heading_that_is_ours() -> None:
    own = _headings()
    document = _spaceless(POLICY.read_text(encoding="utf-8"))
    for each in CLAUSES:
        if each.id in own:
            assert each.title == own[each.id], each.id
        else:
            assert each.id.startswith("附表"), each.id
            assert _spaceless(each.title) in document, each.id


@pytest.mark.skipif(not POLICY.exists(), reason="the document itself lies beside the project only")
def test_what_stands_beside_a_clause_is_its_own_heading_or_no_heading_of_the_document() -> None:
    """What we call a duty, an obstacle or a figure is told as ours: beside what it rests on."""
    own = _headings()
    titles = {title: {code for code, its in own.items() if its == title} for title in own.values()}
    beside = [
        *((status.CLAUSES[code], words) for code, words in status.DUTIES.items()),
        *((closing.CLAUSES[kind], words) for kind, words in closing.KINDS.items()),
        *((page_front.CLAUSES[code], FIGURES[code]) for code in page_front.CLAUSES),
    ]
    known = {each.id for each in CLAUSES}
    for mark, words in beside:
        code = mark.translate({0xFF08: "(", 0xFF09: ")"})
        assert code in known or find_reading(code), mark
        assert code in titles.get(words, {code}), (mark, words)
    assert HEADINGS[:2] == ("依据", "事项")


@pytest.mark.parametrize("ours", ["复核", "锁定"])
def test_what_the_document_has_no_word_for_stands_by_a_reading_of_ours_that_has(ours: str) -> None:
    assert not any(ours in each.text for each in CLAUSES)
    beside = [
        *((status.CLAUSES[code], words) for code, words in status.DUTIES.items()),
        *((closing.CLAUSES[kind], words) for kind, words in closing.KINDS.items()),
    ]
    readings = [find_reading(code) for code, words in beside if ours in words]
    assert readings
    assert all(each is not None and ours in each.text for each in readings)


def test_a_list_that_is_not_frozen_is_no_obstacle_of_the_documents() -> None:
    assert closing.CLAUSES["list"] == status.CLAUSES["lock"]
