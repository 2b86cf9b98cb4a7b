"""``python -m revisit_cli`` is ``revisit``; so is the frozen program, and whatever it starts."""

from revisit_cli.cli import main
from revisit_cli.program import answered

if __name__ == "__main__" and not answered():
    main()
