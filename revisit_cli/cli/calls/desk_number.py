"""Which of a firm's numbers is dialled, and the next one tried at once."""

from dataclasses import dataclass, field

from revisit_cli.cli.asking.line import Ask
from revisit_cli.cli.asking.prompt import key
from revisit_cli.cli.calls.card import spaced
from revisit_cli.cli.screen import tell
from revisit_cli.records.calls.card import CallShown
from revisit_cli.records.code import CallOutcome

UNANSWERED: tuple[CallOutcome, ...] = ("no_answer", "busy")
_ABOUT = "几号写在卡片上各个号码的前面"


@dataclass(slots=True)
class Numbers:
    """The numbers of the card on the table: which were tried, and which is dialled now."""

    call: int | None = None
    tried: list[str] = field(default_factory=list)
    phones: tuple[str, ...] = ()

    def lay(self, shown: CallShown) -> None:
        """Take up a card; one that lay there before keeps what was tried."""
        if shown.call.id != self.call:
            self.call, self.tried = shown.call.id, []
        self.phones = shown.call.phones

    @property
    def left(self) -> list[str]:
        """The numbers that nobody tried yet."""
        return [each for each in self.phones if each not in self.tried]

    @property
    def dialled(self) -> str | None:
        """The number that is dialled now: the first not tried, where there are several."""
        return next(iter([*self.left, *self.phones]), None) if len(self.phones) > 1 else None

    @property
    def prompt(self) -> str:
        """What the prompt for the outcome says of it."""
        if self.dialled is None:
            return ""
        return f"拨 {self._name(self.dialled)} {spaced(self.dialled)}，"

    def goes_on(self, ask: Ask) -> str | None:
        """Ask whether the next number is tried at once; return the one that nobody answered.

        None where there is no other number, or another time is wanted. Raises Back or Stopped.
        """
        rung = self.dialled
        while rung is not None:
            others = [each for each in self.left if each != rung]
            if not others:
                break
            after = f"{self._name(others[0])} {spaced(others[0])}"
            prompt = f"回车：{self._name(rung)}没接，接着拨 {after}"
            line = key(ask, f"{prompt}；拨的是别的写它的号数；0 改时间再拨> ", _ABOUT)
            if not line:
                self.tried.append(rung)
                return rung
            if line == "0":
                break
            if line.isdecimal() and 1 <= int(line) <= len(self.phones):
                rung = self.phones[int(line) - 1]
            else:
                tell(f"  请按 1 至 {len(self.phones)}，或回车，或 0")
        return None

    def _name(self, phone: str) -> str:
        return f"{self.phones.index(phone) + 1}号"
