"""Every act that can be taken back, and every one that cannot, each after what it needs.

``python -m tests.faults.undoing`` does each, takes it back and does it again, and holds everything
that can be listed, counted and reported to what it was; the suite looks at less of it.
``{folder}`` is where :func:`tests.faults.harness.prepare` laid out its files.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bureau import LISTS
from tests.conftest import Revisit
from tests.faults.harness import FIRM, prepare
from tests.faults.tally import Tally
from tests.filled import firm_name

Words = tuple[object, ...]
BY = "甲"
OTHER, THIRD = firm_name(1), firm_name(2)
ALIKE = ("示例市华中建设公司", "示例市华中建设有限公司")
DRAWN: tuple[Words, ...] = (("sample", "freeze"), ("sample", "symposium", "--seed", "12345678"))
FLAG: Words = ("flags", "add", FIRM, "--reason", "差评")
VISIT: Words = (
    "visits",
    "record",
    1,
    "--lead",
    "组长",
    "--overall",
    "不满意",
    "--difficulty",
    "路远",
)
REPORT: Words = ("duty", "report", "燃气办", "--words", "要求五星")
CONFIRM: Words = ("duty", "confirm", 1, "--evidence", "登记", "--decided-by", "张三")
MERGE: Words = ("firms", "merge", OTHER, FIRM)
SESSION: Words = (
    "symposium", "record", "--held-on", "2026-11-26", "--chair", "张三", "--role", "主要领导",
    "--special", "--reason", "急", "--present", FIRM,
)  # fmt: skip
TALKED: Words = (
    "calls", "record", 1, "--outcome", "接通", "--overall", "不满意", "--unit", "审批科",
    "--integrity", "有", "--words", "integrity=要过东西", "--difficulty", "等得久",
)  # fmt: skip
DENIED: Words = ("calls", "record", 3, "--outcome", "称未办理过", "--words", "没去过")


class Case(NamedTuple):
    """An act, by the words that do it, and what must be done before."""

    kind: str
    words: Words
    before: tuple[Words, ...] = ()


UNDOABLE: Mapping[str, Case] = {
    "a ledger": Case("LedgerImported", ("import", "{folder}/新.csv")),
    "a corrected ledger": Case(
        "LedgerImported", ("import", "{folder}/更正.csv", "--accept-gone", "--replace")
    ),
    "a zero report": Case("ZeroReported", ("ledgers", "zero", "燃气办", "2026-10")),
    "when a ledger came": Case(
        "LedgerReceived",
        ("ledgers", "received", 1, "2026-11-25T17:00", "--reason", "早寄到"),
    ),
    "a unit": Case("UnitAdded", ("units", "add", "新科")),
    "a roster": Case("UnitsImported", ("units", "import", "{folder}/名册.csv")),
    "a unit's short name": Case("UnitAliased", ("units", "alias", "审批科", "审批")),
    "a unit's leader": Case("UnitChanged", ("units", "set", "审批科", "--leader", "张三")),
    "a unit's new name": Case("UnitRenamed", ("units", "rename", "审批科", "审批一科")),
    "a setting": Case("SettingChanged", ("settings", "set", "bureau", "示例市住建局")),
    "a rule": Case("SettingChanged", ("settings", "set", "sample_size", "12")),
    "a holiday notice": Case("NoticeImported", ("calendar", "import", "{folder}/放假.csv")),
    "a merge": Case("FirmsMerged", MERGE),
    "a split": Case("FirmSplit", ("firms", "undo"), (MERGE,)),
    "firms told apart": Case("FirmsToldApart", ("firms", "apart", *ALIKE)),
    "a locked list": Case("CallsLocked", ("calls", "lock", "2026-11")),
    "a list unlocked": Case(
        "CallsUnlocked",
        ("calls", "unlock", "2026-11"),
        (("calls", "undo", 2, "--reason", "误记"), ("calls", "lock", "2026-11")),
    ),
    "a call without an answer": Case(
        "CallRecorded", ("calls", "record", 1, "--outcome", "无人接听")
    ),
    "a call with problem, flag and words": Case("CallRecorded", TALKED),
    "a call that finds a false ledger": Case("CallRecorded", DENIED),
    "a bad number": Case(
        "CallRecorded",
        ("calls", "record", 4, "--outcome", "号码有误", "--new-phone", "13800009999"),
    ),
    "a record voided": Case("CallUndone", ("calls", "undo", 2, "--reason", "误记")),
    "a unit that never served a firm": Case(
        "CallNotServed",
        ("calls", "not-served", 1, "--leader", "王科长", "--reason", "误填"),
        (
            ("calls", "lock", "2026-11"),
            ("import", "{folder}/更正.csv", "--accept-gone", "--replace"),
        ),
    ),
    "a call put aside": Case("CallSkipped", ("calls", "skip", 1, "--reason", "开标")),
    "records keyed in": Case("CallsKeyed", ("calls", "record", "--from", "{folder}/keyed.csv")),
    "a sheet taken back": Case(
        "CallSheetsAbsorbed", ("calls", "absorb", "{folder}/out/回访表_2026-12_1_丙.xlsx")
    ),
    "a number from a unit": Case(
        "PhoneCorrected",
        ("calls", "return", 5, "--phone", "13800008888"),
        (("calls", "record", 5, "--outcome", "停机空号"),),
    ),
    "a flag": Case("FlagAdded", FLAG),
    "a list of flags": Case(
        "FlagsImported", ("flags", "import", "{folder}/差评.csv", "--reason", "差评")
    ),
    "a complaint verified": Case(
        "FlagVerified",
        ("flags", "verify", 1, "--on", "2026-11-26", "--evidence", "核查意见"),
        (("flags", "add", FIRM, "--reason", "投诉件"),),
    ),
    "a flag dropped": Case("FlagDropped", ("flags", "drop", 1, "--reason", "误列"), (FLAG,)),
    "a visit": Case("VisitRecorded", VISIT, (FLAG,)),
    "a visit voided": Case("VisitVoided", ("visits", "void", 1, "--reason", "误记"), (FLAG, VISIT)),
    "a problem": Case(
        "ProblemAdded", ("problems", "add", THIRD, "--text", "停车难", "--category", "困难问题")
    ),
    "a problem handled": Case("ProblemMoved", ("problems", "handle", 1, "--words", "已协调")),
    "a problem put off": Case(
        "ProblemMoved",
        ("problems", "extend", 1, "--to", "2026-12-20", "--words", "会商", "--by-name", "张三"),
    ),
    "due days reckoned anew": Case(
        "ProblemsRecounted",
        ("problems", "recompute"),
        (("calendar", "import", "{folder}/放假.csv"),),
    ),
    "a firm that declines": Case(
        "FirmDeclined", ("sample", "decline", FIRM, "--reason", "忙"), DRAWN
    ),
    "a symposium": Case("SymposiumRecorded", SESSION),
    "a symposium voided": Case(
        "SymposiumVoided", ("symposium", "void", 1, "--reason", "误记"), (SESSION,)
    ),
    "suspicions": Case("FindingsProposed", ("duty", "find", "2026-11")),
    "a suspicion dismissed": Case(
        "FindingDecided",
        ("duty", "dismiss", 1, "--reason", "查无此事", "--decided-by", "张三"),
        (REPORT,),
    ),
    "forced praise": Case("PraiseReported", REPORT),
}
NEVER: Mapping[str, Case] = {
    "a freeze": Case("PoolFrozen", ("sample", "freeze")),
    "a draw": Case("FirmsDrawn", DRAWN[1], DRAWN[:1]),
    "a finding confirmed": Case("FindingDecided", CONFIRM, (REPORT,)),
    "a talk": Case(
        "AdmonitionRecorded",
        ("duty", "admonish", 1, "--on", "2026-11-26", "--talker", "李四", "--whom", "王五"),
        (REPORT, CONFIRM),
    ),
    "an erasure": Case("FirmErased", ("firms", "erase", THIRD, "--reason", "要求", "--yes")),
    "a key": Case("CommitteeKeySet", ("duty", "key", "new", "-o", "{folder}/key.json")),
    "a restore": Case("DatabaseRestored", ("db", "restore", "{folder}/old.db", "--yes")),
    "numbers seen": Case("PhonesShown", ("calls", "list", "--phones")),
    "a backup": Case("DatabaseBackedUp", ("db", "backup", "-o", "{folder}/copy.db")),
    "a call taken": Case("CallTaken", ("calls", "take", 1)),
    "a call given back": Case("CallReleased", ("calls", "release", 1), (("calls", "take", 1),)),
    "a clerk's calls given back": Case("ClaimsReleased", ("calls", "release", "--clerk", "丙")),
    "sheets": Case("CallSheetsWritten", ("calls", "sheet", "--names", "乙", "-o", "{folder}/b")),
}
# What needs a month that is over, or a key: each is refused by its kind like the others.
ELSEWHERE = frozenset(
    {
        "MonthClosed", "ConfidenceOpened", "DatabaseCreated", "RowsRewritten", "RecheckFrozen",
        "RecheckDrawn", "CheckSheetsWritten", "DoubtDecided", "SignalsLooked",
        "DatabaseShared", "DatabaseWithdrawn",
    }
)  # fmt: skip


def lay_out(revisit: Revisit) -> Path:
    """Lay out the data file and all files that the cases need; return their folder."""
    folder = prepare(revisit)
    ledger = (folder / "台账.csv").read_text(encoding="utf-8").splitlines()
    alike = [
        f"第八科,甲,2026.11.4,施工,{name},联系人,1380000900{n}" for n, name in enumerate(ALIKE)
    ]
    (folder / "相近.csv").write_text("\n".join([ledger[0], *alike]), encoding="utf-8")
    revisit("import", folder / "相近.csv")
    texts = {
        # Another matter for one, one firm fewer, one more.
        "更正.csv": [
            ledger[0], *(line.replace("施工", "验收") for line in ledger[5:7]), *ledger[7:],
            f"审批科,甲,2026.11.4,施工,{firm_name(40)},联系人,13800000040",
        ],
        "差评.csv": ["企业名称", FIRM, THIRD],
        "放假.csv": ["日期,类型,名称", "2026-11-27,休,测试", "2026-11-30,休,测试"],
    }  # fmt: skip
    for name, lines in texts.items():
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def at_work(folder: Path, to: Path) -> Revisit:
    """Return a revisit over a copy of what was laid out."""
    shutil.copytree(folder, to)
    found = Revisit(to)
    found.by = BY
    return found


def do(revisit: Revisit, words: Words) -> None:
    """Run the words of a case."""
    told = [str(each).replace("{folder}", str(revisit.folder)) for each in words]
    ran = revisit.try_out(*told)
    assert ran.code in (0, 8), f"{told}: {ran.code}\n{ran.out}\n{ran.err}"


# What is looked at before and after: in the suite, and all of it.
SHORT: tuple[Words, ...] = (
    ("calls", "list"), ("calls", "list", "2026-12"), ("calls", "progress"), ("ledgers", "list"),
    ("units", "list"), ("firms", "search", "示例"), ("firms", "similar"), ("flags", "list"),
    ("visits", "list"), ("problems", "list"), ("duty", "list"), ("settings", "list"),
    ("symposium", "list"), ("sample", "show"), ("status",), ("report", "month"),
    ("report", "month", "2026-12"), ("calendar", "show"), ("ledgers", "list", "2026-10"),
    ("units", "show", "1"),
)  # fmt: skip
# What tells acts has one more of them.
_OF_ACTS = (("audit", "log"), ("undo",))
_WORDS: Mapping[tuple[str, ...], Words] = {
    ("db", "query"): ("select * from v_services",),
    ("firms", "search"): ("示例",),
    ("ledgers", "show"): ("1",),
    ("ledgers", "cross-check"): ("新.csv", "--month", "2026-11"),
}
LONG: tuple[Words, ...] = (
    *SHORT,
    *((*words, *_WORDS.get(words, ())) for words in LISTS if words not in _OF_ACTS),
    ("status", "2026-H2"), ("status", "2026-12"), ("calls", "show", "1"), ("calls", "show", "2"),
    ("report", "half"), ("report", "duty"), ("report", "public"), ("firms", "show", FIRM),
    ("problems", "show", "1"), ("calendar", "explain", "2026-11-25"),
)  # fmt: skip
# What differs though nothing is another: the log.
_HEADS = frozenset({"log", "audit"})
State = Mapping[str, Any]


def state_of(revisit: Revisit, looks: Sequence[Words]) -> State:
    """Return what every look shows, but for the log's head."""
    return {" ".join(map(str, words)): _told(revisit, words) for words in looks}


