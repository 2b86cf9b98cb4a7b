"""Firms whose names are alike: proposed to a person, never merged."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class KnownFirm:
    """What of a firm tells whether another one is the same."""

    id: int
    name: str
    codes: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LikePair:
    """Two firms that may be one: how like their cores are (0 to 100), and what speaks for it.

    ``marked`` are both names with what differs between 【】. ``speaks_for`` holds same_phone,
    same_code, same_core; ``speaks_against`` other_codes, other_region, branch, other_form.
    """

    one: KnownFirm
    other: KnownFirm
    marked: tuple[str, str]
    score: int
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"firms":[{"id","name","marked"},…],"score","for","against"}``."""
        firms: list[Json] = [
            {"id": firm.id, "name": firm.name, "marked": marked}
            for firm, marked in zip((self.one, self.other), self.marked, strict=True)
        ]
        return {
            "firms": firms,
            "score": self.score,
            "for": list(self.speaks_for),
            "against": list(self.speaks_against),
        }


@dataclass(frozen=True, slots=True)
class FirmsCompared:
    """Pairs to look at, the surest first, and firms that ledgers gave several credit codes.

    ``told_apart`` counts the pairs left out because a person said that they are two firms.
    """

    pairs: tuple[LikePair, ...]
    total: int
    several_codes: tuple[KnownFirm, ...]
    told_apart: int = 0

    def as_json(self) -> Json:
        """``{"pairs":[…],"total","several_codes":[{"id","name","codes"}]}``."""
        several: list[Json] = [
            {"id": firm.id, "name": firm.name, "codes": [*sorted(firm.codes)]}
            for firm in self.several_codes
        ]
        return {
            "pairs": [each.as_json() for each in self.pairs],
            "total": self.total,
            "several_codes": several,
            "told_apart": self.told_apart,
        }


@dataclass(frozen=True, slots=True)
class FirmsToldApart:
    """A person said that two firms are two, whatever their names."""

    firm: int
    name: str
    other: int
    other_name: str

    def as_json(self) -> Json:
        """``{"firms":[{"id","name"},{"id","name"}]}``."""
        return {
            "firms": [
                {"id": self.firm, "name": self.name},
                {"id": self.other, "name": self.other_name},
            ]
        }

    def facts(self) -> dict[str, Json]:
        """Both ids."""
        return {"firm": self.firm, "other": self.other}
