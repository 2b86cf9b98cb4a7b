"""The seccomp filter of the sandbox: the system calls by which a process affects anything else.

It is a program for Linux's classic packet filter (BPF), which the kernel runs over number and
arguments of every system call. The numbers are those of the kernel's tables, which never change:
one for x86-64, one that all later processors share (``asm-generic/unistd.h``). This is a list of
what is denied: a list of what is allowed would be shorter, but the next C library would break it;
what this one misses, Landlock denies where the kernel has it.
"""

import errno
import struct
from collections.abc import Iterable, Iterator
from typing import Final

# The AUDIT_ARCH code of each processor, and which column of the table below is its own.
_MACHINES: Final = {
    "x86_64": (0xC000003E, 0),
    "aarch64": (0xC00000B7, 1),
    "riscv64": (0xC00000F3, 1),
    "loongarch64": (0xC0000102, 1),
}
# System call numbers on x86-64 and on all later processors; None where there is no such call.
_REFUSED: Final[dict[str, tuple[int | None, int | None]]] = {
    # Network: no way to make a socket, nor to use the inherited one for anything but receiving
    # files.
    "socket": (41, 198),
    "socketpair": (53, 199),
    "io_uring_setup": (425, 425),
    "bind": (49, 200),
    "connect": (42, 203),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    # Processes: making one, becoming another program, access to another's memory or signals.
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    # Scheduling, memory placement and monitoring of other processes.
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "setpgid": (109, 154),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "perf_event_open": (298, 241),
    # Named objects that outlive the process: shared memory, queues, semaphores, keys.
    "shmget": (29, 194),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # Namespaces, mounts and the kernel log; watching files.
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "inotify_add_watch": (254, 27),
    "fanotify_init": (300, 262),
    "syslog": (103, 116),
    # Changing files: opening with flags that a filter cannot see, making, moving, removing.
    "openat2": (437, 437),
    "open_by_handle_at": (304, 265),
    "creat": (85, None),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "rmdir": (84, None),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
}
# The C library tries these first, and falls back to the older call on ENOSYS.
_NEWER: Final = frozenset({"clone3", "openat2", "fchmodat2"})
_TO_WRITE: Final = 0o3 | 0o100 | 0o1000  # O_WRONLY or O_RDWR, O_CREAT, O_TRUNC
# fcntl: F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY make the kernel send signals.
_SIGNALS: Final = (8, 10, 15, 1024, 1026)
_SIGNALS_ASKED: Final = (0x8901, 0x8902)  # ioctl: FIOSETOWN, SIOCSPGRP
_HANDS_IN: Final = 0x40000000  # ioctl requests that pass data to the kernel have this bit
_TYPES: Final = 0x5412  # TIOCSTI: put characters into a terminal as if typed

_OTHER_TABLE: Final = 0x40000000  # x86-64's numbers of the x32 ABI begin here
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT, _ARGUMENT = 0, 4, 16, 8
_LOAD, _IF_EQUAL, _IF_FROM, _IF_ANY, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOWED, _WITH_ERROR = 0x7FFF0000, 0x00050000
_DENIED = _WITH_ERROR | errno.EPERM
# ENOSYS lets the C library fall back to the older call; it would give up on EPERM.
_MISSING = _WITH_ERROR | errno.ENOSYS


def filter_for(machine: str, process: int) -> bytes | None:
    """Return the filter's code for a processor as ``uname`` names it, None for an unknown one.

    ``process`` is the id of the process to be filtered, which may send signals to itself only.
    """
    if machine not in _MACHINES:
        return None
    mark, column = _MACHINES[machine]
    code = [
        _step(_LOAD, _MACHINE_AT),
        *_unless(_IF_EQUAL, mark, _DENIED),
        _step(_LOAD, _NUMBER_AT),
        *_where(_IF_FROM, _OTHER_TABLE, _DENIED),
    ]
    for name, numbers in _REFUSED.items():
        number = numbers[column]
        if number is not None:
            code += _where(_IF_EQUAL, number, _MISSING if name in _NEWER else _DENIED)
    for numbers, argument, refused in _by_argument(process):
        number = numbers[column]
        if number is not None:
            look = [
                _step(_LOAD, _ARGUMENTS_AT + _ARGUMENT * argument),
                *refused,
                _step(_ANSWER, _ALLOWED),
            ]
            code += [_step(_IF_EQUAL, number, 0, len(look)), *look]
    return b"".join([*code, _step(_ANSWER, _ALLOWED)])


def _by_argument(process: int) -> Iterator[tuple[tuple[int | None, int | None], int, list[bytes]]]:
    """Yield calls that one argument decides on: their numbers, its 0-based index, the code."""
    for_writing = _where(_IF_ANY, _TO_WRITE, _DENIED)
    yield (2, None), 1, for_writing  # open
    yield (257, 56), 2, for_writing  # openat
    yield (302, 261), 0, _unless(_IF_EQUAL, 0, _DENIED)  # prlimit64: of the process itself only
    yield (234, 131), 0, _unless(_IF_EQUAL, process, _DENIED)  # tgkill: to itself, as abort(3)
    yield (72, 25), 1, _any_of(_SIGNALS)  # fcntl
    asked = [*_any_of((*_SIGNALS_ASKED, _TYPES)), *_where(_IF_ANY, _HANDS_IN, _DENIED)]
    yield (16, 29), 1, asked  # ioctl


def _any_of(values: Iterable[int]) -> list[bytes]:
    return [step for value in values for step in _where(_IF_EQUAL, value, _DENIED)]


def _step(kind: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """Return one instruction; ``then`` and ``otherwise`` are how many of the next to skip."""
    return struct.pack("=HBBI", kind, then, otherwise, value)


def _where(condition: int, value: int, answer: int) -> list[bytes]:
    return [_step(condition, value, 0, 1), _step(_ANSWER, answer)]


def _unless(condition: int, value: int, answer: int) -> list[bytes]:
    return [_step(condition, value, 1, 0), _step(_ANSWER, answer)]
