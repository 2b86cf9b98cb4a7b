"""Keys a call at the desk on a live Windows console under Wine, as a clerk would, and beside others.

    python3 packaging/windows/desk.py FOLDER

FOLDER is one that set_up.sh has made, with the program installed in it. Exits 1 where the desk does
not ask what it should, a name outside GBK is not kept, or a file that another process holds is not
waited for.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pexpect

RARE = "𠮷"
LEDGER = f"企业名称,联系人,联系电话,办理时间,办理事项\n示例市{RARE}甲有限公司,联系人甲,13800000001,2026-11-03,施工许可\n"
MOMENT = "2026-11-26T09:00"
# Another process, which writes to the file until it is told to go on.
HOLDER = """
import sqlite3
held = sqlite3.connect('revisit.db', isolation_level=None)
held.execute('begin exclusive')
print('held', flush=True)
input()
held.execute('rollback')
"""


def main() -> None:
    """Import one ledger, answer one call on the console, and read back what was kept."""
    folder = Path(sys.argv[1]).absolute()
    python = folder / "python" / "python.exe"
    surroundings = os.environ | {
        "WINEPREFIX": str(folder / "prefix"),
        "WINEDEBUG": "-all",
        "LC_ALL": "zh_CN.UTF-8",
        "TERM": "xterm",
        "REVISIT_DB": "revisit.db",
        "REVISIT_BY": "办事员甲",
        "REVISIT_NOW": MOMENT,
    }
    with tempfile.TemporaryDirectory(prefix="回访 ") as place:
        Path(place, "审批科.csv").write_text(LEDGER, encoding="utf-8")
        told = [str(folder / "python.sh"), "-m", "revisit_cli"]

        def run(*words: str) -> bytes:
            return subprocess.run(
                [*told, *words], cwd=place, env=surroundings, stdin=subprocess.DEVNULL,
                capture_output=True, check=True,
            ).stdout  # fmt: skip

        run("import", "审批科.csv", "--unit", "审批科", "--month", "2026-11")
        desk = pexpect.spawn(
            "wine", [str(python), "-m", "revisit_cli", "calls", "next", "2026-11"], cwd=place,
            env=surroundings, encoding="utf-8", timeout=60, dimensions=(40, 100),
        )  # fmt: skip
        desk.expect("结果")
        desk.send("5\r")  # a soft refusal, whose words are typed
        desk.expect("婉拒")
        desk.send("1\r")
        desk.expect(">")
        desk.send(f"说是{RARE}日再谈\r")
        desk.expect("已保存")
        desk.send("q\r")
        desk.expect(pexpect.EOF)
        calls = json.loads(run("calls", "list", "2026-11", "--json"))["calls"]
        shown = json.loads(run("calls", "show", "1", "--json"))
        assert calls[0]["firm"] == f"示例市{RARE}甲有限公司", calls[0]["firm"]
        assert f"说是{RARE}日再谈" in json.dumps(shown, ensure_ascii=False), shown
        assert RARE in run("calls", "list", "2026-11", "--csv").decode("utf-8-sig")
        with subprocess.Popen(
            [told[0], "-c", HOLDER], cwd=place, env=surroundings, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as holder:  # fmt: skip
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == b"held"
            waiting = subprocess.Popen(
                [*told, "units", "add", "试验科"], cwd=place, env=surroundings,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
            assert waiting.stderr is not None
            said = waiting.stderr.readline()
            assert waiting.poll() is None, said
            holder.communicate(b"\n")
            assert waiting.wait() == 0, said + waiting.stderr.read()
        assert "试验科" in run("units", "list", "--csv").decode("utf-8-sig")
    print("the desk was used on a Windows console")


if __name__ == "__main__":
    main()
