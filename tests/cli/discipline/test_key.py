"""What is said in confidence is sealed as it comes in, and only the committee's key opens it."""

import hashlib
import json
import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.disk.leftovers import give_name
from revisit_cli.errors.discipline.key import KeyDoesNotFit, PassphraseUnreadable
from revisit_cli.files.workbooks import target
from revisit_cli.operations.calls.draft import save_draft
from revisit_cli.operations.reading import reading
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.store.calls import draft
from revisit_cli.store.file import sealing
from tests.conftest import Revisit, begins

NOW = datetime(2026, 12, 5, 10, tzinfo=BEIJING)
SAID = {
    "call": "科长甲索要两条香烟",
    "visit": "司机乙暗示加油卡",
    "report": "逼着当面点五星",
    "evidence": "监控录像第七段",
}


@begins
def bureau(revisit: Revisit) -> Revisit:
    """Three firms to call, one of them to visit."""
    ledger = revisit.folder / "台账.csv"
    rows = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    rows += [
        f"第{n}科,2026-11-0{n},许可,示例市{name}厂,某人,1380000000{n}"
        for n, name in enumerate("甲乙丙", 1)
    ]
    ledger.write_text("\n".join(rows), encoding="utf-8")
    revisit("import", ledger, "--month", "2026-11")
    revisit("flags", "add", "1", "--reason", "重点项目")
    revisit.now = "2026-12-05T10:00"
    return revisit


def _say_it_all(bureau: Revisit) -> None:
    call = bureau.json("calls", "next", "2026-11")
    bureau(
        "calls", "record", call["id"], "--outcome", "接通", "--overall", "满意",
        "--integrity", "有", "--words", f"吃拿卡要={SAID['call']}",
    )  # fmt: skip
    bureau("visits", "record", "1", "--integrity", "是", "--words", f"廉洁={SAID['visit']}")
    finding = bureau.json("duty", "report", "第1科", "--words", SAID["report"])["finding"]
    bureau("duty", "confirm", finding, "--evidence", SAID["evidence"], "--decided-by", "党组指定甲")


def _traces(folder: Path, words: str) -> list[str]:
    """Return the files under a folder in which words stand in any encoding, zipped parts too."""
    needles = [words.encode(code) for code in ("utf-8", "gb18030", "utf-16-le")]
    needles.append(json.dumps(words)[1:-1].encode())
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                contents += [parts.read(name) for name in parts.namelist()]
        if any(needle in content for content in contents for needle in needles):
            found.append(path.name)
    return found


def _shown(bureau: Revisit) -> str:
    """Return what every list and page shows, on the screen and to programs."""
    told = []
    for words in (
        ("calls", "list", "2026-11"), ("calls", "show", "1"), ("visits", "show", "1"),
        ("visits", "list", "2026-11"), ("duty", "list"), ("duty", "open"), ("audit", "log"),
        ("problems", "list"), ("report", "month", "2026-11"), ("status", "2026-11"),
        ("settings", "list"), ("firms", "show", "1"), ("calls", "progress", "2026-11"),
    ):  # fmt: skip
        told += [bureau(*words).out, bureau(*words, "--json").out]
    return "".join(told)


