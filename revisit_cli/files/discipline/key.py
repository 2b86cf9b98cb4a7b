"""The discipline committee's private key as a file that the committee keeps.

The file is one line of JSON: the public key in hex, and the private key in hex or, with a
passphrase, encrypted by a key that Argon2id derives from it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revisit_cli.errors.discipline.key import (
    KeyFileExists,
    KeyFileNotWritable,
    KeyFileUnreadable,
    PassphraseWrong,
    SealingNotInstalled,
)
from revisit_cli.files.workbooks.target import whole
from revisit_cli.labels.file.database import os_reason
from revisit_cli.program import native

KIND = "revisit-committee-key/1"


@dataclass(frozen=True, slots=True, repr=False)
class KeyPair:
    """A private key and the public one that belongs to it, in hex."""

    private: bytes
    public: str


def new_pair() -> KeyPair:
    """Return a fresh key pair. Raises SealingNotInstalled."""
    private = _part("public").PrivateKey.generate()
    return KeyPair(bytes(private), bytes(private.public_key).hex())


def write_pair(path: Path, pair: KeyPair, passphrase: str | None) -> None:
    """Write the pair to a new file that only its owner can read.

    Raises KeyFileExists or KeyFileNotWritable.
    """
    content: dict[str, str] = {"kind": KIND, "public": pair.public}
    if passphrase:
        content["encrypted"] = _encrypted(pair.private, passphrase).hex()
    else:
        content["private"] = pair.private.hex()
    if path.exists() or path.is_symlink():
        raise KeyFileExists(file=str(path))
    try:
        with whole(path, is_new=True) as file:
            file.write(f"{json.dumps(content)}\n".encode())
    except (
        FileExistsError
    ) as error:  # Another's, made meanwhile: what is sealed to it is lost with it.
        raise KeyFileExists(file=str(path)) from error
    except OSError as error:
        raise KeyFileNotWritable(file=str(path), what=os_reason(error)) from error


def needs_passphrase(path: Path) -> bool:
    """Return whether the private key in a file is encrypted. Raises KeyFileUnreadable."""
    return "encrypted" in _read(path)


def read_pair(path: Path, passphrase: str | None) -> KeyPair:
    """Return the pair in a file. Raises KeyFileUnreadable or PassphraseWrong."""
    content = _read(path)
    try:
        if "encrypted" in content:
            private = _decrypted(bytes.fromhex(content["encrypted"]), passphrase or "", path)
        else:
            private = bytes.fromhex(content["private"])
        public = bytes(_part("public").PrivateKey(private).public_key).hex()
    except (KeyError, ValueError, TypeError, _part("exceptions").CryptoError) as error:
        raise KeyFileUnreadable(file=str(path)) from error
    if public != content.get("public"):
        raise KeyFileUnreadable(file=str(path))
    return KeyPair(private, public)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KeyFileUnreadable(file=str(path)) from error
    if not isinstance(content, dict) or content.get("kind") != KIND:
        raise KeyFileUnreadable(file=str(path))
    return content


def _encrypted(private: bytes, passphrase: str) -> bytes:
    salt = _part("utils").random(_part("pwhash").argon2id.SALTBYTES)
    return bytes(salt + _part("secret").SecretBox(_derived(passphrase, salt)).encrypt(private))


def _decrypted(data: bytes, passphrase: str, path: Path) -> bytes:
    length = _part("pwhash").argon2id.SALTBYTES
    box = _part("secret").SecretBox(_derived(passphrase, data[:length]))
    try:
        return bytes(box.decrypt(data[length:]))
    except _part("exceptions").CryptoError as error:
        raise PassphraseWrong(file=str(path)) from error


def _derived(passphrase: str, salt: bytes) -> bytes:
    argon = _part("pwhash").argon2id
    return bytes(
        argon.kdf(
            _part("secret").SecretBox.KEY_SIZE,
            passphrase.encode(),
            salt,
            opslimit=argon.OPSLIMIT_INTERACTIVE,
            memlimit=argon.MEMLIMIT_INTERACTIVE,
        )
    )


def _part(name: str) -> Any:
    try:
        return native("PyNaCl", f"nacl.{name}")
    except ImportError as error:
        raise SealingNotInstalled from error
