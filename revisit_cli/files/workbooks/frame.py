"""The frames that the child process sends: a length, and a list of plain values as JSON.

A malicious file may decide what the child sends. JSON can only yield texts, numbers and lists, or
an error.
"""

import json
from typing import IO, Any, NoReturn, TypeAlias

Frame: TypeAlias = tuple[Any, ...] | list[Any]

LONGEST = 1 << 25  # bytes; nested brackets alone would take 700 MB as lists
_LENGTH = 8  # bytes
_DIGITS_AT_MOST = 300  # beyond them floats skip whole numbers
# Joins the texts of a column: a character that JSON does not escape and few texts contain.
BETWEEN = "\x7f"


class FrameTooLong(Exception):
    """A frame is longer than the receiver accepts."""


def _no_objects(_: object) -> NoReturn:
    raise ValueError


def _whole(digits: str) -> int:
    """Return a whole number with a limited count of digits. Raises ValueError."""
    if len(digits) > _DIGITS_AT_MOST:
        raise ValueError
    return int(digits)


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(object_pairs_hook=_no_objects, parse_int=_whole)
# A file may contain half of a surrogate pair, which strict UTF-8 rejects.
_HALVES = "surrogatepass"


def send(frame: Frame, stream: IO[bytes]) -> None:
    """Write a frame, or raise FrameTooLong and write nothing."""
    data = _ENCODER.encode(frame).encode("utf-8", _HALVES)
    if len(data) > LONGEST:
        raise FrameTooLong
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)


def received(stream: IO[bytes]) -> bytes:
    """Return the bytes of the next frame.

    Raises EOFError at the end of the stream, and for a length that no frame can have.
    """
    length = int.from_bytes(stream.read(_LENGTH), "big")
    if not 0 < length <= LONGEST:
        raise EOFError
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def frame_of(data: bytes) -> list[Any]:
    """Return a frame's values, its kind first. Raises ValueError for anything else."""
    try:
        frame = _DECODER.decode(data.decode("utf-8", _HALVES))
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(frame, list) or not frame:
        raise ValueError
    return frame
