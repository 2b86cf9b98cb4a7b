"""The half-year's symposium: its draw, who declines, who comes."""

from datetime import date
from hashlib import sha256
from random import Random  # noqa: TID251 - a made-up half-year, no draw
from typing import Any

from tests.oracle import days
from tests.oracle.book import Problem
from tests.oracle.bureau import Bureau, clock_of
from tests.oracle.compare import Comparison

SIZE = 10


class Meeting:
    """What was done towards one half-year's symposium."""

    def __init__(self, bureau: Bureau, half: str, compared: Comparison) -> None:
        self.bureau, self.half, self.compared = bureau, half, compared
        self.months = days.months_of(half)
        self.drawn: list[str] | None = None

    @property
    def sessions(self) -> dict[int, tuple[str, int]]:
        return self.bureau.book.sessions

    @property
    def is_held(self) -> bool:
        return bool(self.sessions)

    def pool(self) -> list[str]:
        """Every firm of the half-year's ledgers so far, each by the name it has now."""
        book = self.bureau.book
        last = self.months[-1]
        return sorted(
            {book.root(last, row.firm) for month in self.months for row in book.rows(month)}
        )

    def draw(self, now: str, seed: str) -> None:
        """Freeze the pool and draw, where it is longer than the size; hold the ranks to SHA-256."""
        pool = self.pool()
        if len(pool) <= SIZE or self.drawn is not None:
            return
        run = self.bureau.revisit
        run("sample", "freeze", "--half", self.half, "--size", SIZE, now=now)
        words = ("--half", self.half, "--seed", seed, "--seed-from", "机关纪委")
        told = run.json("sample", "symposium", *words, now=now)
        ranks = sorted(pool, key=lambda firm: _hash(firm, seed), reverse=True)
        self.compared.hold("ranks", [each["firm"] for each in told["ranks"]], ranks)
        self.compared.hold("pool", told["pool"]["count"], len(pool))
        selected = [each["firm"] for each in told["ranks"] if each["selected"]]
        self.compared.hold("selected", selected, ranks[:SIZE])
        self.drawn = ranks
        if len(ranks) > SIZE:
            # One declines, and the next in order is asked in its place.
            run("sample", "decline", told["draw"], ranks[0], "--reason", "出差", now=now)
            self.bureau.book.declined = 1

    def hold(self, now: str, random: Random) -> None:
        """Put a session on record; how many firms came to it is what it says."""
        pool = self.drawn if self.drawn is not None else self.pool()
        if not pool:
            return
        first = self.bureau.book.declined
        invited = pool[first : first + SIZE] if self.drawn is not None else pool
        present = random.sample(invited, random.randint(1, len(invited)))
        words: list[str] = []
        for firm in present:
            words += ["--present", firm]
        told = [firm for firm in present if random.random() < 0.2]
        for number, firm in enumerate(told):
            words += ["--problem" if number % 2 else "--suggestion", f"{firm}=座谈说的{number}"]
        found = self.bureau.revisit.json(
            "symposium", "record", "--half", self.half, "--on", now[:10], "--chair", "王局",
            "--role", "主要领导", *words, now=now,
        )  # fmt: skip
        self.sessions[found["symposium"]] = now[:10], len(present)
        month = days.month_of(date.fromisoformat(now[:10]))
        for number, firm in zip(found["problems"], [*told[1::2], *told[::2]], strict=True):
            clock = clock_of(month, now[:10])
            self.bureau.book.problems[number] = Problem(number, month, firm, None, [clock])

    def mend(self, now: str, random: Random) -> None:
        """Let a session be recorded anew, as its record was wrong; what firms brought up stays."""
        if not self.sessions or random.random() < 0.7:
            return
        number, _ = self.sessions.popitem()
        self.bureau.revisit("symposium", "void", number, "--reason", "记错", now=now)
        month = days.month_of(date.fromisoformat(now[:10]))
        self.bureau.book.taken_back[month, "symposium"] += 1
        self.hold(now, random)

    def duty(self) -> dict[str, Any]:
        return {"half": self.half, "done": len(self.sessions), "of": 1}

    def status(self) -> dict[str, int]:
        last = days.month_after(self.months[-1])
        late = self.is_held and all(on >= f"{last}-01" for on, _ in self.sessions.values())
        return {"done": int(self.is_held), "of": 1, "late_count": int(late)}


def _hash(firm: str, seed: str) -> str:
    text = f"{firm}/{seed}".encode().hex()
    return sha256(text.encode("ascii")).hexdigest()
