"""What the system tells of a process of ours."""

import subprocess
import sys

import pytest

from revisit_cli.disk.process import processor_seconds

_BUSY = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()"


@pytest.mark.skipif(
    sys.platform not in ("linux", "win32"), reason="the system tells nothing of it elsewhere"
)
def test_the_seconds_of_a_process_are_those_that_it_had_the_processor() -> None:
    words = [sys.executable, "-c", _BUSY]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        taken = processor_seconds(process)
        process.communicate(b"\n")
    assert taken is not None
    # Wine tells of another process less than it took.
    assert (0.3 if sys.platform == "linux" else 0) <= taken < 5


def test_of_a_process_that_is_gone_nothing_is_told() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert sys.platform == "win32" or processor_seconds(process) is None
