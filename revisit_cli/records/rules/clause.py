"""Clauses of the document as shown to a reader."""

from revisit_cli.document import Clause
from revisit_cli.readings import Reading
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import computed, field


class ClauseShown(Outcome):
    """One clause (or reading) with its readings and the functions that code it."""

    clause: Clause = field(".id .title .text")
    readings: tuple[Reading, ...] = field("")
    code: tuple[str, ...]
    excuse: str | None

    @computed("readings", columns="id text", after="text")
    def readings_told(self) -> tuple[tuple[str, str], ...]:
        """Its readings, by id."""
        return tuple((each.id, each.text) for each in self.readings)


class ClausesListed(Outcome):
    """Every clause of the document in its order, and every reading."""

    clauses: tuple[ClauseShown, ...] = field(rows=True)
