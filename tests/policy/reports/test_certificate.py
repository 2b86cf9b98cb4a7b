"""The certificate of a cleared month is read back whatever wrote it, this version or an older."""

import json
from typing import Any

import pytest

from revisit_cli.errors.reports.closing import CertificateTooNew
from revisit_cli.labels.reports.closing import listed
from revisit_cli.policy.reports.certificate import certificate_given, certificate_kept
from revisit_cli.records.code import CarryVerdict
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.closing import Carried, Certificate, Tally
from revisit_cli.records.value import replace

# As it was written before it had a number: never to be changed.
FIRST = """
{"month": "2026-11", "closed_at": "2026-12-22T09:00:00+08:00", "by": "测试员",
 "list": {"firms": 3, "sha256": "ab", "locked_at": "2026-11-26T09:00:00+08:00"},
 "calls": {"total": 3, "parts": {"completed": 2, "carried": 1}},
 "unlisted": {"total": 0, "parts": {}}, "carried_in": {"total": 1, "parts": {"completed": 1}},
 "visits": {"total": 1, "parts": {"done": 1}}, "problems": {"total": 0, "parts": {}},
 "filings": {"total": 2, "parts": {"late": 1, "on_time": 1}}, "missing": ["丙站"],
 "symposium": {"half": "2026-H2", "held": 1}, "undecided": 4, "held_rows": 5,
 "carried": [{"kind": "call", "id": "4", "name": "示例甲厂", "state": "未拨", "to": "2026-12",
              "accepted_by": "张局长"}],
 "log": null}
"""
LOG = LogHead(7, "0" * 20)
CERTIFICATE = Certificate(
    month="2026-11",
    closed_at="2026-12-22T09:00:00+08:00",
    by="测试员",
    locked_at="2026-11-26T09:00:00+08:00",
    list_size=3,
    list_sha256="ab",
    calls=Tally(3, (("completed", 2), ("carried", 1))),
    unlisted=Tally(0, ()),
    carried_in=Tally(1, (("completed", 1),)),
    visits=Tally(1, (("done", 1),)),
    problems=Tally(0, ()),
    filings=Tally(2, (("late", 1), ("on_time", 1))),
    missing=("丙站",),
    half="2026-H2",
    symposium_count=1,
    undecided_count=4,
    held_count=5,
    carried=(Carried("call", "4", "示例甲厂", "未拨", "2026-12", "张局长"),),
    log=LOG,
)


def _numbered(number: int) -> dict[str, Any]:
    """Return what later formats keep: the same under their number, without the log."""
    kept: dict[str, Any] = json.loads(FIRST)
    del kept["log"]
    return {"format": number, **kept}


@pytest.mark.clause("四3")
@pytest.mark.parametrize("kept", [json.loads(FIRST), *map(_numbered, (2, 3))])
def test_a_certificate_of_every_format_is_read_as_it_was(kept: dict[str, Any]) -> None:
    read = replace(CERTIFICATE, has_added=kept.get("format", 1) > 2)
    assert certificate_given(kept, LOG) == read


@pytest.mark.clause("四3", "R12")
def test_from_format_3_on_n_counts_what_came_after_the_freeze() -> None:
    assert listed(CERTIFICATE) == ("回访名单 N", "3")
    added = replace(CERTIFICATE, has_added=True, unlisted=Tally(100, (("completed", 100),)))
    assert listed(added)[1] == "N 103 ＝ 锁定 3 ＋ 补入 100"


@pytest.mark.clause("四3")
def test_what_is_kept_is_the_format_and_not_what_programs_are_told() -> None:
    assert certificate_kept(CERTIFICATE) == _numbered(3)


@pytest.mark.clause("R21")
@pytest.mark.parametrize("verdict", ["late", "not_due", "pending"])
def test_what_a_month_knew_of_the_day_of_what_it_carries_is_kept(verdict: CarryVerdict) -> None:
    carried = tuple(replace(each, verdict=verdict) for each in CERTIFICATE.carried)
    told = replace(CERTIFICATE, carried=carried)
    kept = json.loads(json.dumps(certificate_kept(told)))
    assert certificate_given(kept, None).carried == carried != CERTIFICATE.carried


@pytest.mark.parametrize("number", [4, 0, "2"])
def test_a_format_that_is_not_known_is_refused_with_its_number(number: object) -> None:
    with pytest.raises(CertificateTooNew) as refused:
        certificate_given(_numbered(3) | {"format": number}, LOG)
    assert refused.value.facts == {"month": "2026-11", "found": number, "known": 3}
