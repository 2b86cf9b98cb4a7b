"""Firms whose names are alike: proposed to a person, never merged."""

from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class KnownFirm(Value):
    """What of a firm tells whether another one is the same."""

    id: int
    name: str
    codes: frozenset[str] = frozenset()
    phones: frozenset[str] = field("", default=frozenset())


class LikePair(Value):
    """Two firms that may be one: how like their cores are (0 to 100), and what speaks for it.

    ``marked`` are both names with what differs between 【】. ``speaks_for`` holds same_phone,
    same_code, same_core; ``speaks_against`` other_codes, other_region, branch, other_form.
    """

    one: KnownFirm = field("")
    other: KnownFirm = field("")
    marked: tuple[str, str] = field("")
    score: int
    speaks_for: tuple[str, ...] = field("for")
    speaks_against: tuple[str, ...] = field("against")

    @computed(columns="id name marked", after="")
    def firms(self) -> tuple[tuple[int, str, str], ...]:
        """Both firms, each with its marked name."""
        both = zip((self.one, self.other), self.marked, strict=True)
        return tuple((firm.id, firm.name, marked) for firm, marked in both)


class FirmsCompared(Outcome):
    """Pairs to look at, the surest first, and firms that ledgers gave several credit codes.

    ``told_apart`` counts the pairs left out because a person said that they are two firms.
    """

    pairs: tuple[LikePair, ...] = field(rows=True)
    total: int
    several_codes: tuple[KnownFirm, ...]
    told_apart: int = 0


class FirmsToldApart(LoggedOutcome):
    """A person said that two firms are two, whatever their names."""

    firm: int = field("", logs=True)
    name: str = field("")
    other: int = field("", logs=True)
    other_name: str = field("")

    @computed(columns="id name", rows=True)
    def firms(self) -> tuple[tuple[int, str], ...]:
        """Both firms."""
        return ((self.firm, self.name), (self.other, self.other_name))
