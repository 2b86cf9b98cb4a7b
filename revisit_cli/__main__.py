"""``python -m revisit_cli`` is ``revisit``."""

from revisit_cli.cli import main

if __name__ == "__main__":
    main()
