"""Every clause is coded and tested, or excused; every quotation is verbatim."""

import ast
import re
from pathlib import Path

import pytest

import revisit_cli
from revisit_cli.document import (
    CLAUSES,
    EXCUSED,
    FORM_1,
    FORM_2,
    FORM_3,
    clause,
    find_clause,
)
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
