"""A bureau with something in every list, its names written with letters that GBK does not have."""

from collections.abc import Iterator
from datetime import date

from typer.core import TyperGroup
from typer.main import get_command

from revisit_cli.cli.app import app
from revisit_cli.cli.listing import ListCommand
from tests.called import COMPLETED
from tests.conftest import Revisit
from tests.ledgers import write_ledger

MONTH = "2026-11"
# 𠮷 is outside the basic plane; 䶮 and 㐂 are inside, and GBK has none of the three.
FIRMS = [f"示例市浉河{name}建筑安装工程有限责任公司" for name in ("𠮷", "䶮", "㐂", "甲")]
UNIT = "𠮷安站"
CLERK = "㐂某"
EXPORT = "许可系统.csv"
# What a list asks for that does not list everything.
WORDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("undo",): ("--list",),
    ("db", "query"): ("select firm, unit, served_on from v_services order by served_on, firm",),
    ("firms", "search"): ("浉河",),
    ("ledgers", "show"): ("1",),
    ("ledgers", "cross-check"): (EXPORT,),
    ("recheck", "list"): ("2026-10",),
    ("report", "month"): ("--explain", "firms"),
}


def _lists() -> Iterator[tuple[str, ...]]:
    """Yield every command of the program that declares itself a list."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    ctx = root.make_context("revisit", ["status"])
    for name in root.list_commands(ctx):
        group = root.get_command(ctx, name)
        if isinstance(group, ListCommand):
            yield (name,)
        if isinstance(group, TyperGroup):
            for inner in group.list_commands(ctx):
                if isinstance(group.get_command(ctx, inner), ListCommand):
                    yield (name, inner)


LISTS = tuple(_lists())


def fill_every_list(revisit: Revisit) -> Revisit:
    """Give every list at least one row."""
    revisit.by = CLERK
    revisit("settings", "set", "bureau", "浉河䶮𠮷局")
    revisit("import", write_ledger(revisit.folder, UNIT, FIRMS, date(2026, 11, 3)))
    write_ledger(revisit.folder, UNIT, ["示例䶮㐂厂"], date(2026, 11, 4)).rename(
        revisit.folder / EXPORT
    )
    talk = ("--outcome", "接通", "--overall")
    revisit("calls", "record", 1, *talk, "不满意", "--difficulty", "䶮字打不出")
    revisit("calls", "undo", 1, "--reason", "听错了㐂字", now="2026-11-26T09:30")
    revisit(
        "calls", "record", 1, *talk, "满意", "--difficulty", "䶮字打不出", now="2026-11-26T09:40"
    )
    revisit("calls", "record", 2, "--outcome", "号码有误")
    revisit("calls", "appoint", 4, "15:00", "--with", "䶮工", "--kept-by", CLERK)
    revisit("calls", "take", 3)
    revisit("calls", "take", 3, by="乙")
    revisit("calls", "record", 3, *talk, "满意", "--suggestion", "𠮷字打不出", code=5)
    revisit("flags", "add", FIRMS[2], "--reason", "bad_review")
    revisit("duty", "report", UNIT, "--words", "有人说起㐂")
    revisit("sample", "freeze", now="2026-11-26T10:00")
    revisit("sample", "symposium", "--seed", "1", now="2026-11-26T10:05")
    revisit(
        *(
            "symposium",
            "record",
            "--held-on",
            "2026-11-26",
            "--chair",
            "㐂某",
            "--role",
            "chief",
            "--present",
            "全部",
        ),
        now="2026-11-26T17:00",
    )
    _fill_recheck(revisit)
    return revisit


def _fill_recheck(revisit: Revisit) -> None:
    """Call the one firm of the month before, and draw its call to be called again."""
    ledger = write_ledger(revisit.folder, "燃气办", ["示例㐂燃气厂"], date(2026, 10, 12))
    revisit("import", ledger, "--month", "2026-10")
    call = revisit.json("calls", "list", "2026-10")["calls"][0]["id"]
    revisit("calls", "record", call, *COMPLETED)
    revisit("calls", "lock", "2026-10")
    revisit("recheck", "freeze", "2026-10")
    revisit("recheck", "draw", "2026-10", "--seed", "7")
    checker = ("--month", "2026-10", "--by", "复核人㐂", "--office", "机关纪委")
    later = "2026-11-26T11:00"
    revisit("recheck", "record", 1, *checker, "--answer", "没打过", now=later)