@pytest.mark.clause("三(四)1", "二(二)4")
def test_planted_words_are_found_nowhere_once_there_is_a_key(
    bureau: Revisit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    key = tmp_path_factory.mktemp("committee") / "key.json"
    bureau("duty", "key", "new", "-o", key)
    _say_it_all(bureau)
    bureau("db", "backup")
    bureau("report", "month", "2026-11", "-o", bureau.folder / "月报.xlsx")
    shown = _shown(bureau)
    for words in SAID.values():
        assert words not in shown
        assert _traces(bureau.folder, words) == []
    told = bureau.json("duty", "open", "--key", key, by="纪委甲")
    assert {each["words"] for each in told["confidences"]} == set(SAID.values()) - {
        SAID["evidence"]
    }
    assert [each["text"] for each in told["evidence"]] == [SAID["evidence"]]
    last = bureau.json("audit", "log")["events"][-1]
    assert (last["kind"], last["by"], last["facts"]["read"]) == ("ConfidenceOpened", "纪委甲", 4)
    assert bureau.json("audit", "verify")["ok"]
    bureau("db", "check")


@pytest.mark.clause("三(四)1")
def test_what_was_kept_in_plain_is_sealed_when_the_key_comes(
    bureau: Revisit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _say_it_all(bureau)
    for words in SAID.values():
        assert _traces(bureau.folder, words) == ["revisit.db"]
    key = tmp_path_factory.mktemp("committee") / "key.json"
    told = bureau.json("duty", "key", "new", "-o", key)
    assert told["sealed"] == len(SAID)
    for words in SAID.values():
        assert _traces(bureau.folder, words) == []
    opened = bureau.json("duty", "open", "--key", key)
    assert len(opened["confidences"]) + len(opened["evidence"]) == len(SAID)
    bureau("db", "check")


def test_without_a_key_the_words_are_restricted_and_status_says_so(bureau: Revisit) -> None:
    _say_it_all(bureau)
    shown = _shown(bureau).replace(bureau("duty", "open").out, "")
    shown = shown.replace(bureau("duty", "open", "--json").out, "")
    assert not [words for words in SAID.values() if words in shown]
    assert "公钥尚未设置" in bureau("status", "2026-11").out
    assert "duty key new" in bureau("duty", "key", "show", code=4).err


@pytest.mark.seal
def test_a_private_key_of_another_file_that_comes_meanwhile_is_not_replaced(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, give = revisit.folder / "纪委私钥", give_name

    def late(part: Path, at: Path) -> None:
        path.write_text("another's")
        give(part, at)

    monkeypatch.setattr(target, "give_name", late)
    ran = revisit("duty", "key", "new", "-o", path, code=3)
    assert path.name in ran.err
    assert path.read_text() == "another's"
    revisit("duty", "key", "show", code=4)


def test_the_private_key_is_its_owners_alone_and_never_written_over(bureau: Revisit) -> None:
    key = bureau.folder / "key.json"
    told = bureau.json("duty", "key", "new", "-o", key)
    if os.name == "posix":
        assert key.stat().st_mode & 0o077 == 0
    assert bureau.json("duty", "key", "show")["fingerprint"] == told["fingerprint"]
    assert "公钥尚未设置" not in bureau("status", "2026-11").out
    bureau("duty", "key", "new", "-o", bureau.folder / "other.json", code=5)
    bureau("duty", "key", "new", "-o", key, "--replace", code=3)
    assert not (bureau.folder / "other.json").exists()
    private = json.loads(key.read_text(encoding="utf-8"))["private"]
    assert _traces(bureau.folder, private) == ["key.json"]


def test_another_key_opens_nothing_and_is_told_apart(bureau: Revisit) -> None:
    first, second = bureau.folder / "1.json", bureau.folder / "2.json"
    bureau("duty", "key", "new", "-o", first)
    bureau("duty", "report", "第1科", "--words", SAID["report"])
    replaced = bureau.json("duty", "key", "new", "-o", second, "--replace")
    assert replaced["replaced"] is not None
    assert replaced["sealed"] == 0
    bureau("duty", "open", "--key", second, code=3)
    bureau("duty", "report", "第2科", "--words", SAID["call"])
    words = [each["words"] for each in bureau.json("duty", "open", "--key", second)["confidences"]]
    assert words == [None, SAID["call"]]
    words = [each["words"] for each in bureau.json("duty", "open", "--key", first)["confidences"]]
    assert words == [SAID["report"], None]
    (bureau.folder / "x.json").write_text("{}", encoding="utf-8")
    bureau("duty", "open", "--key", bureau.folder / "x.json", code=3)


def test_a_passphrase_guards_the_private_key(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["甲乙丙丁", "甲乙丙丁", "错", "甲乙丙丁"])
    monkeypatch.setattr("revisit_cli.cli.discipline.key._asked", lambda _: next(typed))
    key = bureau.folder / "key.json"
    bureau("duty", "key", "new", "-o", key, "--passphrase")
    assert "private" not in json.loads(key.read_text(encoding="utf-8"))
    bureau("duty", "report", "第1科", "--words", SAID["report"])
    assert "口令不对" in bureau("duty", "open", "--key", key, code=3).err
    told = bureau.json("duty", "open", "--key", key)
    assert told["confidences"][0]["words"] == SAID["report"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.seal
def test_a_passphrase_down_a_pipe_opens_whatever_the_locale_is_then(
    bureau: Revisit, encoding: str
) -> None:
    key = bureau.folder / "key.json"
    environment = {"REVISIT_DB": str(bureau.db), "REVISIT_NOW": bureau.now}
    made = CliRunner(charset="utf-8").invoke(
        app,
        ["duty", "key", "new", "-o", str(key), "--passphrase"],
        input="浉河䶮\r\n浉河䶮\r\n".encode(encoding),
        env=environment,
    )
    opened = CliRunner(charset="gbk").invoke(
        app, ["duty", "open", "--key", str(key)], input="浉河䶮\n".encode(), env=environment
    )
    assert (made.exit_code, opened.exit_code) == (0, 0)


def test_a_passphrase_that_is_no_text_is_refused(bureau: Revisit) -> None:
    ran = CliRunner().invoke(
        app,
        ["duty", "key", "new", "-o", str(bureau.folder / "key.json"), "--passphrase"],
        input=b"\xff\xff\n",
        env={"REVISIT_DB": str(bureau.db)},
    )
    assert ran.exit_code == PassphraseUnreadable.exit_code
    assert "口令读不出" in ran.stderr


@pytest.mark.parametrize("words", ["", "短", "长" * 500])
@pytest.mark.seal
def test_a_sealed_text_opens_to_the_same_words_and_its_length_tells_little(words: str) -> None:
    from nacl.public import PrivateKey

    private = PrivateKey.generate()
    text, digest = sealing.seal(words, bytes(private.public_key).hex())
    again, other = sealing.seal(words, bytes(private.public_key).hex())
    assert sealing.unseal(text, digest, bytes(private)) == words
    assert (again, other) != (text, digest)
    assert digest != hashlib.sha256(words.encode()).hexdigest()
    with pytest.raises(KeyDoesNotFit):
        sealing.unseal(text, other, bytes(private))
    with pytest.raises(KeyDoesNotFit):
        sealing.unseal(text, digest, bytes(PrivateKey.generate()))
    assert len(sealing.seal("短", bytes(private.public_key).hex())[0]) == len(
        sealing.seal("稍长一些的话", bytes(private.public_key).hex())[0]
    )


@pytest.mark.clause("三(四)1")
def test_a_draft_holds_words_on_integrity_closed_and_brings_them_to_the_record(
    bureau: Revisit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    key = tmp_path_factory.mktemp("committee") / "key.json"
    call = bureau.json("calls", "next", "2026-11")["id"]
    context = Context(str(bureau.db), bureau.by, NOW)
    given = {"mode": "each", "integrity@第1科": "yes", "words:integrity@第1科": SAID["call"]}
    save_draft(context, call, given)
    assert _traces(bureau.folder, SAID["call"]) == ["revisit.db"]
    bureau("duty", "key", "new", "-o", key)
    assert _traces(bureau.folder, SAID["call"]) == []
    with reading(context) as database:
        kept = draft.find(database, call, bureau.by)
    assert kept.keys() == given.keys() - {"integrity@第1科"}
    save_draft(context, call, kept)
    bureau(
        "calls", "record", call, "--outcome", "接通", "--overall", "满意", "--integrity", "有",
        "--words", f"integrity={kept['words:integrity@第1科']}",
    )  # fmt: skip
    opened = bureau.json("duty", "open", "--key", key)["confidences"]
    assert [(each["answer"], each["words"]) for each in opened] == [
        ("yes", ""),
        (None, SAID["call"]),
    ]


def test_a_record_that_comes_too_late_leaves_no_words_in_the_draft(bureau: Revisit) -> None:
    bureau("duty", "key", "new", "-o", bureau.folder / "key.json")
    call = bureau.json("calls", "next", "2026-11", by="别人")["id"]
    bureau(
        "calls", "record", call, "--outcome", "接通", "--overall", "满意", "--integrity", "有",
        "--words", f"廉洁={SAID['call']}", code=5,
    )  # fmt: skip
    context = Context(str(bureau.db), bureau.by, NOW)
    with reading(context) as database:
        kept = draft.find(database, call, bureau.by)
    assert any(text.startswith("sealed:") for text in kept.values())
    assert _traces(bureau.folder, SAID["call"]) == []


@pytest.mark.seal
def test_a_text_that_does_not_open_keeps_no_other_one_closed(bureau: Revisit) -> None:
    key = bureau.folder / "key.json"
    fingerprint = bureau.json("duty", "key", "new", "-o", key)["fingerprint"]
    bureau("duty", "report", "第1科", "--words", f"sealed:{fingerprint}:{'0' * 64}:AAAA")
    bureau("duty", "report", "第2科", "--words", SAID["report"])
    words = [each["words"] for each in bureau.json("duty", "open", "--key", key)["confidences"]]
    assert words == [None, SAID["report"]]
