"""No list, card or file tells a whole number, or which firm spoke of integrity."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from revisit_cli.cli.app import Root
from tests.conftest import Revisit

PLANTED = "1391234{:04d}"
FIRMS = [f"示例市{name}厂" for name in "甲乙丙丁"]
MONTH = "2026-11"
LOOKS = {"list", "show", "search", "similar", "progress", "log", "head", "changes", "month"}
# What a look asks for; most ask for nothing.
ARGUMENTS: dict[tuple[str, ...], tuple[object, ...]] = {
    ("calls", "show"): (1,),
    ("firms", "show"): (1,),
    ("firms", "search"): ("厂",),
    ("visits", "show"): (1,),
    ("problems", "show"): (1,),
    ("ledgers", "show"): (1,),
    ("units", "show"): ("第1科",),
    ("symposium", "show"): (1,),
    ("clause", "show"): ("三(一)1",),
}
# Looks at what this bureau does not have.
ABSENT = {("duty", "key", "show"), ("recheck", "show"), ("sample", "show"), ("symposium", "show")}


def _looks() -> Iterator[tuple[str, ...]]:
    """Yield every command of the program that only shows something."""
    for name, (module, _) in Root.late.items():
        app = importlib.import_module(module).app
        yield from (
            (name, str(each.name)) for each in app.registered_commands if each.name in LOOKS
        )
        for group in app.registered_groups:
            inner = group.typer_instance.registered_commands
            yield from ((name, group.name, each.name) for each in inner if each.name in LOOKS)
    yield ("status",)


def _bureau(revisit: Revisit, integrity: str) -> Revisit:
    """A month with numbers planted, one firm asked about integrity, one visited."""
    ledger = revisit.folder / "台账.csv"
    rows = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    rows += [
        f"第{number % 2 + 1}科,2026-11-0{number + 1},许可,{firm},某人,{PLANTED.format(number)}"
        for number, firm in enumerate(FIRMS)
    ]
    ledger.write_text("\n".join(rows), encoding="utf-8")
    revisit("import", ledger, "--month", MONTH)
    revisit(
        "calls", "record", 1, "--outcome", "接通", "--overall", "不满意", "--suggestion", "多开窗",
        "--attitude", "好", "--one-time-notice", "是", "--days", "3", "--extra-trips", "否",
        "--integrity", integrity, "--phone", PLANTED.format(0), "--words", f"吃拿卡要={integrity}",
    )  # fmt: skip
    revisit("calls", "record", 2, "--outcome", "无人接听")
    revisit(
        "visits", "record", 1, "--integrity", "是" if integrity == "有" else "否",
        "--phone", PLANTED.format(0), now="2026-12-05T10:00",
    )  # fmt: skip
    return revisit


def _shown(bureau: Revisit, look: tuple[str, ...], *options: str) -> str:
    code = 4 if look in ABSENT else 0
    return bureau(*look, *ARGUMENTS.get(look, ()), *options, code=code).out


def test_no_look_at_anything_tells_a_whole_number(revisit: Revisit) -> None:
    bureau = _bureau(revisit, "有")
    bureau("report", "month", MONTH, "-o", bureau.folder / "月报.xlsx")
    looks = sorted(_looks())
    assert len(looks) > 20
    numbers = [PLANTED.format(number) for number in range(len(FIRMS))]
    spaced = [f"{each[:3]} {each[3:7]} {each[7:]}" for each in numbers]
    for look in looks:
        for options in ((), ("--json",)):
            out = _shown(bureau, look, *options)
            assert not [each for each in (*numbers, *spaced) if each in out], look
            assert not re.findall(r"(?<![0-9a-f])1[3-9]\d{9}(?![0-9a-f])", out), look
    assert PLANTED.format(0) in bureau("calls", "show", 1, "--phones").out.replace(" ", "")


@pytest.mark.clause("三(四)1", "二(二)4")
def test_no_look_at_anything_tells_who_spoke_of_integrity(tmp_path: Path) -> None:
    told = []
    for answer in ("有", "没有"):
        folder = tmp_path / ("one" if answer == "有" else "two")
        folder.mkdir()
        bureau = _bureau(Revisit(folder), answer)
        shown = {
            (look, options): _unmarked(_shown(bureau, look, *options), str(folder))
            for look in _looks()
            for options in ((), ("--json",))
        }
        told.append(shown)
    for key, text in told[0].items():
        assert text == told[1][key], key


def _unmarked(text: str, folder: str) -> str:
    """Return a text without what differs from file to file: hashes, codes, places, sizes."""
    text = re.sub(r"[0-9a-f]{12,}|[0-9a-f]{4}(?: [0-9a-f]{4}){2,}", "#", text.replace(folder, ""))
    return re.sub(r"\s+|─+", " ", re.sub(r"\"size\": \d+", "", text))


@pytest.mark.clause("三(四)2")
def test_a_change_from_dissatisfied_to_satisfied_is_listed(
    revisit: Revisit, golden: Callable[[str, str], None]
) -> None:
    bureau = _bureau(revisit, "没有")
    assert "没有由不满意改为满意" in bureau("duty", "changes", MONTH).out
    bureau("calls", "undo", 1, "--reason", "听错", now="2026-11-26T11:00", by="乙")
    assert bureau.json("duty", "changes", MONTH)["changes"] == []
    record = ("calls", "record", 1, "--outcome", "接通", "--overall")
    bureau(*record, "满意", now="2026-11-26T11:05", by="乙")
    told = bureau("duty", "changes", MONTH, "--json").out
    golden("changes.json", json.dumps(json.loads(told), ensure_ascii=False, indent=1) + "\n")
    assert bureau.json("duty", "changes", "2026-10")["changes"] == []
    assert "不满意" in bureau("duty", "changes").out
