"""``python -m revisit_cli`` is ``revisit``; so is the frozen program, and whatever it starts."""

import sys

try:
    from revisit_cli.cli import INTERRUPTED, main
    from revisit_cli.program import answered
except KeyboardInterrupt:
    sys.exit(130)

if __name__ == "__main__":
    try:
        is_answered = answered()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    if not is_answered:
        main()
