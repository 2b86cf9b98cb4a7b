"""Words for the state of the data file and for queries of it."""

import errno
from collections.abc import Sequence

NEW_FILE = "新建数据文件：{path}"
NEW_BESIDE = "同一个文件夹里已有数据文件 {files}；名字写错了的，删掉新的 {new}，改用它。"
NEW_IN_EMPTY = (
    "{path} 原是空文件，没有数据：从头开始。如不该是空的，请用 revisit db restore 恢复备份。"
)
NO_FILE = "还没有数据文件 {path}，按没有数据显示；导入台账时新建：revisit import"
WAITING_FOR_WRITERS = "正在等待其他人写入……"

DISK_FULL = "磁盘已满"
READ_ONLY = "文件只读"
DISK_ERROR = "读写磁盘出错"
CANNOT_OPEN = "打不开"
NO_FOLDER, A_FOLDER, NOT_ONE = "文件夹不存在", "这是一个文件夹", "路径中有一段不是文件夹"

# Notes that are not faults; "{text}" is the fact of the note.
NOTES = {
    "years_known": "放假安排已知至 {text} 年；下一年的通知出来后用 revisit calendar import 载入。",
    "wal_reset_bug": "SQLite {text} 在 WAL 模式下有损坏数据的缺陷（3.51.3 修复）；本程序不用该模式，不受影响。",
    "disk_encryption": "请确认本机磁盘已加密（BitLocker、LUKS 或系统自带的全盘加密）：数据文件本身不加密。",
}

OS_REASONS = {
    errno.ENOENT: NO_FOLDER,
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: DISK_FULL,
    errno.ENOTDIR: NOT_ONE,
    errno.EEXIST: NOT_ONE,
    errno.ENAMETOOLONG: "文件名太长",
    errno.EDQUOT: DISK_FULL,
    errno.EFBIG: DISK_FULL,
    errno.EIO: DISK_ERROR,
    errno.EBADF: "输出已关闭",
    errno.EISDIR: A_FOLDER,
}


def os_reason(error: OSError) -> str:
    """Return the system's reason for refusing access to a file, in Chinese."""
    return CANNOT_OPEN if error.errno is None else OS_REASONS.get(error.errno, CANNOT_OPEN)


_SCHEMA_KINDS = {"table": "表", "index": "索引", "trigger": "触发器", "view": "视图"}
SCHEMA_STATES = {
    "foreign": "多出{kind} {name}",
    "missing": "缺少{kind} {name}",
    "changed": "{kind} {name} 被改动",
}
_NAMED, _NAME_SHOWN = 5, 40


def named_strangers(found: Sequence[tuple[str, str, str]]) -> str:
    """Return the first few differences of a schema, given as kind, name and state, in words.

    Names may be anything, and are therefore quoted as Python would.
    """
    words = [
        SCHEMA_STATES[state].format(
            kind=_SCHEMA_KINDS.get(kind, "对象"), name=repr(name)[:_NAME_SHOWN]
        )
        for kind, name, state in found[:_NAMED]
    ]
    more = f"等 {len(found)} 处" if len(found) > _NAMED else ""
    return "、".join(words) + more


QUERY_TITLE = "查询结果"
