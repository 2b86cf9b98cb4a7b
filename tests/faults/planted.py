"""A bureau in whose every text somebody wrote a telephone number, each number in its own way."""

import itertools
import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.bureau import FIRMS, UNIT, fill_every_list
from tests.conftest import Revisit
from tests.ledgers import HEADINGS

FIRM, OTHER = "示例植入建筑有限公司", "示例植入建设有限公司"
_FIRST = 13800000100
_LAND = 6000100
# How a number of a mobile and one of a landline may be written.
_MOBILES: tuple[Callable[[str], str], ...] = (
    str,
    lambda n: f"{n[:3]} {n[3:7]} {n[7:]}",
    lambda n: f"{n[:3]}-{n[3:7]}-{n[7:]}",
    lambda n: f"+86 {n}",
    lambda n: n.translate({ord("0") + d: 0xFF10 + d for d in range(10)}),
    lambda n: f"（{n[:3]}）{n[3:7]}．{n[7:]}".replace("．", "."),
    lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in n),
    lambda n: f"{n[:3]}～{n[3:7]}～{n[7:]}",
    lambda n: f"0{n[:3]}，{n[3:7]}，{n[7:]}",
    lambda n: n[:3] + "".join("零壹贰叁肆伍陆柒捌玖"[int(d)] for d in n[3:]),
)
_LANDLINES: tuple[Callable[[str], str], ...] = (
    lambda n: f"0376-{n}",
    lambda n: f"（0376）{n}转801",
    lambda n: f"0376{n}",
    lambda n: f"电话{n}",
    lambda n: f"{n[:3]} {n[3:]}（办）",
)


class Planter:
    """Gives a text with a number in it, another number each time; ``planted`` has their digits."""

    def __init__(self) -> None:
        self.planted: list[str] = []
        self._ways = itertools.cycle((*_MOBILES, *_LANDLINES))

    def __call__(self, text: str = "请回") -> str:
        """Return the text with a fresh number behind it."""
        way, nth = next(self._ways), len(self.planted)
        digits = str(_LAND + nth) if way in _LANDLINES else str(_FIRST + nth)
        self.planted.append(digits)
        return f"{text}{way(digits)}，谢谢"

    def found_in(self, text: str) -> set[str]:
        """Return the numbers that stand in a text, whatever stands between their digits."""
        plain = unicodedata.normalize("NFKC", text)
        for numerals in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"):
            plain = plain.translate({ord(c): str(n) for n, c in enumerate(numerals)})
        plain = re.sub(r"(?<=\d)[^\w*]+(?=\d)", "", plain).replace("电话", "")
        return {each for each in self.planted if each in plain}


