"""The filter as the kernel would run it, over every number of every processor that it knows."""

import struct

import pytest

from revisit_cli.disk.system_calls import filter_for

ALLOWED, DENIED, MISSING = 0x7FFF0000, 0x00050001, 0x00050026
X86, ARM = 0xC000003E, 0xC00000B7


def answered(machine: str, mark: int, number: int, *arguments: int) -> int:
    """Run the filter over a system call, as the kernel's own machine does."""
    code = filter_for(machine)
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
    assert {answered(machine, mark, each) for each in missing} == {MISSING}
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


def test_numbers_of_another_table_are_refused() -> None:
    assert answered("x86_64", 0x40000003, 3) == DENIED  # the 32-bit calls of the same machine
    assert answered("x86_64", X86, 0x40000000 + 41) == DENIED
    assert answered("aarch64", 0x40000028, 3) == DENIED


def test_a_processor_that_is_not_known_has_no_filter() -> None:
    assert filter_for("m68k") is None