def _told(revisit: Revisit, words: Words) -> Any:
    ran = revisit.try_out(*words, "--json")
    return ran.err if ran.code else _without(ran.json, _HEADS)


def _without(found: Any, names: frozenset[str]) -> Any:
    if isinstance(found, dict):
        return {name: _without(each, names) for name, each in found.items() if name not in names}
    return [_without(each, names) for each in found] if isinstance(found, list) else found


def size_of(revisit: Revisit) -> int:
    """Return how many events the log has."""
    size: int = revisit.json("audit", "head")["size"]
    return size


def differing(one: State, other: State) -> list[str]:
    """Return what is not shown alike, each by its look and where the two part."""
    found = []
    for name in one:
        texts = [
            json.dumps(each[name], ensure_ascii=False, sort_keys=True) for each in (one, other)
        ]
        if texts[0] != texts[1]:
            parted = (n for n, pair in enumerate(zip(*texts, strict=False)) if len({*pair}) > 1)
            at = max(next(parted, 0) - 60, 0)
            found.append(f"{name}: {texts[0][at : at + 200]} / {texts[1][at : at + 200]}")
    return found


def faults_of(
    revisit: Revisit, case: Case, looks: Sequence[Words], at_first: State | None = None
) -> list[str]:
    """Do an act, take it back and do it again; return what is not as it must be then.

    ``at_first`` is what the looks show of what was laid out, where that is known.
    """
    for words in case.before:
        do(revisit, words)
    before = state_of(revisit, looks) if case.before or at_first is None else at_first
    size = size_of(revisit)
    do(revisit, case.words)
    after, event = state_of(revisit, looks), size_of(revisit)
    found = [] if differing(before, after) else ["nobody sees that it was done"]
    tried = revisit.json("undo", "--dry-run")["undone"]
    if (tried["event"], tried["kind"]) != (event, case.kind) or size_of(revisit) != event:
        found.append(f"a dry run said {tried}")
    revisit("undo")
    found += [f"taken back: {each}" for each in differing(before, state_of(revisit, looks))]
    revisit("audit", "verify")
    revisit("undo", "1")
    # Who was going on with a call holds it no longer.
    claims = frozenset({"claimed_by"})
    again = _without(state_of(revisit, looks), claims)
    found += [f"done again: {each}" for each in differing(_without(after, claims), again)]
    revisit("audit", "verify")
    if not size + 3 <= size_of(revisit) == event + 2:
        found.append(f"the log has {size_of(revisit)} events")
    revisit("db", "check")
    return found


def main() -> None:
    """Try every case with every look, and tell what was not as it must be."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        (base / "laid").mkdir()
        laid = lay_out(Revisit(base / "laid"))
        tally = Tally("undoing")
        for number, (about, case) in enumerate(UNDOABLE.items()):
            revisit = at_work(laid, base / str(number))
            os.chdir(revisit.folder)
            faults = faults_of(revisit, case, LONG)
            tally.add("with a fault" if faults else "as before")
            for each in faults:
                print(f"{about}: {each}", flush=True)
        tally.tell()


if __name__ == "__main__":
    main()