class Hostile(Planter):
    """Gives a text with something in it that a terminal would obey, each in turn."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = itertools.cycle(texts)

    def __call__(self, text: str = "请回") -> str:
        """Return the text with the next of the hostile ones behind it."""
        return f"{text}{next(self._texts)}，谢谢"


def plant(revisit: Revisit, number: Planter | None = None) -> Planter:
    """Fill every list, and write numbers wherever the command line takes words.

    Another planter than the usual one writes what it gives.
    """
    fill_every_list(revisit)
    number = number or Planter()
    now = iter(f"2026-11-26T{hour}:{minute:02}" for hour in range(18, 24) for minute in range(60))

    def run(*words: object, by: str = "") -> None:
        ran = revisit.try_out(*words, now=next(now), by=by)
        assert ran.code in (0, 8), (words, ran.err)

    run("import", _ledger(revisit.folder, number))
    calls = {each["firm"]: each["id"] for each in revisit.json("calls", "list")["calls"]}
    call, other = calls[FIRM], calls[OTHER]
    run("calls", "skip", call, "--reason", number("在外地"))
    run("calls", "record", call, "--outcome", "约定再拨", "--callback", "2026-11-27T09:00",
        "--with", number("王工"), "--words", f"outcome={number()}")  # fmt: skip
    run("calls", "undo", call, "--reason", number("听错了"))
    run("calls", "record", call, "--outcome", "接通", "--overall", "不满意", "--respondent",
        number("王工"), "--suggestion", number(), "--difficulty", number(), "--days", number("约"),
        "--words", f"overall={number()}", "--words", f"attitude={number()}", "--attitude", "差",
        "--integrity", "有", "--words", f"integrity={number()}")  # fmt: skip
    run("calls", "record", other, "--outcome", "企业已注销", "--evidence", number("公示"),
        "--second-person", number("李四"), "--words", f"outcome={number()}")  # fmt: skip
    run("calls", "record", calls[FIRMS[3]], "--outcome", "接通", "--overall", "满意",
        "--suggestion", number(), "--difficulty", number(), "--no-problem", by="丙")  # fmt: skip
    run(
        "flags", "add", FIRM, "--reason", "投诉件", "--source", number("件"), "--evidence", number()
    )
    flag = max(each["id"] for each in revisit.json("flags", "list", "--all")["flags"])
    run("flags", "verify", flag, "--on", "2026-11-26", "--evidence", number("核查"))
    run("flags", "add", OTHER, "--reason", "差评", "--evidence", number())
    run("flags", "drop", flag + 1, "--reason", number("误列"))
    _visit(revisit, run, number)
    problem = revisit.json("problems", "list")["problems"][-1]["id"]
    run("problems", "assign", problem, "--team", number("专班"), "--leader", number("李四"))
    run("problems", "transfer", problem, "--to", number("数据局"), "--receipt", number("收"))
    run("problems", "transfer", problem, "--outcome", number("已修复"))
    run("problems", "answer", problem, "--words", number("已答复"))
    run("problems", "close", problem, "--cause", number("人手"), "--words", number("企业说"))
    run("problems", "add", FIRM, "--text", number("停车难"), "--category", "困难问题")
    run("symposium", "record", "--held-on", "2026-11-26", "--chair", "张三", "--role", "主要领导",
        "--special", "--reason", number("急"), "--present", FIRM, "--place", number("会议室"),
        "--minutes", number(number("一、") + "\n"), "--problem", f"{FIRM}={number()}")  # fmt: skip
    held = revisit.json("symposium", "list")["symposia"][-1]["id"]
    run("symposium", "void", held, "--reason", number("误记"))
    run("sample", "freeze", "--reason", number("重抽"))
    run("sample", "symposium", "--seed", "2", "--seed-from", number("纪委"))
    run("sample", "decline", FIRMS[1], "--reason", number("忙"))
    run("units", "set", UNIT, "--leader", number("张"), "--deputy", number("李"),
        "--contact", number("王"))  # fmt: skip
    run("duty", "report", UNIT, "--words", number("有人说"), "--another")
    run("duty", "find", "2026-11")
    finding = revisit.json("duty", "list")["findings"][0]["id"]
    run("duty", "confirm", finding, "--evidence", number("登记"), "--decided-by", "张三")
    run("duty", "admonish", finding, "--on", "2026-11-26", "--talker", number("甲"), "--whom",
        number("乙"))  # fmt: skip
    run("firms", "apart", FIRMS[0], FIRMS[1], "--reason", number("法人不同"))
    run("firms", "merge", OTHER, FIRM, "--reason", number("核实"), "--yes")
    run("firms", "undo", "--reason", number("不是一家"))
    run("calls", "lock", "2026-12", "--early", number("领导要求"))
    run("recheck", "freeze", "2026-10", "--reason", number("重抽"))
    run("units", "import", _roster(revisit.folder, number))
    run("firms", "erase", FIRMS[2], "--reason", number("来函"), "--yes")
    run("calls", "sheet", "2026-11", "--names", number("丙"), "-o", revisit.folder / "发出")
    run("settings", "set", "bureau", number("浉河局"))
    run("settings", "set", "office_name", number("营商办"))
    return number


def _ledger(folder: Path, number: Planter) -> Path:
    rows = [
        [UNIT, "办事员甲", "2026-11-05", number("窗口"), number("许可"), number("已办结"), firm,
         number("联系人"), "13800000099", number("备注")]
        for firm in (FIRM, OTHER)
    ]  # fmt: skip
    # Held: nobody knows which firm it is of.
    rows.append([UNIT, number("办事员"), number("月初"), "窗口", "许可", "已办结", "", number("人"),
                 number(""), number("备注")])  # fmt: skip
    path = folder / "植入.csv"
    lines = [",".join(map(str, row)) for row in (HEADINGS, *rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _roster(folder: Path, number: Planter) -> Path:
    path = folder / "名册.csv"
    heads = "单位名称,主要负责人,分管负责人,联系人,联系电话"
    texts = ("丙科", number("张"), number("李"), number("王"), number("办"))
    path.write_text("\n".join((heads, ",".join(texts))), encoding="utf-8")
    return path


def _visit(revisit: Revisit, run: Callable[..., None], number: Planter) -> None:
    visit = next(v["id"] for v in revisit.json("visits", "list")["visits"] if v["firm"] == FIRM)
    words = (
        "--lead", "张三", "--district", number("浉河区"), "--participant", number("甲"),
        "--observer", number("体验官"), "--respondent", number("王工"), "--phone", number("打"),
        "--case", number("信"),
        "--overall", "满意", "--words", f"overall={number()}", "--suggestion", number(),
        "--difficulty", number(),
    )  # fmt: skip
    refused = ("--signature", "拒签", "--reason", number("不愿签"), "--witness", number("甲"),
               "--witness", number("乙"))  # fmt: skip
    run("visits", "record", visit, *words, *refused)
    run("visits", "void", visit, "--reason", number("误记"))
    run("visits", "record", visit, *words, "--signature", "签字", "--signed-by", number("王工"))


def columns_without(db: Path, number: Planter) -> set[str]:
    """Return table.column of every text column of the schema in which no planted number stands."""
    found = set()
    with closing(sqlite3.connect(db)) as connection:
        for table, column in _texts(connection):
            rows = connection.execute(f'select "{column}" from "{table}"')
            told = "\n".join(each if isinstance(each, str) else "" for (each,) in rows)
            told = told if not told.lstrip().startswith(("{", "[")) else _decoded(told)
            if not number.found_in(told):
                found.add(f"{table}.{column}")
    return found


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    yield from connection.execute(
        "select tbl.name, col.name from sqlite_schema as tbl"
        " join pragma_table_info(tbl.name) as col on upper(col.type) = 'TEXT'"
        " where tbl.type = 'table'"
    ).fetchall()


def _decoded(told: str) -> str:
    return "\n".join(
        json.dumps(json.loads(line), ensure_ascii=False) if line else ""
        for line in told.split("\n")
    )
