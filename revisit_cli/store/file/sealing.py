"""Sealing words to the discipline committee's public key, which only its private key opens.

A sealed text is base64 of an X25519 sealed box over ``salt || words``, padded to whole blocks so
that its length tells little. The digest kept beside it is SHA-256 over salt and words: the salt
lies in the box too, or short words could be guessed from the digest.
"""

from typing import Any

from revisit_cli.errors.discipline.key import KeyDoesNotFit, SealingNotInstalled
from revisit_cli.program import native

SALT_LENGTH = 16
BLOCK = 256
FINGERPRINT_LENGTH = 16


def fingerprint(public: str) -> str:
    """Return the short name of a public key (hex): the first 16 hex digits of its SHA-256."""
    from hashlib import sha256

    return sha256(bytes.fromhex(public)).hexdigest()[:FINGERPRINT_LENGTH]


def seal(words: str, public: str) -> tuple[str, str]:
    """Return the sealed text and the digest of some words. Raises SealingNotInstalled."""
    from base64 import b64encode
    from hashlib import sha256
    from secrets import token_bytes

    salt = token_bytes(SALT_LENGTH)
    inside = salt + words.encode()
    padded = _part("bindings").sodium_pad(inside, BLOCK)
    key = _part("public").PublicKey(bytes.fromhex(public))
    box = _part("public").SealedBox(key).encrypt(padded)
    return b64encode(box).decode(), sha256(inside).hexdigest()


def unseal(text: str, digest: str, private: bytes) -> str:
    """Return the words of a sealed text. Raises KeyDoesNotFit or SealingNotInstalled."""
    from base64 import b64decode
    from binascii import Error as NoBase64
    from hashlib import sha256

    public, bindings = _part("public"), _part("bindings")
    try:
        padded = public.SealedBox(public.PrivateKey(private)).decrypt(b64decode(text))
        inside: bytes = bindings.sodium_unpad(padded, BLOCK)
    except (_part("exceptions").CryptoError, NoBase64) as error:
        raise KeyDoesNotFit from error
    if sha256(inside).hexdigest() != digest:
        raise KeyDoesNotFit
    return inside[SALT_LENGTH:].decode()


def plain_digest(words: str) -> str:
    """Return the digest kept beside words that are not sealed, with its salt."""
    from hashlib import sha256
    from secrets import token_hex

    salt = token_hex(8)
    return f"{salt}${sha256(f'{salt}{words}'.encode()).hexdigest()}"


def is_installed() -> bool:
    """Whether there is something to seal with."""
    try:
        _part("public")
    except SealingNotInstalled:
        return False
    return True


def _part(name: str) -> Any:
    try:
        return native("PyNaCl", f"nacl.{name}")
    except ImportError as error:
        raise SealingNotInstalled from error
