"""The filter that refuses a process the system calls by which it would reach out of itself.

Written for Linux's classic packet filter: the kernel runs it over number and arguments of every
system call. The numbers are the kernel's own tables, which never change: one of x86-64, one that
all later processors share (``asm-generic/unistd.h``). An allowing list would be shorter and would
break with the next C library; what is missing in this one Landlock refuses where there is one.
"""

import errno
import struct
from typing import Final

# As the kernel names a processor to the filter, and which column of numbers is its own.
_MACHINES: Final = {
    "x86_64": (0xC000003E, 0),
    "aarch64": (0xC00000B7, 1),
    "riscv64": (0xC00000F3, 1),
    "loongarch64": (0xC0000102, 1),
}
# Numbers on x86-64 and on all later processors; None where there is no such call.
_REFUSED: Final[dict[str, tuple[int | None, int | None]]] = {
    # A network of any kind: sockets cannot be made, by any way.
    "socket": (41, 198),
    "socketpair": (53, 199),
    "io_uring_setup": (425, 425),
    # Another process: to make one, to become one, to reach into one.
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
    # A file to write, or to change: opened by what tells no flags to a filter, made, moved, gone.
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
}
# Opening is refused by its flags alone: the call's numbers, and which argument holds them.
_OPENING: Final = (((2, None), 1), ((257, 56), 2))
_TO_WRITE: Final = 0o3 | 0o100 | 0o1000  # other than to read alone, made anew, emptied

_OTHER_TABLE: Final = 0x40000000  # x86-64's numbers of 32 bits begin here
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT, _ARGUMENT = 0, 4, 16, 8
_LOAD, _IF_EQUAL, _IF_FROM, _IF_ANY, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOWED, _WITH_ERROR = 0x7FFF0000, 0x00050000
_DENIED = _WITH_ERROR | errno.EPERM
# The C library asks in another way when a call is not there, and gives up when it is refused.
_MISSING = _WITH_ERROR | errno.ENOSYS


def filter_for(machine: str) -> bytes | None:
    """Return the filter for a processor as the kernel takes it, None where it is not known."""
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
            is_newer = name in ("clone3", "openat2", "fchmodat2")
            code += _where(_IF_EQUAL, number, _MISSING if is_newer else _DENIED)
    for numbers, argument in _OPENING:
        number = numbers[column]
        if number is not None:
            flags = [
                _step(_LOAD, _ARGUMENTS_AT + _ARGUMENT * argument),
                *_where(_IF_ANY, _TO_WRITE, _DENIED),
                _step(_ANSWER, _ALLOWED),
            ]
            code += [_step(_IF_EQUAL, number, 0, len(flags)), *flags]
    return b"".join([*code, _step(_ANSWER, _ALLOWED)])


def _step(kind: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """Return one instruction; ``then`` and ``otherwise`` say how many of the next are left out."""
    return struct.pack("=HBBI", kind, then, otherwise, value)


def _where(condition: int, value: int, answer: int) -> list[bytes]:
    return [_step(condition, value, 0, 1), _step(_ANSWER, answer)]


def _unless(condition: int, value: int, answer: int) -> list[bytes]:
    return [_step(condition, value, 1, 0), _step(_ANSWER, answer)]
