"""The log searched by when, by whom and about what; and handed to strangers."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Revisit, begins

HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
FIRMS = ("示例市甲子有限公司", "示例市乙丑有限公司")


@begins
def worked(revisit: Revisit) -> Revisit:
    """A ledger of two firms; the first is called by 甲 and suggests something, the second by 乙."""
    rows = [
        f"审批科,员,2026.11.{n},许可,{firm},人,1380000000{n}" for n, firm in enumerate(FIRMS, 3)
    ]
    (revisit.folder / "台账.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    revisit("import", revisit.folder / "台账.csv", now="2026-11-25T10:00")
    said = ("--outcome", "接通", "--overall", "满意")
    revisit("calls", "record", 1, *said, "--suggestion", "少跑一趟", by="甲")
    revisit("calls", "record", 2, *said, by="乙", now="2026-11-27T09:00")
    revisit("problems", "answer", "P-0001", "--words", "已改", by="丙", now="2026-11-28T09:00")
    return revisit


def kinds(revisit: Revisit, *words: str) -> list[str]:
    return [each["kind"] for each in revisit.json("audit", "log", *words)["events"]]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), ["DatabaseCreated", "LedgerImported", "CallRecorded", "CallRecorded", "ProblemMoved"]),
        (("--by", "甲"), ["CallRecorded"]),
        (("--by", "没有这人"), []),
        (("--since", "11-27"), ["CallRecorded", "ProblemMoved"]),
        (("--since", "2026-11-27 09:01"), ["ProblemMoved"]),
        (("--about", "2"), ["LedgerImported", "CallRecorded"]),
        (("--about", "P-0001"), ["CallRecorded", "ProblemMoved"]),
        (("--about", FIRMS[1]), ["LedgerImported", "CallRecorded"]),
        (("--about", "审批科"), ["LedgerImported", "CallRecorded", "ProblemMoved"]),
        (("--about", FIRMS[0], "--by", "丙", "--limit", "1"), ["ProblemMoved"]),
    ],
)
def test_the_log_is_searched(worked: Revisit, words: tuple[str, ...], wanted: list[str]) -> None:
    worked.now = "2026-11-29T09:00"
    found = [kind for kind in kinds(worked, *words) if kind != "PhonesShown"]
    assert found == wanted


@pytest.mark.parametrize(
    ("words", "code"), [(("--about", "没有这家"), 4), (("--since", "下个礼拜吧"), 2)]
)
def test_what_the_log_cannot_be_searched_by_is_refused(
    worked: Revisit, words: tuple[str, str], code: int
) -> None:
    assert words[1] in worked("audit", "log", *words, code=code).err


@pytest.fixture
def folder(worked: Revisit) -> Path:
    worked("audit", "export", "-o", worked.folder / "日志")
    return worked.folder / "日志"


def redone(folder: Path, *words: str, shell: str = "sh") -> Any:
    return subprocess.run(
        [shell, folder / "verify.sh", *words], capture_output=True, encoding="utf-8", check=False
    )


def test_the_log_handed_out_is_the_log_and_no_number_is_in_it(
    worked: Revisit, folder: Path
) -> None:
    events = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(each)["kind"] for each in events] == kinds(worked)
    head = worked.json("audit", "head")
    told = (folder / "说明.txt").read_text(encoding="utf-8")
    assert f"共{head['size']}条" in told
    assert head["head"] in told
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "1380000000" not in text
        assert "少跑一趟" not in text
        assert path.stat().st_mode & 0o077 == 0
    assert "--force" in worked("audit", "export", "-o", folder, code=3).err
    worked("audit", "export", "-o", folder, "--force")


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_a_stranger_redoes_the_log_with_the_shell(
    worked: Revisit, folder: Path, shell: str
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    head = worked.json("audit", "head")
    ran = redone(folder, str(head["size"]), head["head"], shell=shell)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"{head['size']} 条相连，核对码 {head['head']}" in ran.stdout
    assert redone(folder, "2", head["head"], shell=shell).returncode == 6
    assert redone(folder, "99", head["head"], shell=shell).returncode == 6


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
@pytest.mark.parametrize("file", ["events.jsonl", "chain.txt"])
@pytest.mark.parametrize("change", ["cut", "edit", "swap", "repeat"])
def test_whatever_is_changed_in_it_is_seen(folder: Path, file: str, change: str) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    changed = {
        "cut": lines[:-1],
        "edit": [*lines[:2], lines[2].replace("2", "3", 1), *lines[3:]],
        "swap": [lines[1], lines[0], *lines[2:]],
        "repeat": [*lines, lines[-1]],
    }[change]
    (folder / file).write_text("".join(f"{each}\n" for each in changed), encoding="utf-8")
    assert redone(folder).returncode == 6


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
@pytest.mark.parametrize("file", ["events.jsonl", "chain.txt"])
def test_what_a_shell_reads_over_is_seen_too(folder: Path, file: str, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    whole = (folder / file).read_bytes()
    place = whole.index(b"\n") - 1
    for changed in (b"", whole + b"x", whole[:-1], whole[:place] + b"\0" + whole[place:],
                    whole.replace(b"\n", b"\r\n"), whole + b"\n"):  # fmt: skip
        (folder / file).write_bytes(changed)
        ran = redone(folder, shell=shell)
        assert ran.returncode == 6, (changed[-80:], ran.stdout)
    (folder / file).unlink()
    ran = redone(folder, shell=shell)
    assert (ran.returncode, "缺少" in ran.stdout) == (6, True)


def test_a_line_of_the_log_is_a_sentence_and_each_column_still_sorts(worked: Revisit) -> None:
    worked.now = "2027-01-05T09:00"
    told = "".join(worked("audit", "log", "--about", "2").out.split())
    assert "2026年11月27日09:00乙记录第2号回访（#2）：答了一部分，满意" in told
    shown = worked("audit", "log", "--sort", "-时间", "--limit", "1", "--since", "2026-11-28").out
    assert "丙 问题 P-0001 答复，现为已答复" in shown
    rows = worked("audit", "log", "--csv", now="2026-11-29T09:00").out.splitlines()
    assert rows[0].lstrip("\ufeff") == "序号,时间,经办人,事项,要点"
    assert rows[-1].startswith("5,2026-11-28 09:00,丙,问题办理,")
