"""Words sealed to the discipline committee's key."""

from pathlib import Path

import pytest

from revisit_cli.errors.duty import KeyDoesNotFit, KeyUnreadable
from revisit_cli.files.seal import opener

nacl = pytest.importorskip("nacl.public", reason="PyNaCl is an extra")


def test_only_the_right_key_opens(tmp_path: Path) -> None:
    mine, other = nacl.PrivateKey.generate(), nacl.PrivateKey.generate()
    sealed = nacl.SealedBox(mine.public_key).encrypt("暗示请客".encode()).hex()
    for name, key in (("mine", mine), ("other", other)):
        (tmp_path / name).write_text(bytes(key).hex(), encoding="ascii")
    assert opener(tmp_path / "mine")(1, sealed) == "暗示请客"
    with pytest.raises(KeyDoesNotFit):
        opener(tmp_path / "other")(1, sealed)
    with pytest.raises(KeyDoesNotFit):
        opener(tmp_path / "mine")(1, "00zz")
    (tmp_path / "bad").write_text("00", encoding="ascii")
    with pytest.raises(KeyUnreadable):
        opener(tmp_path / "bad")
