"""Whether another process of this machine is still there."""

import os


def may_run(number: int) -> bool:
    """Whether the process of a number may still run; True where that cannot be asked."""
    if os.name != "posix":
        # Windows offers no harmless question to a process by number.
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
