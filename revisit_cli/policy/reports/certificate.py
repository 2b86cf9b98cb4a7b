"""A cleared month's certificate as the data file keeps it, in a format of its own.

What ``--json`` tells may get new keys or lose old ones; a certificate is read back after years.
Format 1 had no number, and was what ``--json`` told when it was written; until format 2 N was the
frozen list alone, and ``unlisted`` what came after it.
"""

from collections.abc import Mapping
from typing import Any

from revisit_cli.document import clause
from revisit_cli.errors.reports.closing import CertificateTooNew
from revisit_cli.policy.reports.count import counts_added
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.closing import TALLIES, Carried, Certificate, Tally
from revisit_cli.records.value import Json

FORMAT = 3


@clause("四3")
def certificate_kept(certificate: Certificate) -> dict[str, Json]:
    """Return what is kept of a certificate; all but the log's head, which is not known yet."""
    tallies: dict[str, Json] = {
        name: {"total": tally.total, "parts": dict(tally.parts)}
        for name, tally in certificate.tallies.items()
    }
    return {
        "format": FORMAT,
        "month": certificate.month,
        "closed_at": certificate.closed_at,
        "by": certificate.by,
        "list": {
            "firms": certificate.list_size,
            "sha256": certificate.list_sha256,
            "locked_at": certificate.locked_at,
        },
        **tallies,
        "missing": list(certificate.missing),
        "symposium": {"half": certificate.half, "held": certificate.symposium_count},
        "undecided": certificate.undecided_count,
        "held_rows": certificate.held_count,
        **({} if certificate.recheck is None else {"recheck": certificate.recheck}),
        "carried": [
            {
                "kind": each.kind,
                "id": each.subject,
                "name": each.name,
                "state": each.state,
                "to": each.to,
                "accepted_by": each.accepted_by,
                **({} if each.verdict is None else {"verdict": each.verdict}),
            }
            for each in certificate.carried
        ],
    }


@clause("四3")
def certificate_given(told: Mapping[str, Any], log: LogHead | None) -> Certificate:
    """Return the certificate that a month was cleared by, from what was kept of it.

    Raises CertificateTooNew.
    """
    found = told.get("format", 1)
    if found not in range(1, FORMAT + 1):
        raise CertificateTooNew(month=told.get("month"), found=found, known=FORMAT)
    listed, symposium = told["list"], told["symposium"]
    tallies = {
        name: Tally(told[name]["total"], tuple(told[name]["parts"].items())) for name in TALLIES
    }
    return Certificate(
        month=told["month"],
        closed_at=told["closed_at"],
        by=told["by"],
        locked_at=listed["locked_at"],
        list_size=listed["firms"],
        list_sha256=listed["sha256"],
        has_added=counts_added(found),
        **tallies,
        missing=tuple(told["missing"]),
        half=symposium["half"],
        symposium_count=symposium["held"],
        undecided_count=told["undecided"],
        held_count=told["held_rows"],
        recheck=told.get("recheck"),
        carried=tuple(
            Carried(
                each["kind"],
                each["id"],
                each["name"],
                each["state"],
                each["to"],
                each["accepted_by"],
                each.get("verdict"),
            )
            for each in told["carried"]
        ),
        log=log,
    )
