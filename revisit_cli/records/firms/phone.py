"""Full telephone numbers on a screen or in a file."""

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import field


class PhonesShown(LoggedOutcome):
    """Somebody had full numbers shown: by which command, and of which firms.

    ``firm_count`` counts those too that have no number of their own: rows held of unknown firms.
    """

    shows_phones = True

    command: str = field(logs=True)
    firm_count: int = field("firms", logs="firms")
    firm_ids: tuple[int, ...] = field(logs=True, default=())
