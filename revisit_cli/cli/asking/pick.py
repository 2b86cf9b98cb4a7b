"""One of a list, or several: by number, by any part of the name, by initials or digits."""

from collections.abc import Callable, Sequence

from revisit_cli.cli.asking.line import Ask
from revisit_cli.cli.asking.prompt import folded, key
from revisit_cli.cli.asking.trail import remembered
from revisit_cli.cli.screen import line_columns, say, tell
from revisit_cli.cli.text import ljust, safe, shortened, width
from revisit_cli.operations.firms.initials import initials_told
from revisit_cli.pattern import pattern
from revisit_cli.records.value import Value

PER_PAGE = 9
ALL = ("全", "全部", "都")
_ABOUT = "数字选一条；写名称里的字、首字母、三位以上的号码，就只列对得上的；> 看下一页"
_ABOUT_MANY = "几条一起选的，数字之间空一格：1 3；全选写 全；一条也不选写 0"
_NEXT = (">", "》", "下一页")


class Option(Value):
    """One line of a list: what stands for it, its name, what else is told and searched."""

    value: str
    name: str
    note: str = ""
    also: str = ""


# A number that is not in the list, or a lone letter: no name that anybody adds.
_SLIP = pattern(r"\d{1,3}|[a-z]")
Find = Callable[[str], Sequence[Option]]


@remembered
def pick(
    ask: Ask,
    prompt: str,
    options: Sequence[Option],
    *,
    find: Find | None = None,
    enter: str | None = None,
    about: str = "",
    adds: bool = False,
) -> str:
    """Ask for one of the options and return its value.

    ``find`` looks up what is typed where there are more than a list can show; ``enter`` is what
    Enter stands for, else it shows the next page; ``adds`` returns a text that nothing fits as it
    was typed. ``0`` says that it is none of them: "". Raises Back or Stopped.
    """
    typed = ""

    def heard(text: str) -> str:
        nonlocal typed
        typed = ask(text)
        return typed

    found = _List(heard, prompt, options, find, about, enter_turns=enter is None)
    while True:
        line = found.asked()
        if line == "0":
            return ""
        if not line and enter is not None:
            return enter
        if not line or line in _NEXT:
            found.turned()
            continue
        if (one := found.numbered(line)) is not None:
            return one.value
        hits = found.searched(line)
        if len(hits) == 1:
            say(f"  {safe(hits[0].name)}")
            return hits[0].value
        if not hits and adds and not _SLIP.fullmatch(line):
            return typed.strip()
        found.shows(hits, line)


@remembered
def pick_many(
    ask: Ask, prompt: str, options: Sequence[Option], *, enter: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Ask for some of the options and return their values; ``全`` is all of them, ``0`` none."""
    found = _List(ask, prompt, options, None, _ABOUT_MANY, enter_turns=enter is None)
    while True:
        line = found.asked()
        if line == "0":
            return ()
        if line in ALL:
            return tuple(each.value for each in options)
        if not line and enter is not None:
            return tuple(enter)
        if not line or line in _NEXT:
            found.turned()
            continue
        words = line.replace(",", " ").split()
        chosen = [found.numbered(word) or _only(found.searched(word)) for word in words]
        if all(chosen):
            return tuple(dict.fromkeys(each.value for each in chosen if each))
        wrong = words[chosen.index(None)]
        tell(f"  没看懂“{safe(wrong)}”。请写 1 至 {len(options)}，几个之间空一格")


class _List:
    """A list as it stands on the screen."""

    def __init__(
        self,
        ask: Ask,
        prompt: str,
        options: Sequence[Option],
        find: Find | None,
        about: str,
        *,
        enter_turns: bool,
    ) -> None:
        self.ask, self.prompt, self.about = ask, prompt, about
        self.all, self.listed, self.find = options, options, find
        self.first, self.next = 0, "回车" if enter_turns else "写 > "
        self._show()

    def asked(self) -> str:
        """Return what was typed, folded."""
        return key(self.ask, self.prompt, "\n".join(filter(None, (self.about, _ABOUT))))

    def numbered(self, line: str) -> Option | None:
        """Return the option of a number on the screen."""
        if line.isdecimal() and len(line) < 3 and 1 <= int(line) <= len(self.listed):
            return self.listed[int(line) - 1]
        return None

    def searched(self, line: str) -> Sequence[Option]:
        """Return the options that a typed text fits."""
        if self.find is not None:
            return self.find(line)
        wanted = line.replace(" ", "")
        exact = [each for each in self.all if folded(each.name) == line or each.value == line]
        return exact or [each for each in self.all if wanted in _key(each)]

    def shows(self, hits: Sequence[Option], line: str) -> None:
        """Show what a text fits, or say that nothing does."""
        if hits:
            self.listed, self.first = hits, 0
            self._show()
        else:
            tell(f"  没有找到“{safe(line)}”。{'请换几个字' if self.find else _fits(self.all)}")

    def turned(self) -> None:
        """Show the next page, or the first again, where there is more than one."""
        if len(self.listed) > PER_PAGE:
            self.first = (self.first + PER_PAGE) % _round_up(len(self.listed))
            self._show()

    def _show(self) -> None:
        page = self.listed[self.first : self.first + PER_PAGE]
        widest = max((width(safe(each.name)) for each in page), default=0)
        for number, each in enumerate(page, self.first + 1):
            note = f"  {safe(each.note)}" if each.note else ""
            name = ljust(safe(each.name), min(widest, 40)) if note else safe(each.name)
            line = f"{number:>2} {name}"
            say(shortened(f"{line}{note}", line_columns() - 1))
        if len(self.listed) > PER_PAGE:
            say(
                f"   第 {self.first // PER_PAGE + 1}/{_round_up(len(self.listed)) // PER_PAGE} 页，"
                f"共 {len(self.listed)} 条；{self.next}看下一页，写几个字缩小范围"
            )


def _only(hits: Sequence[Option]) -> Option | None:
    return hits[0] if len(hits) == 1 else None


def _key(option: Option) -> str:
    return f"{folded(option.name)} {initials_told(option.name)} {option.also}".replace(" ", "")


def _fits(options: Sequence[Option]) -> str:
    return f"请按 1 至 {len(options)}" if options else "这里还没有可选的"


def _round_up(count: int) -> int:
    return -(-count // PER_PAGE) * PER_PAGE
