"""Frames between the reading child and us: lists of plain values as JSON, behind their length.

What comes out of the child may have been written by whoever made the file it reads. JSON makes
nothing but texts, numbers and lists of any bytes, and an error of the others.
"""

import json
from typing import IO, Any, NoReturn, TypeAlias

Frame: TypeAlias = tuple[Any, ...] | list[Any]

LONGEST = 1 << 25  # bytes; of brackets alone, that is 700 MB of lists
_LENGTH = 8  # bytes
_DIGITS_AT_MOST = 300  # beyond them no number with a decimal point can follow
# Between the texts of a column, which go as one: JSON leaves it as it is, and few texts have it.
BETWEEN = "\x7f"


class FrameTooLong(Exception):
    """A frame is longer than the other side would take."""


def _no_objects(_: object) -> NoReturn:
    raise ValueError


def _whole(digits: str) -> int:
    """Return a whole number that is no larger than any other. Raises ValueError."""
    if len(digits) > _DIGITS_AT_MOST:
        raise ValueError
    return int(digits)


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(object_pairs_hook=_no_objects, parse_int=_whole)
# A file may hold half a character, which no proper UTF-8 has.
_HALVES = "surrogatepass"


def send(frame: Frame, stream: IO[bytes]) -> None:
    """Write a frame. Raises FrameTooLong, and then has written nothing."""
    data = _ENCODER.encode(frame).encode("utf-8", _HALVES)
    if len(data) > LONGEST:
        raise FrameTooLong
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)


def received(stream: IO[bytes]) -> bytes:
    """Return the bytes of the next frame.

    Raises EOFError where the other side has ended, or what it sent cannot be a frame.
    """
    length = int.from_bytes(stream.read(_LENGTH), "big")
    if not 0 < length <= LONGEST:
        raise EOFError
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def frame_of(data: bytes) -> list[Any]:
    """Return what a frame tells: its kind, and more. Raises ValueError where it is none."""
    try:
        frame = _DECODER.decode(data.decode("utf-8", _HALVES))
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(frame, list) or not frame:
        raise ValueError
    return frame
