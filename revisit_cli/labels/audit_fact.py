"""The facts of an event of the log in words: what a clerk reads where a program reads codes."""

import re
from collections.abc import Mapping
from typing import Final

from revisit_cli.labels.calls import call
from revisit_cli.labels.discipline import duty
from revisit_cli.labels.file import audit, undo
from revisit_cli.labels.ledgers import ledger
from revisit_cli.labels.problems import problem
from revisit_cli.labels.text import minute
from revisit_cli.labels.visits import flag, visit
from revisit_cli.records.value import Json

# One word per fact that an event tells; a test holds that none is missing.
WORDS: Final = {
    "early": "提前锁定", "firm_ids": "企业",
    "missing": "未报送的单位",
    "absent": "缺席", "accepted": "收下", "added": "新登记", "admonition": "约谈",
    "after": "恢复后", "alg": "算法", "algorithm": "算法", "aliases": "简称",
    "attempt": "记录", "attempts": "记录", "before": "恢复前", "calendar": "放假安排",
    "call": "电话", "calls": "电话", "carried": "结转", "changed": "改动", "command": "命令",
    "confidences": "原话", "count": "户数", "counts": "计数", "draw": "抽取", "due": "期限",
    "duplicate": "重复", "erasure": "清除", "event": "日志第几号", "escalation": "约谈对象", "evaluations": "评价",
    "file": "文件", "files": "文件", "filing": "报送", "filings": "报送", "finding": "嫌疑",
    "findings": "嫌疑", "fingerprint": "指纹", "firm": "企业", "firms": "户数", "flag": "上门理由",
    "flags": "上门理由", "followed": "随同", "freeze": "冻结", "from": "原属", "gone": "收回", "half": "半年",
    "held": "暂存", "held_on": "日期", "id": "编号", "into": "并入", "key": "公钥", "kind": "类别",
    "known": "原有", "log": "日志", "merge": "合并", "month": "月份", "months": "月份",
    "name": "名称", "new": "新期限", "new_calls": "新增电话", "new_firms": "新增企业",
    "next": "递补名次", "notes": "提示", "nth": "第几次", "old": "原期限", "on_sheets": "在回访表上",
    "open_calls": "未了电话", "origin": "来源", "owed_again": "再次上门", "other": "另一家", "outcome": "结果",
    "outcomes": "结果", "packets": "回访表", "phones_shown": "显示全号", "pool_sha256": "名单校验码",
    "given": "连同文件", "group": "组", "present": "到会", "problem": "问题", "problems": "问题", "rank": "名次", "ranked": "排名",
    "read": "读入", "reason": "理由", "removed": "清理旧备份", "renamed_on": "更名日期",
    "replaced": "换钥", "rest": "放假", "resting": "暂不拨打", "restored": "复原", "returned": "放回", "rows": "台账行",
    "scan_sha256": "扫描件校验码", "schema": "数据格式", "sealed": "已封存", "seats": "席位",
    "seed_sha256": "种子校验码", "selected": "入选", "with_seed": "名单与种子同时给出", "seed_from": "种子提供人", "sha256": "校验码", "shared": "共用",
    "signature": "签字", "size": "家数", "skip": "跳过", "not_served": "名单有误", "special": "加开", "state": "现为", "was": "原为", "received_at": "收到于",
    "step": "格式第几步", "log_size": "此前日志条数",
    "stayed": "留下", "symposium": "座谈", "token": "凭号", "unit": "单位", "until": "到",
    "visit": "上门", "visits": "上门", "withdrawn": "撤下", "work": "上班", "years": "年份",
    "recheck": "复核", "recheck_attempt": "复核记录", "doubt": "存疑", "doubts": "存疑", "percent": "百分之",
    "moved": "移动", "stays": "留下", "version": "版本", "head": "校验码", "done": "已完成",
}  # fmt: skip
_CODES: Final[dict[str, str]] = {
    "answer": "回答", "keyed_row": "补录行", "sheet": "分份", "paper": "拨打卡", "blank": "未填", "recorded": "记入", "same": "已记过",
    "conflict": "有出入", "named": "已注明", "unnamed": "未注明",
}  # fmt: skip
for _words in (
    ledger.ROW_STATES, flag.REASONS, duty.KINDS, duty.ROLES, duty.STATES, problem.EVENTS,
    problem.STATES, visit.SIGNATURES, visit.STATES, call.ENDS, call.STATES, audit.KINDS,
):  # fmt: skip
    _CODES.update(_words.items())
_CODES.update({table: word for table, (word, _) in undo.ROWS.items()})
_DIGEST, _DIGEST_SHOWN = 64, 12
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def facts_told(facts: Mapping[str, Json]) -> str:
    """Return an event's facts in words; what is empty is left out, a digest is cut short."""
    told = ((WORDS.get(name, name), _value(value)) for name, value in facts.items())
    return "，".join(f"{word} {text}" for word, text in told if text)


def _value(value: Json) -> str:
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, str):
        if len(value) == _DIGEST:
            return f"{value[:_DIGEST_SHOWN]}……"
        return _CODES.get(value, minute(value) if _MOMENT.match(value) else value)
    if isinstance(value, list):
        return "、".join(filter(None, map(_value, value)))
    if isinstance(value, dict):
        pairs = ((WORDS.get(name, _CODES.get(name, name)), _value(v)) for name, v in value.items())
        inner = "，".join(f"{word} {text}" for word, text in pairs if text)
        return f"（{inner}）" if inner else ""
    return "" if value is None else str(value)
