"""Frames: what one side sends the other receives, and half a frame is none."""

import io
import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.workbooks.frame import Frame, received, send

cells = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
frames = st.lists(st.tuples(st.text(), st.lists(st.tuples(cells, cells))))


@given(frames=frames)
def test_what_is_sent_is_received_in_order(frames: list[Frame]) -> None:
    stream = io.BytesIO()
    for frame in frames:
        send(frame, stream)
    stream.seek(0)
    assert [received(stream) for _ in frames] == frames
    with pytest.raises(EOFError):
        received(stream)


@given(cut=st.integers(0, 60))
def test_a_frame_cut_short_ends_the_talk(cut: int) -> None:
    whole = io.BytesIO()
    send(("rows", [("示例有限公司", 1, None)], True), whole)
    if cut < len(whole.getvalue()):
        with pytest.raises(EOFError):
            received(io.BytesIO(whole.getvalue()[:cut]))


@pytest.mark.parametrize("length", [0, (1 << 30) + 1, (1 << 64) - 1])
def test_a_length_that_cannot_be_is_not_waited_for(length: int) -> None:
    with pytest.raises(EOFError):
        received(io.BytesIO(length.to_bytes(8, "big") + marshal.dumps(("end",))))
