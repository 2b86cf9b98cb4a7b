"""The discipline committee's key."""

from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import field


class CommitteeKeySet(LoggedOutcome):
    """A key pair was made: the private key lies in ``file``, the public one in the data file.

    ``sealed`` counts the words kept in plain before, which are sealed now; ``replaced`` is the
    fingerprint of the key before.
    """

    file: str
    public: str
    fingerprint: str = field(logs=True)
    replaced: str | None = field(logs=True)
    sealed: int = field(logs=True)
    has_passphrase: bool = field(after="public")


class CommitteeKeyShown(Outcome):
    """The public key that words are sealed to."""

    public: str
    fingerprint: str
