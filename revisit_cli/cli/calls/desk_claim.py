"""Keeping a claim up while its card lies on the table."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from revisit_cli.errors import RevisitError
from revisit_cli.operations.calls.claim import keep_claim
from revisit_cli.records.calls.card import CallShown
from revisit_cli.records.context import Context

# Well within the shortest lease a bureau may set, which is a minute.
BEAT_SECONDS = 20.0


@contextmanager
def kept_up(
    clock: Callable[[], Context], shown: CallShown, beat: float = BEAT_SECONDS
) -> Iterator[None]:
    """Extend the claim of a card again and again until the block ends.

    A killed program keeps nothing up: its lease runs out by itself. A claim that somebody took
    over is left to him; the record's token will say so.
    """
    call, token = shown.call.id, shown.token
    over = threading.Event()

    def keep() -> None:
        while token is not None and not over.wait(beat):
            # A busy or missing file is the next record's to tell, not a heartbeat's.
            with suppress(RevisitError):
                if not keep_claim(clock(), call, token):
                    return

    thread = threading.Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
