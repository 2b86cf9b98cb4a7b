"""The re-checker's desk: one blind card after the other, six keys where all agrees."""

from collections.abc import Callable
from functools import partial

import typer

from revisit_cli.cli.asking.line import Ask, heard
from revisit_cli.cli.asking.prompt import choice, numbered, words
from revisit_cli.cli.asking.trail import Back, Stopped, by_question
from revisit_cli.cli.calls.aloud import read_out
from revisit_cli.cli.context import common_of, context_of
from revisit_cli.cli.recheck.card import card_lines, hold, recorded_line
from revisit_cli.cli.screen import columns, say, say_wrapped, tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import RevisitError
from revisit_cli.labels.recheck.entry import (
    ANSWERS,
    GREETING,
    OFFICES,
    OVERALLS,
    PRESSURE_ASKED,
    PRESSURES,
)
from revisit_cli.labels.text import minute
from revisit_cli.operations.recheck import entry, figures
from revisit_cli.records.context import Context
from revisit_cli.records.recheck.entry import BlindCard, EntryRecord
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form

INTERRUPTED = 130


def sit(ctx: typer.Context, month: str | None, office: str | None, ask: Ask = heard) -> None:
    """Hand out blind cards until none is due or the re-checker stops.

    Whoever gave no name is asked for it, and for the office that the sheets print. Raises
    typer.Exit after Ctrl-C or the end of input, the card given back.
    """
    common = common_of(ctx)
    try:
        name, where = by_question(
            lambda: (
                common.by or words(ask, "复核人姓名> ", must=True),
                office or _office(ask),
            )
        )
    except Stopped:
        return

    def clock() -> Context:
        return replace(context_of(ctx), by=name)

    Desk(clock, ask, month, where).sit()


def _office(ask: Ask) -> str:
    offices = (*OFFICES, "别的")
    picked = choice(ask, f"所在  {numbered(offices)}> ", offices)
    return words(ask, "写明是哪里> ", must=True) if picked == offices[-1] else picked


class Desk:
    """One sitting: who re-checks, and how to ask."""

    def __init__(
        self, clock: Callable[[], Context], ask: Ask, month: str | None, office: str
    ) -> None:
        self.clock, self.ask, self.month, self.office = clock, ask, month, office
        self.card: BlindCard | None = None
        self.saved = 0
        self.bureau: str | None = None

    def sit(self) -> None:
        """Hand out cards. Raises typer.Exit after Ctrl-C or the end of input."""
        try:
            while self._one_card():
                pass
        except Stopped:
            self._let_go()
            say(f"再见。本次共记 {self.saved} 家。")
        except (KeyboardInterrupt, EOFError):
            self._let_go()
            tell("")
            tell(f"已停下，没答完的放回；本次共记 {self.saved} 家。")
            raise typer.Exit(INTERRUPTED) from None

    def _let_go(self) -> None:
        if self.card is not None:
            entry.let_go(self.clock(), self.card)
            self.card = None

    def _one_card(self) -> bool:
        """See one card through; say whether there was one."""
        found = entry.next_card(self.clock(), self.month, is_typed=True)
        if not isinstance(found, BlindCard):
            waits = f"，最早 {minute(found.next_at)} 再打" if found.next_at else ""
            left = f"还剩 {found.left} 家{waits}" if found.left else "全部办完"
            say(f"{found.month} 现在没有要复核的（{left}）")
            if not found.left:
                say_wrapped(figures.sentence_of(self.clock(), found.month))
            return False
        self.card = found
        hold(found)
        say()
        for line in card_lines(found, columns()):
            say(line)
        given = partial(by_question, partial(self._asked, found))
        while True:
            try:
                outcome = entry.record(self.clock(), found.month, given(), is_typed=True)
            except Back:
                continue
            except RevisitError as refusal:
                tell(f"× {refusal}")
                self._let_go()
                return True
            self.card, self.saved = None, self.saved + 1
            say(recorded_line(outcome))
            return True

    def _asked(self, card: BlindCard) -> EntryRecord:
        self.bureau = self.bureau or entry.bureau_of(self.clock())
        office = "" if self.clock().by.startswith(self.office) else self.office
        greeting = GREETING.format(bureau=self.bureau, office=office, name=self.clock().by)
        read_out(safe(greeting))
        answer = choice(self.ask, f"{numbered(tuple(ANSWERS.values()))}> ", tuple(ANSWERS), ANSWERS)
        given = EntryRecord(
            rank=card.rank,
            answer=answer,
            office=self.office,
            token=card.token,
            as_merged=card.firm if card.was else None,
        )
        if answer != "called":
            return given
        read_out(form().overall.aloud)
        overall = choice(
            self.ask, f"{numbered(tuple(OVERALLS.values()))}> ", tuple(OVERALLS), OVERALLS
        )
        read_out(PRESSURE_ASKED)
        pressure = choice(
            self.ask, f"{numbered(tuple(PRESSURES.values()))}> ", tuple(PRESSURES), PRESSURES
        )
        said = None
        if pressure == "yes":
            prompt = "怎么提示的（写完只交机关纪委；不细说就回车）> "
            said = words(self.ask, prompt, must=False, before=None) or None
        return replace(given, overall=overall, pressure=pressure, words=said)
