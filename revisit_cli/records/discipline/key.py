"""The discipline committee's key."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class CommitteeKeySet:
    """A key pair was made: the private key lies in ``file``, the public one in the data file.

    ``sealed`` counts the words kept in plain before, which are sealed now; ``replaced`` is the
    fingerprint of the key before.
    """

    file: str
    public: str
    fingerprint: str
    replaced: str | None
    sealed: int
    has_passphrase: bool

    def as_json(self) -> Json:
        """``{"file","public","fingerprint","replaced","sealed","passphrase"}``."""
        return {
            "file": self.file,
            "public": self.public,
            "passphrase": self.has_passphrase,
            **self.facts(),
        }

    def facts(self) -> dict[str, Json]:
        """``{"fingerprint","replaced","sealed"}``."""
        return {
            "fingerprint": self.fingerprint,
            "replaced": self.replaced,
            "sealed": self.sealed,
        }


@dataclass(frozen=True, slots=True)
class CommitteeKeyShown:
    """The public key that words are sealed to."""

    public: str
    fingerprint: str

    def as_json(self) -> Json:
        """``{"public","fingerprint"}``."""
        return {"public": self.public, "fingerprint": self.fingerprint}
