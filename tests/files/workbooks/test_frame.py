"""Frames: what one side sends the other receives, and neither half a frame nor a strange one."""

import io
import json
import marshal
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.workbooks import frame as framing
from revisit_cli.files.workbooks.frame import FrameTooLong, frame_of, received, send

texts = st.text(st.characters())  # halves of characters too
cells = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
frames = st.lists(st.tuples(texts, st.lists(st.lists(cells))))


@given(sent=frames)
def test_what_is_sent_is_received_in_order(sent: list[tuple[Any, ...]]) -> None:
    stream = io.BytesIO()
    for frame in sent:
        send(frame, stream)
    stream.seek(0)
    assert [frame_of(received(stream)) for _ in sent] == [list(frame) for frame in sent]
    with pytest.raises(EOFError):
        received(stream)


@given(cut=st.integers(0, 60))
def test_a_frame_cut_short_ends_the_talk(cut: int) -> None:
    whole = io.BytesIO()
    send(("rows", [("示例有限公司", 1, None)]), whole)
    if cut < len(whole.getvalue()):
        with pytest.raises(EOFError):
            received(io.BytesIO(whole.getvalue()[:cut]))


@pytest.mark.parametrize("digits", [301, 4_000, 100_000])
def test_a_number_that_no_other_may_follow_is_none(digits: int) -> None:
    for text in (f'["rows", [[{"9" * digits}]]]', f'["rows", [[-1{"0" * digits}]]]'):
        with pytest.raises(ValueError):  # noqa: PT011
            frame_of(text.encode())
    assert frame_of(b'["rows", [[1e300, 13800000000]]]') == ["rows", [[1e300, 13_800_000_000]]]


@pytest.mark.parametrize("length", [0, framing.LONGEST + 1, (1 << 64) - 1])
def test_a_length_that_cannot_be_is_not_waited_for(length: int) -> None:
    with pytest.raises(EOFError):
        received(io.BytesIO(length.to_bytes(8, "big") + b'["end"]'))


def test_a_frame_that_nobody_would_take_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing, "LONGEST", 20)
    stream = io.BytesIO()
    with pytest.raises(FrameTooLong):
        send(("rows", [["示例有限公司"]]), stream)
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    "data",
    [
        marshal.dumps(("end", [])),
        pickle.dumps(["end", []]),
        b'{"end": []}',
        b'["head", {"__class__": "os.system"}]',
        b"[]",
        b"7",
        b"null",
        b'["end"',
        b'["end"] ["end"]',
        b"\xff\xfe",
        b"[" * 200_000,
        b'["rows", [[' + b"9" * 5_000 + b"]]]",
    ],
)
def test_what_is_no_frame_is_an_error_and_nothing_else(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        frame_of(data)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_list_of_plain_values_or_an_error(data: bytes) -> None:
    try:
        found = frame_of(data)
    except ValueError:
        return
    assert json.dumps(found)
