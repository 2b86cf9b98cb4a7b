"""Opening words that were sealed to the discipline committee's key."""

from collections.abc import Callable
from pathlib import Path

from revisit_cli.errors.duty import KeyDoesNotFit, KeyUnreadable, SealLibraryMissing


def opener(path: Path) -> Callable[[int, str], str]:
    """Return a function from a confidence's number and sealed words (hex) to plain words.

    ``path`` holds the committee's private key, 64 hex characters. Raises SealLibraryMissing or
    KeyUnreadable; the function raises KeyDoesNotFit.
    """
    try:
        from nacl.exceptions import CryptoError
        from nacl.public import PrivateKey, SealedBox
    except ImportError as error:
        raise SealLibraryMissing from error
    try:
        box = SealedBox(PrivateKey(bytes.fromhex(path.read_text(encoding="ascii").strip())))
    except (OSError, ValueError, TypeError) as error:
        raise KeyUnreadable(file=path.name) from error

    def opened(number: int, sealed: str) -> str:
        try:
            plain: bytes = box.decrypt(bytes.fromhex(sealed))
        except (CryptoError, ValueError) as error:
            raise KeyDoesNotFit(confidence=number) from error
        return plain.decode()

    return opened
