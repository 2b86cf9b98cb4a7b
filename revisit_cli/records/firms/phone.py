"""Full telephone numbers on a screen or in a file."""

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import field


class PhonesShown(LoggedOutcome):
    """Somebody had full numbers shown: by which command, and how many firms' they were."""

    command: str = field(logs=True)
    firm_count: int = field("firms", logs="firms")
