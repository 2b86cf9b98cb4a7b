"""The interactive desk: one card after the other, digits and Enter, until the clerk stops.

Line mode throughout, so that Chinese notes work wherever the prompt itself works. No default
answers for the firm. Every answer is kept as it is given; Ctrl-C and the end of input give the
firm back and lose nothing.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

import typer

from revisit_cli.cli.asking.line import Ask, drop_typed_ahead
from revisit_cli.cli.asking.prompt import key, words
from revisit_cli.cli.asking.trail import Back, Stopped
from revisit_cli.cli.calls.aloud import closing, greeting, lead, others, read_out
from revisit_cli.cli.calls.card import (
    MOST_MATTERS,
    asked_for,
    card,
    code_lines,
    has_room,
    hold,
    no_call_due,
)
from revisit_cli.cli.calls.desk_claim import kept_up
from revisit_cli.cli.calls.desk_leaving import ask_why
from revisit_cli.cli.calls.desk_number import UNANSWERED, Numbers
from revisit_cli.cli.calls.desk_outcomes import KEYS, MORE, MORE_KEY, OpenCard, ask_outcome
from revisit_cli.cli.calls.desk_questions import Reading, ask_all
from revisit_cli.cli.calls.options import show_recorded
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import line_columns, say, tell
from revisit_cli.cli.text import flow, safe
from revisit_cli.errors import RevisitError
from revisit_cli.errors.calls.call import CallIsFinal, CallIsHeld, TokenStale
from revisit_cli.labels.calls.call import OUTCOMES, STATES
from revisit_cli.labels.text import minute
from revisit_cli.operations.calls import claim, draft, questionnaire, skip
from revisit_cli.operations.calls import record as call_record
from revisit_cli.operations.calls import search as call_search
from revisit_cli.operations.calls import undo as call_undo
from revisit_cli.operations.rules import setting
from revisit_cli.operations.rules.confided import may_seal
from revisit_cli.records.calls.card import CallShown, NoCallDue
from revisit_cli.records.calls.record import CallRecord, CallRecorded
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import Context
from revisit_cli.records.firms.person import without_extension
from revisit_cli.records.rules.setting import Settings
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form

KEY_NAMES = (
    "1接通", "2无人接听", "3占线", "4停机空号", "5拒访", "6约定再拨", "7号码有误",
    "  0跳过", "8撤销上一条", "9查找", "q退出", f"{MORE_KEY}其他",
)  # fmt: skip
INTERRUPTED = 130
CODE_KEY = "18"
_PER_PAGE = 9
_ABOUT_FIND = "名称里的字、首字母、电话里的几位；手上这一户先放回名单"


class _Left(Exception):
    """The card leaves the table without a record; ``opened`` is the one that comes instead."""

    def __init__(self, opened: CallShown | None = None) -> None:
        self.opened = opened


@dataclass(slots=True)
class Desk:
    """One sitting: who sits there and how to ask, and what is remembered between cards.

    ``is_inbound`` is a firm that rang up itself: the desk closes after its card.
    """

    clock: Callable[[], Context]
    ask: Ask
    month: str | None = None
    is_inbound: bool = False
    note: str | None = field(default=None, repr=False)
    open_call: int | None = None
    opened_at: datetime | None = None
    answered: int = 0
    settings: Settings | None = None
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def saved(self) -> int:
        """How many records of this sitting the data file has."""
        return sum(
            isinstance(outcome, CallRecorded)
            for each in self.clock().savings
            if each.fate == "saved"
            for outcome in each.outcomes
        )

    def sit(self, first: CallShown | None = None) -> None:
        """Hand out cards until nothing is due or the clerk stops; ``first`` lies there already.

        Raises typer.Exit after Ctrl-C or the end of input, the firm given back.
        """
        try:
            self._sit(first)
        except Stopped:
            self._let_go()
            say(f"{self._left_open()}再见。本次共保存 {self.saved} 条。")
        except (KeyboardInterrupt, EOFError) as stop:
            self._interrupted(at_end=isinstance(stop, EOFError))
            raise typer.Exit(INTERRUPTED) from None
        except RevisitError:
            # The file fails: what was answered is saved as far as it could be.
            with suppress(RevisitError):
                self._let_go()
            raise

    def _sit(self, shown: CallShown | None) -> None:
        self._tell_overtaken()
        reached = False
        while True:
            if shown is None:
                due = claim.next_call(self.clock(), self.month, is_on_the_line=reached)
                if isinstance(due, NoCallDue):
                    say(no_call_due(due))
                    return
                shown = due
            self.open_call = shown.call.id
            try:
                reached, shown = self._one_card(shown), None
            except _Left as left:
                reached, shown = False, left.opened
            if self.is_inbound:
                self._let_go()
                return

    def _tell_overtaken(self) -> None:
        """Tell of one's own unfinished cards that somebody else has finished since."""
        for each in draft.list_drafts(self.clock()).drafts:
            if each.state == "done":
                by = safe(each.last_by or "")
                tell(
                    f"您在第 {each.call} 号（{safe(each.firm)}）没记完的还留着，"
                    f"这一户已由 {by} 办结：revisit calls drafts"
                )

    def _left_open(self) -> str:
        """Return what becomes of a card that was begun."""
        if not self.answered:
            return ""
        return f"这一户放回名单，答过的 {self.answered} 项留着，下次接着问。"

    def _interrupted(self, *, at_end: bool) -> None:
        what = "输入结束，当作取消" if at_end else "已停下"
        back = f"，第 {self.open_call} 号放回名单，已答的留着" if self.open_call else ""
        with _leaving_at_once():
            self._let_go()
        tell("")
        tell(f"{what}{back}；本次共保存 {self.saved} 条。")

    def _let_go(self) -> None:
        if self.open_call is not None:
            claim.let_go(self.clock(), self.open_call)
            self.open_call = None

    def _one_card(self, shown: CallShown) -> bool:
        """Show one card and see it through to a record; say whether the firm was spoken to."""
        self.opened_at, self.answered = self.clock().now, len(shown.draft)
        self.numbers.lay(shown)
        say()
        hold(self.clock(), shown)
        say(card(shown, line_columns(), MOST_MATTERS))
        self._show_code(shown)
        read_out(greeting(shown, self.clock().by, self._settings()))
        self._say_keys()
        drop_typed_ahead()
        with kept_up(self.clock, shown):
            while True:
                try:
                    record = self._record(shown)
                except Back:
                    self._say_keys()
                    continue
                told = None if record is None else self._save(shown, record)
                if told is not None:
                    return told.outcome in ("completed", "partial")

    def _show_code(self, shown: CallShown, *, is_asked: bool = False) -> None:
        """Show the number as a code to dial, where the bureau wants it and there is room."""
        phone = next(iter(shown.call.phones), None)
        if phone is None or not self._settings().dial_qr:
            return
        if not is_asked and not has_room():
            say(f"{CODE_KEY} 看拨号的二维码")
            return
        try:
            lines = code_lines(phone)
        except RevisitError as refusal:
            tell(f"× {refusal}")
            return
        for line in lines:
            say(line)

    def _say_keys(self) -> None:
        for line in flow(KEY_NAMES, line_columns() - 1):
            say(line)

    def _record(self, shown: CallShown) -> CallRecord | None:
        """Ask for the outcome and what it needs; None when the key did something else."""
        about = "\n".join(others(shown, self.clock().by, self._settings()))
        line = key(self.ask, f"{self.numbers.prompt}结果> ", about)
        if line == "1":
            return self._answered(shown, is_partial=False)
        if KEYS.get(line) == "partial":
            return self._answered(shown, is_partial=True)
        if KEYS.get(line) in UNANSWERED and (rung := self.numbers.goes_on(self.ask)):
            self._try_next(shown, KEYS[line], rung)
        if line in KEYS:
            return ask_outcome(OpenCard(self.ask, shown, self.clock, self._note()), KEYS[line])
        self._besides(line, shown)
        return None

    def _besides(self, line: str, shown: CallShown) -> None:
        """Do what a key stands for that tells no outcome."""
        if line == "0":
            self._skip(shown)
        elif line == "8":
            self._undo()
        elif line == "9":
            self._find()
        elif line == CODE_KEY:
            self._show_code(shown, is_asked=True)
        elif line == MORE_KEY:
            for each in flow(MORE, line_columns() - 1):
                say(each)
        else:
            told = f"没看懂“{safe(line)}”。" if line else ""
            keys = f"1 至 7，{MORE_KEY} 其他结果，0 跳过，8 撤销上一条，9 查找，q 退出"
            tell(f"  {told}请按 {keys}")

    def _try_next(self, shown: CallShown, outcome: CallOutcome, rung: str) -> None:
        """Put on record that a number was not answered, and lay the card back for the next."""
        call = shown.call.id
        record = CallRecord(call, outcome, token=shown.token, phone=without_extension(rung))
        if self._save(shown, record) is not None:
            raise _Left(call_search.open_call(self.clock(), call))

    def _answered(self, shown: CallShown, *, is_partial: bool) -> CallRecord:
        """Ask 附表1's questions, going on from the draft there is."""
        units = shown.units_left
        given = questionnaire.pruned(dict(shown.draft), units, is_partial=is_partial)

        def save(answers: Mapping[str, str]) -> None:
            draft.save_draft(self.clock(), shown.call.id, answers, self.opened_at)
            self.answered = len(answers)

        served = lead(shown.services, shown.call.units)
        reading = Reading(served, self._closing, is_sealed=may_seal(self.clock()))
        record = None
        while record is None:
            try:
                ask_all(
                    self.ask, given, units,
                    is_partial=is_partial, save=save, note=self._note(), reading=reading,
                )  # fmt: skip
                record = questionnaire.record_of(shown.call.id, given, units)
            except Stopped:
                with suppress(Back):
                    record = ask_why(
                        OpenCard(self.ask, shown, self.clock, self._note()), given, units
                    )
        self.note = given.get("difficulty") or given.get("suggestion") or self.note
        person = asked_for(shown.call, self.numbers.dialled)
        return replace(record, respondent=person, token=shown.token)

    def _closing(self, given: Mapping[str, str]) -> str:
        """Return how the call is closed: what the firm raised is promised an answer by its day."""
        said = [text for each in form().of_call if (text := given.get(each.code))]
        is_raised = bool(said) and given.get("problem") != "none"
        if not is_raised:
            return closing(said, None)
        from revisit_cli.operations.calls.rest import due_of_today

        return closing(said, due_of_today(self.clock()))

    def _settings(self) -> Settings:
        if self.settings is None:
            self.settings = setting.settings_now(self.clock())
        return self.settings

    def _save(self, shown: CallShown, record: CallRecord) -> CallRecorded | None:
        """Save a record and say so; None when it was refused and may be put right."""
        record = replace(record, is_inbound=self.is_inbound, opened_at=self.opened_at)
        if record.phone is None and self.numbers.dialled is not None:
            record = replace(record, phone=without_extension(self.numbers.dialled))
        try:
            told = call_record.record_call(self.clock(), record)
        except (CallIsFinal, CallIsHeld, TokenStale) as refusal:
            tell(f"× {refusal}")
            tell("  您记的原文留着：revisit calls drafts")
            self.open_call = None
            raise _Left from None
        except RevisitError as refusal:
            tell(f"× {refusal}")
            return None
        self.note = dict(record.answers.words).get("outcome") or self.note
        dialled = record.phone or next(iter(shown.call.phones), None)
        show_recorded(told, undo="8 撤销", phone=dialled)
        return told

    def _skip(self, shown: CallShown) -> None:
        about = "不算拨打，过一会儿再轮到这一户；.. 重复上一条"
        said = words(self.ask, "为什么跳过> ", must=True, before=self._note(), about=about)
        skipped = skip.skip_call(self.clock(), shown.call.id, said, shown.token)
        self.note = said
        say(f"已跳过，{minute(skipped.until)[5:]} 以后再排（不算拨打）")
        raise _Left

    def _undo(self) -> None:
        try:
            what = call_undo.show_undo(self.clock(), self.month)
        except RevisitError as refusal:
            tell(f"× {refusal}")
            return
        if what is None:
            tell("您本期近三天没有可撤销的记录")
            return
        came = f"，连同问题 {what.problems} 件、上门 {what.flags} 项"
        say(f"  #{what.attempt} {minute(what.at)} {safe(what.firm)} {OUTCOMES[what.outcome]}")
        say(f"  撤销后这一户回到“{STATES[what.state]}”{came if what.problems + what.flags else ''}")
        if key(self.ask, "键 1 撤销，回车不撤> ", "原记录留着，只是不算") != "1":
            say("  没有撤销")
            return
        about = "记在记录簿里，如 打错了户"
        reason = words(self.ask, "为什么撤销（回车：误记）> ", must=False, about=about) or "误记"
        undone = call_undo.undo_call(self.clock(), what.call, reason, what.attempt)
        say(f"  记录 #{undone.attempt} 已撤销，原记录留存；第 {undone.call} 号回到名单")

    def _find(self) -> None:
        prompt = "找哪一户（名称一部分、拼音首字母、电话数字）> "
        text = words(self.ask, prompt, must=False, about=_ABOUT_FIND, may_be_one=True)
        hits = call_search.find_calls(self.clock(), self.month, text) if text else ()
        if not hits:
            say("  没有找到")
            return
        for nth, each in enumerate(hits[:_PER_PAGE], 1):
            held = f"（{safe(each.owner)} 正在办）" if each.owner else ""
            say(f"  {nth} {safe(each.firm)} {STATES[each.state]}{held}")
        if len(hits) > _PER_PAGE:
            say(f"  共 {len(hits)} 户，只列前 {_PER_PAGE} 户，请多写几个字")
        line = key(
            self.ask, "办哪一户（回车不办）> ", "写前面的数字；手上这一户放回名单，答过的留着"
        )
        if not (line.isdecimal() and 1 <= int(line) <= min(len(hits), _PER_PAGE)):
            tell(f"  没有“{safe(line)}”这一条，没有换户" if line else "  没有换户")
            return
        picked = hits[int(line) - 1].id
        if picked == self.open_call:
            return
        try:
            opened = call_search.open_call(self.clock(), picked)
        except RevisitError as refusal:
            tell(f"× {refusal}")
            return
        self._let_go()
        raise _Left(opened)

    def _note(self) -> str:
        if self.note is None:
            self.note = draft.last_note(self.clock()) or ""
        return self.note


@contextmanager
def _leaving_at_once() -> Iterator[None]:
    """Let a second Ctrl-C end the program where it is: what was saved is saved."""
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def seated(ctx: typer.Context) -> Callable[[], Context]:
    """Return what tells who acts at this desk, and when: its cards are no other window's."""
    return lambda: replace(context_of(ctx), seat=os.getpid())
