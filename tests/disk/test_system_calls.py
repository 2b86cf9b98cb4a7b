"""The filter as the kernel would run it, over every number of every processor that it knows."""

import struct

import pytest

from revisit_cli.disk.system_calls import filter_for

ALLOWED, DENIED, MISSING = 0x7FFF0000, 0x00050001, 0x00050026
X86, ARM = 0xC000003E, 0xC00000B7
ITSELF = 4711


def answered(machine: str, mark: int, number: int, *arguments: int) -> int:
    """Run the filter over a system call, as the kernel's own machine does."""
    code = filter_for(machine, ITSELF)
    assert code is not None
    steps = list(struct.iter_unpack("=HBBI", code))
    told = struct.pack("=IIQ6Q", number, mark, 0, *arguments, *[0] * (6 - len(arguments)))
    at = value = 0
    while True:
        kind, then, otherwise, operand = steps[at]
        at += 1
        if kind == 0x20:
            (value,) = struct.unpack_from("=I", told, operand)
        elif kind == 0x06:
            return int(operand)
        else:
            is_so = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}
            at += then if is_so[kind] else otherwise


@pytest.mark.parametrize(
    ("machine", "mark", "refused", "missing", "allowed"),
    [
        ("x86_64", X86, (41, 56, 57, 59, 82, 87, 101, 322), (435, 437), (0, 1, 9, 12, 47, 231)),
        ("aarch64", ARM, (35, 117, 198, 220, 221, 276), (435, 437), (63, 64, 93, 212, 214, 222)),
        # Its one socket, other processes, what outlives it, the machine as all see it.
        ("x86_64", X86, (42, 43, 44, 46, 49, 50, 288, 307), (), (45, 48)),
        ("aarch64", ARM, (200, 201, 202, 203, 206, 211, 242, 269), (), (207, 210)),
        (
            "x86_64",
            X86,
            (109, 141, 142, 144, 203, 251, 256, 279, 298, 312, 314, 440),
            (),
            (24, 204),
        ),
        ("aarch64", ARM, (30, 118, 119, 122, 140, 154, 238, 239, 241, 272, 274), (), (123, 124)),
        ("x86_64", X86, (29, 31, 64, 66, 68, 71, 240, 241, 248, 249, 250), (), (30, 67)),
        ("aarch64", ARM, (180, 181, 186, 187, 190, 191, 194, 195, 217, 218, 219), (), (197,)),
        ("x86_64", X86, (103, 155, 161, 165, 166, 254, 272, 300, 308, 428, 430, 442), (), (63, 79)),
        ("aarch64", ARM, (27, 39, 40, 41, 51, 97, 116, 262, 268, 429, 433), (), (17, 160)),
        ("aarch64", ARM, (448, 463, 466, 469), (), (464, 465)),
    ],
)
def test_what_reaches_out_is_refused_and_the_rest_is_not(
    machine: str,
    mark: int,
    refused: tuple[int, ...],
    missing: tuple[int, ...],
    allowed: tuple[int, ...],
) -> None:
    assert {answered(machine, mark, each) for each in refused} == {DENIED}
    assert {answered(machine, mark, each) for each in missing} <= {MISSING}
    assert {answered(machine, mark, each) for each in allowed} == {ALLOWED}


@pytest.mark.parametrize(
    ("machine", "mark", "number", "place"),
    [("x86_64", X86, 2, 1), ("x86_64", X86, 257, 2), ("aarch64", ARM, 56, 2)],
)
def test_a_file_is_opened_to_be_read_and_in_no_other_way(
    machine: str, mark: int, number: int, place: int
) -> None:
    def opened(flags: int) -> int:
        return answered(machine, mark, number, *[0xFFFF] * place, flags)

    assert opened(0) == opened(0o2000000) == opened(0o200000) == ALLOWED
    for flags in (0o1, 0o2, 0o3, 0o100, 0o1000, 0o2000101, 0o20200001):
        assert opened(flags) == DENIED


@pytest.mark.parametrize(("machine", "mark", "column"), [("x86_64", X86, 0), ("aarch64", ARM, 1)])
def test_a_call_that_may_reach_another_process_is_held_to_this_one(
    machine: str, mark: int, column: int
) -> None:
    limits, signal, control, device = ((302, 261), (234, 131), (72, 25), (16, 29))

    def told(numbers: tuple[int, int], *words: int) -> int:
        return answered(machine, mark, numbers[column], *words)

    assert told(limits, 0, 7, 0, 1) == told(signal, ITSELF, ITSELF, 6) == ALLOWED
    assert {told(limits, each, 7, 0, 1) for each in (1, ITSELF, 2**32 - 1)} == {DENIED}
    assert {told(signal, each, ITSELF, 6) for each in (0, 1, ITSELF + 1)} == {DENIED}
    # To copy a number, to ask and set what an open file does, to ask what a terminal is.
    assert {told(control, 3, each) for each in (0, 1, 2, 3, 4, 5, 1030)} == {ALLOWED}
    assert {told(control, 3, each) for each in (8, 10, 15, 1024, 1026)} == {DENIED}
    assert {told(device, 3, each) for each in (0x5401, 0x5413, 0x5451, 0x802C542A)} == {ALLOWED}
    for each in (0x8901, 0x8902, 0x5412, 0x40086602, 0x401C5820, 0x40806685, 0x40049409):
        assert told(device, 3, each) == DENIED


def test_numbers_of_another_table_are_refused() -> None:
    assert answered("x86_64", 0x40000003, 3) == DENIED  # the 32-bit calls of the same machine
    assert answered("x86_64", X86, 0x40000000 + 41) == DENIED
    assert answered("aarch64", 0x40000028, 3) == DENIED


def test_a_processor_that_is_not_known_has_no_filter() -> None:
    assert filter_for("m68k", ITSELF) is None
