"""Sentences for the events of the log: ``记录第 12 号回访（#15）：接通，满意``.

Each kind of event has one pattern. ``{fact}`` stands for a fact of the event, ``{fact:way}`` for the
fact formatted by one of ``_WAYS``. A part in square brackets is left out if one of its facts is
empty or 0; ``[fact?words]`` are words for a fact that is true.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from revisit_cli.labels.calls import call
from revisit_cli.labels.discipline import duty
from revisit_cli.labels.draws.sample import scope_words
from revisit_cli.labels.file import audit, undo
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.problems import problem
from revisit_cli.labels.recheck import doubt
from revisit_cli.labels.rules import setting
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.labels.visits import flag, visit
from revisit_cli.pattern import pattern
from revisit_cli.records.file.audit_shown import LogBeside
from revisit_cli.records.value import Json
from revisit_cli.rulebook.loader import form

SENTENCES: Final[Mapping[str, str]] = {
    "DatabaseCreated": "建立数据文件，格式 {schema}，来源 {origin}",
    "ActUndone": "撤销记录簿第 {event} 号（{kind:kind}）[，收回{gone:rows}][，改回{restored:rows}]"
    "[，放回{returned:rows}]",
    "RowsRewritten": "升级到格式 {step}，重新封存；此前记录簿 {log_size} 条，核对码 {head}",
    "SettingChanged": "修改设定：{name:setting}[，自 {month:period} 起]",
    "LedgerImported": "导入台账[（报送号 {filings}）]：收下 {accepted} 行[，重复 {duplicate} 行]"
    "[，待改 {held} 行][，新企业 {new_firms} 户][，回执上有 {phones_shown} 户的全号]",
    "ZeroReported": "登记 {month:period} 零报告（报送 {filing} 号）[，撤下 {withdrawn} 行]",
    "LedgerReceived": "更正报送 {filing} 号收到的时间[，原为 {before:moment}（{was:filing}）]"
    "[，现为 {received_at:moment}]",
    "UnitAdded": "登记{unit:unit}",
    "UnitsImported": "导入单位名册：新登记 {added} 个[，原有 {known} 个]",
    "UnitAliased": "登记{unit:unit}的简称 {aliases} 个",
    "UnitChanged": "修改{unit:unit}的{changed:field}",
    "UnitRenamed": "{unit:unit}更名，自 {renamed_on} 起",
    "FirmsMerged": "把企业 {firm} 号并入 {into} 号（第 {merge} 次合并）",
    "FirmsToldApart": "认定企业 {firm} 号与 {other} 号不是一家",
    "FirmSplit": "把企业 {firm} 号从 {from} 号拆开（第 {merge} 次合并）[，还原 {restored} 项]"
    "[，随同 {followed} 项][，留下 {stayed} 项][，新增电话 {new_calls} 通]",
    "FirmErased": "清除企业 {firm} 号的人名、号码[：{rows:rows}][，还有 {open_calls} 通电话没办结]"
    "[，{shared} 个号码别家也用]",
    "CallsLocked": "定 {month:period} 回访名单：{size} 户[early?，提前][，{missing} 个单位未报送]",
    "CallsUnlocked": "解锁 {month:period} 回访名单：{size} 户",
    "CallRecorded": "记录第 {call} 号回访（#{attempt}）：{outcome:end}[，{overall:overall}]"
    "[，记成问题 {problems:problem}][，列入上门（理由号 {flags}）][，列为待核实 {findings} 号]"
    "[，同号码的 {resting:count} 户暂不拨打]",
    "CallReleased": "放回第 {call} 号回访",
    "CallTaken": "接手第 {call} 号回访[held?，原在别人手上]",
    "CallSkipped": "跳过第 {call} 号回访，到 {until:moment}",
    "CallUndone": "撤销第 {call} 号回访的记录 #{attempt}[，现为{state:call}]",
    "CallNotServed": "第 {call} 号回访以名单有误了结：{unit:unit}从没办过[，现为{state:call}]",
    "CallsKeyed": "整表补录回访 {attempts:count} 条[，有出入 {counts.conflict} 条]"
    "[，待改 {counts.held} 条][，记成问题 {problems:problem}][，列入上门（理由号 {flags}）]",
    "CallSheetsWritten": "拆分 {month:period} {kind:packet} {packets:count} 份，共 {phones_shown} 户，有全号",
    "CallSheetsAbsorbed": "收回回访表：记入 {attempts:count} 条[，有出入 {counts.conflict} 条]"
    "[，待改 {counts.held} 条][，记成问题 {problems:problem}][，列入上门（理由号 {flags}）]",
    "PhoneCorrected": "补正第 {call} 号回访的号码",
    "PhonesReturned": "收回补号码的表：补正 {calls:count} 户的号码",
    "ClaimsReleased": "放回 {calls:count} 户[，其中在回访表上的 {on_sheets} 户]",
    "PhonesShown": "看了 {firms} 户的完整电话（{command}）[：企业号 {firm_ids}]",
    "FlagAdded": "列入上门回访：企业 {firm} 号，{reason:reason}（理由 {flag} 号）"
    "[，上门 {visit} 号]",
    "FlagsImported": "导入上门回访名单[，{month:period}]：列入 {flags:count} 条",
    "FlagVerified": "查实上门理由 {flag} 号：企业 {firm} 号，{reason:reason}[，上门 {visit} 号]",
    "FlagDropped": "撤下上门理由 {flag} 号：企业 {firm} 号，{reason:reason}",
    "VisitRecorded": "记录第 {visit} 号上门：{state:visit}[，{signature:signature}]"
    "[scan_sha256?，附扫描件][，记成问题 {problems:problem}][，另有上门 {owed_again} 号]",
    "VisitVoided": "作废第 {visit} 号上门的记录[，评价 {evaluations} 份]",
    "ProblemAdded": "记成问题 {problem:problem}[，{month:period}][，限 {due}]",
    "ProblemMoved": "问题 {problem:problem} {kind:step}，现为{state:problem_state}[，限 {due}]",
    "ProblemsRecounted": "重算问题期限 {problems:count} 件",
    "PoolFrozen": "封抽签名单（第 {freeze} 号）：{count} 家，抽 {size} 家[，{half:half}]"
    "[，{month:period}]，第 {nth} 次[with_seed?，名单与种子同时给出][，核对码 {sha256:digest}]",
    "FirmsDrawn": "抽取（第 {draw} 号，名单第 {freeze} 号）：{ranked} 家排名，入选 {selected} 家"
    "[，{seed_from:seed}]",
    "FirmDeclined": "抽取第 {draw} 号：名次 {rank} 谢绝[，由名次 {next} 递补]",
    "SymposiumRecorded": "记录第 {symposium} 号座谈：到会 {present} 家[，缺席 {absent} 家]"
    "[special?，加开][，{half:half}][，抽取第 {draw} 号][，记成问题 {problems:problem}]",
    "SymposiumVoided": "作废第 {symposium} 号座谈的记录[，{half:half}]",
    "FindingsProposed": "{month:period} 列为待核实 {findings:count} 条[：{findings} 号]",
    "FindingDecided": "报送纪律 {finding} 号：{state:finding}[，十二个月内第 {nth} 次]"
    "[，应约谈{escalation:talk}]",
    "AdmonitionRecorded": "记录约谈（报送纪律 {finding} 号），{held_on}",
    "PraiseReported": "登记要求好评的反映：{unit:unit}[，{month:period}]（报送纪律 {finding} 号）",
    "CommitteeKeySet": "设置机关纪委公钥，指纹 {fingerprint}[，换下 {replaced}][，封存 {sealed} 条]",
    "ConfidenceOpened": "查阅廉洁反映[，{month:period}][，私钥指纹 {key}]：读出 {read} 条",
    "MonthClosed": "{month:period} 清零：企业 {firms} 户[，转到下月 {carried:count} 件]"
    "[，名单核对码 {sha256:digest}]",
    "NoticeImported": "载入放假安排[：{years} 年]：改动 {changed} 天[，放假 {rest} 天]"
    "[，补算问题期限 {counted_problems} 件][，补算上门期限 {counted_visits} 次]"
    "[，上班 {work} 天][，重算问题期限 {problems} 件]",
    "RecheckFrozen": "封 {month:period} 复核名单（第 {recheck} 号，第 {nth} 次）：{count} 通，抽 {size} 通，"
    "要能查出 {percent}% 的不符[，核对码 {sha256:digest}]",
    "RecheckDrawn": "抽取 {month:period} 复核（第 {recheck} 号）：{ranked} 通排名",
    "EntryRecorded": "记录 {month:period} 复核（第 {recheck} 号）名次 {rank}（#{recheck_attempt}）[，存疑 {doubt} 号]",
    "CheckSheetsWritten": "写出 {month:period} 复核表（第 {recheck} 号），共 {phones_shown} 户，有全号",
    "CheckSheetsAbsorbed": "收回复核表：记入 {recheck_attempt:count} 条[，存疑号 {doubts}]",
    "DoubtDecided": "存疑 {doubt} 号（{kind:doubt}）：{state:doubt_state}[，{month:period}]"
    "[，第 {call} 号回访][，作废记录号 {attempts}]",
    "SignalsLooked": "查看 {month:period} 信号[，新存疑号 {doubts}]",
    "DatabaseBackedUp": "备份：记录簿 {log.size} 条，核对码 {log.head}[，清理旧备份 {removed} 份]",
    "DatabaseShared": "数据文件给组 {group} 共用[，连同文件 {given} 个]"
    "[，其中换成本人名下的 {taken_over} 个]",
    "DatabaseWithdrawn": "收回数据文件的共用[，连同文件 {given} 个]"
    "[，其中换成本人名下的 {taken_over} 个]",
    "DatabaseRestored": "从备份恢复：记录簿 {after.size} 条，核对码 {after.head}"
    "[；恢复前 {before.size} 条，核对码 {before.head}]",
}  # fmt: skip
_PACKETS: Final = {"sheet": "回访表", "paper": "拨打卡"}
_SEEDS: Final = {"named": "种子提供人：已注明", "unnamed": "种子提供人：未注明"}
_TALKS: Final = {"deputy": duty.ROLES["either"], "chief": duty.ROLES["chief"]}
UNIT_FIELDS: Final = {
    "kind": "类别", "leader": "主要负责人", "deputy": "分管负责人", "contact": "联系人",
    "on_roster": "应否报送", "since": "起报月份", "until": "止报月份",
}  # fmt: skip
NOTHING_BESIDE: Final = LogBeside()
A_UNIT, MORE = "单位 {} 号", " 等 {} 个"
_DIGEST_SHOWN, _LISTED_AT_MOST = 12, 8

_OPTIONAL = pattern(r"\[([^][]*)\]")
_FACT = pattern(r"\{([\w.]+)(?::(\w+))?\}")
_CONDITION = pattern(r"^(\w+)\?")


def act_words(kind: str, facts: Mapping[str, Json], beside: LogBeside = NOTHING_BESIDE) -> str:
    """Return the sentence for an event; ``beside`` has the names of units and the answers of calls.

    For an unknown kind the kind itself is returned.
    """
    attempt = facts.get("attempt")
    if isinstance(attempt, int) and attempt in beside.overall:
        facts = {**facts, "overall": [*beside.overall[attempt]]}

    def told(found: re.Match[str]) -> str:
        value, way = _fact(facts, found[1]), found[2]
        return _unit(value, beside.units) if way == "unit" else _WAYS.get(way, _plain)(value)

    def kept(found: re.Match[str]) -> str:
        text = found[1]
        if condition := _CONDITION.match(text):
            return text[condition.end() :] if facts.get(condition[1]) else ""
        return text if all(_fact(facts, name) for name, _ in _FACT.findall(text)) else ""

    sentence = SENTENCES.get(kind, kind)
    return _FACT.sub(told, _OPTIONAL.sub(kept, sentence))


def facts_of(kind: str) -> frozenset[str]:
    """Return the names of the facts in the sentence of a kind of event."""
    sentence = SENTENCES[kind]
    conditions = (_CONDITION.match(each) for each in _OPTIONAL.findall(sentence))
    named = {name.partition(".")[0] for name, _ in _FACT.findall(sentence)}
    return frozenset(named | {each[1] for each in conditions if each})


def _fact(facts: Mapping[str, Json], name: str) -> Any:
    found: Any = facts
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _plain(value: Any) -> str:
    """Return a value as text, a list cut to what fits on a line."""
    if not isinstance(value, list | tuple):
        return "" if value is None else str(value)
    shown = LISTED.join(map(str, value[:_LISTED_AT_MOST]))
    return shown + (MORE.format(len(value)) if len(value) > _LISTED_AT_MOST else "")


def _word(words: Mapping[Any, str]) -> Callable[[Any], str]:
    """Return a function that turns a code, or a list of codes, into words."""

    def told(value: Any) -> str:
        codes = value if isinstance(value, list | tuple) else (value,)
        return _plain([words.get(each, each) if isinstance(each, str) else each for each in codes])

    return told


def _count(value: Any) -> str:
    return str(len(value)) if isinstance(value, Sequence | Mapping) else _plain(value)


def _moment(value: Any) -> str:
    return minute(_plain(value))


def _digest(value: Any) -> str:
    return _plain(value)[:_DIGEST_SHOWN]


def _rows(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _plain(value)
    return undo.counted(tuple(value.items())) or undo.NOTHING


def _half(value: Any) -> str:
    try:
        return scope_words(str(value), None)
    except (ValueError, IndexError):
        return _plain(value)


def _period(value: Any) -> str:
    try:
        return scope_words(None, str(value))
    except ValueError:
        return _plain(value)


def _setting(value: Any) -> str:
    name = _plain(value)
    return setting.ABOUT.get(name, name).partition("：")[0]


def _numbers(value: Any) -> str:
    numbers = value if isinstance(value, list | tuple) else (value,)
    return _plain([problem.problem_name(n) if isinstance(n, int) else n for n in numbers])


def _overall(value: Any) -> str:
    return _word(form().overall.words)(value)


def _unit(value: Any, units: Mapping[int, str]) -> str:
    return (isinstance(value, int) and units.get(value)) or A_UNIT.format(_plain(value))


_WAYS: Final[Mapping[str, Callable[[Any], str]]] = {
    "kind": _word(audit.KINDS),
    "rows": _rows,
    "half": _half,
    "period": _period,
    "setting": _setting,
    "moment": _moment,
    "count": _count,
    "digest": _digest,
    "problem": _numbers,
    "filing": _word(FILING_STATES),
    "field": _word(UNIT_FIELDS),
    "end": _word(call.ENDS),
    "call": _word(call.STATES),
    "packet": _word(_PACKETS),
    "reason": _word(flag.REASONS),
    "visit": _word(visit.STATES),
    "signature": _word(visit.SIGNATURES),
    "step": _word(problem.EVENTS),
    "problem_state": _word(problem.STATES),
    "seed": _word(_SEEDS),
    "finding": _word(duty.STATES),
    "talk": _word(_TALKS),
    "doubt": _word(doubt.KINDS),
    "doubt_state": _word(doubt.STATES),
    "overall": _overall,
}
