"""How the tries of a long run ended, told while it runs: who stops one loses nothing."""

from collections import Counter
from time import monotonic

EVERY = 20.0  # seconds


class Tally:
    """Counts ends by their kind and prints them now and then, and once more when told to."""

    def __init__(self, about: str) -> None:
        self.about = about
        self.ends: Counter[str] = Counter()
        self.tries = 0
        self._told_at = monotonic()

    def add(self, *ends: str) -> None:
        """Count one try by how it ended, an end twice where two things were wrong."""
        self.tries += 1
        self.ends.update(ends)
        if monotonic() - self._told_at >= EVERY:
            self.tell()

    def tell(self) -> None:
        """Print what was counted so far."""
        self._told_at = monotonic()
        ends = ", ".join(f"{end}: {count}" for end, count in sorted(self.ends.items()))
        print(f"{self.about}: tried {self.tries}; {ends}", flush=True)
