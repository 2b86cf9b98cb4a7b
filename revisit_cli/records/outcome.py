"""What an operation hands back: one immutable outcome, named as a past event."""

from revisit_cli.records.value import Json, Value, told_by


class Outcome(Value):
    """A value that one operation returns.

    The same object goes to the screen and to ``--json``; a writing operation's outcome also
    goes to the log, which holds ids, counts and digests only.
    """

    @property
    def list_keys(self) -> tuple[str, ...]:
        """The keys of its list's rows where no field says them; none: as the rows have them."""
        return ()


class LoggedOutcome(Outcome):
    """An outcome that is also an event of the log.

    ``shows_phones``: the log was told that whole telephone numbers are about to be shown.
    """

    shows_phones = False

    def facts(self) -> dict[str, Json]:
        """Ids, counts, codes and digests for the log: no floats, names, phones or free text."""
        return told_by(self, to_log=True)
