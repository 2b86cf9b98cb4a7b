"""The discipline committee's key: making a pair, and showing the public half."""

from pathlib import Path

from revisit_cli.errors.discipline.key import KeyIsSet, KeyNotSet, PassphraseUnreadable
from revisit_cli.files.discipline import key as files
from revisit_cli.files.workbooks.encoding import decoded
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.operations.act import writing
from revisit_cli.operations.calls.draft import closed
from revisit_cli.operations.reading import reading
from revisit_cli.records.context import Context
from revisit_cli.records.discipline.key import CommitteeKeySet, CommitteeKeyShown
from revisit_cli.store.calls import draft as draft_store
from revisit_cli.store.file import images
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.sealing import fingerprint
from revisit_cli.store.rules import confidence as store
from revisit_cli.store.rules import setting as setting_store


def new_key(
    context: Context, path: Path, passphrase: str | None, *, replaces: bool
) -> CommitteeKeySet:
    """Make a pair: the private key to a file for the committee, the public one to the data file.

    What was kept in plain so far is sealed with it. Raises KeyIsSet, KeyFileExists,
    KeyFileNotWritable or SealingNotInstalled.
    """
    with writing(context, founds=True) as act:
        before = setting_store.committee_key(act.database)
        _refuse_set(before, replaces=replaces)
        pair = files.new_pair()
        # On disk and read back first: words sealed to a key that is lost are lost.
        files.write_pair(path, pair, passphrase)
        act.place(path, is_new=True)
        files.read_pair(path, passphrase)
        setting_store.set_committee_key(act.database, pair.public)
        _close_drafts(act.database)
        images.forget_table(act.database, "confidence")
        return act.tell(
            CommitteeKeySet(
                file=str(path.absolute()),
                public=pair.public,
                fingerprint=fingerprint(pair.public),
                replaced=None if before is None else fingerprint(before),
                sealed=store.seal_earlier(act.database, pair.public),
                has_passphrase=bool(passphrase),
            )
        )


def _close_drafts(database: Database) -> None:
    for each in draft_store.every(database):
        given = closed(database, each.answers)
        draft_store.save(database, each.call, each.owner, given, each.saved_at)


def _refuse_set(before: str | None, *, replaces: bool) -> None:
    if before is not None and not replaces:
        raise KeyIsSet(fingerprint=fingerprint(before))


def show_key(context: Context) -> CommitteeKeyShown:
    """Return the public key that words are sealed to. Raises KeyNotSet."""
    with reading(context) as database:
        public = setting_store.committee_key(database)
    if public is None:
        raise KeyNotSet
    return CommitteeKeyShown(public, fingerprint(public))


def needs_passphrase(path: Path) -> bool:
    """Whether a private key file asks for a passphrase. Raises KeyFileUnreadable."""
    return files.needs_passphrase(path)


def passphrase_of(line: bytes) -> str:
    """Return the passphrase on a line that came down a pipe. Raises PassphraseUnreadable.

    The key opens again whatever the locale is then: the bytes themselves say how they are read.
    """
    try:
        return decoded(line).rstrip("\r\n")
    except Refused as error:
        raise PassphraseUnreadable from error
