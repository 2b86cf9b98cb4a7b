"""Clauses of the document as shown to a reader."""

from dataclasses import dataclass

from revisit_cli.document import Clause
from revisit_cli.readings import Reading
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """One clause (or reading) with its readings and the functions that code it."""

    clause: Clause
    readings: tuple[Reading, ...]
    code: tuple[str, ...]
    excuse: str | None

    def as_json(self) -> Json:
        """``{"id","title","text","readings":[{"id","text"}],"code":[…],"excuse"}``."""
        return {
            "id": self.clause.id,
            "title": self.clause.title,
            "text": self.clause.text,
            "readings": [{"id": each.id, "text": each.text} for each in self.readings],
            "code": list(self.code),
            "excuse": self.excuse,
        }


@dataclass(frozen=True, slots=True)
class ClausesListed:
    """Every clause of the document in its order, and every reading."""

    clauses: tuple[ClauseShown, ...]

    def as_json(self) -> Json:
        """``{"clauses":[…]}``."""
        return {"clauses": [each.as_json() for each in self.clauses]}
