"""What the program promises about its records."""

from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, field


class Promise(Value):
    """One promise in words, what it does not include, and the tests that hold it.

    ``tests`` are paths below the checkout with the name of the test, as pytest takes them.
    """

    number: int
    text: str
    beyond: str
    tests: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the tests stand in, each once."""
        return tuple(dict.fromkeys(each.partition("::")[0] for each in self.tests))


class PromisesShown(Outcome):
    """Every promise, in order."""

    promises: tuple[Promise, ...] = field(rows=True)
