"""The log exported for third parties: its events, their hash chain, and a verifier for sh."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.files.workbooks.target import check_folder, check_free, together
from revisit_cli.labels.discipline import log as words
from revisit_cli.records.file.audit import Event, LogHead

EVENTS_FILE, CHAIN_FILE = "events.jsonl", "chain.txt"
NAMES = (EVENTS_FILE, CHAIN_FILE, "verify.sh", words.HOW_TO_FILE)
# Needs only what every system with sha256sum has; 6 is the exit code NOT_VERIFIED.
_VERIFIER = f"""\
#!/bin/sh
cd "$(dirname "$0")" && export LC_ALL=C || exit 6
n=0 size=0 paper= prev={"0" * 64}
[ -f {EVENTS_FILE} ] && [ -f {CHAIN_FILE} ] || {{ echo "{words.MISSING}"; exit 6; }}
exec 3<{EVENTS_FILE} 4<{CHAIN_FILE}
while IFS= read -r body <&3; do
  n=$((n + 1)) len=$(($(printf %s "$body" | wc -c)))
  read -r seq before hash <&4 || {{ echo "{words.CUT}"; exit 6; }}
  told=$(printf 'revisit.event.v1\\n%s\\n%s\\n%s\\n%s' "$n" "$prev" "$len" "$body" | sha256sum)
  told=${{told%% *}}
  [ "$seq $before $hash" = "$n $prev $told" ] || {{ echo "{words.DIFFERS}"; exit 6; }}
  prev=$told size=$((size + len + 1 + ${{#seq}} + ${{#before}} + ${{#hash}} + 3))
  [ "$n" = "$1" ] && paper=$(printf %s "$prev" | cut -c1-20)
done
read -r seq <&4; [ -z "$seq" ] || {{ echo "{words.CUT}"; exit 6; }}
[ $(($(cat {EVENTS_FILE} {CHAIN_FILE} | wc -c))) = "$size" ] || {{ echo "{words.MORE}"; exit 6; }}
echo "{words.VERIFIED}"
[ -z "$1" ] && exit 0
[ -n "$2" ] && [ "$paper" = "$2" ] || {{ echo "{words.NOT_ON_PAPER}"; exit 6; }}
echo "{words.ON_PAPER}"
"""


def write(folder: Path, events: Sequence[Event], head: LogHead, *, force: bool) -> None:
    """Write the log, oldest event first, and what it takes to verify it, into a folder.

    Raises TargetExists or TargetNotWritable.
    """
    check_folder(folder)
    for name in NAMES:
        check_free(folder / name, force=force)
    texts = (
        "".join(f"{each.body}\n" for each in events),
        "".join(f"{each.seq} {each.prev} {each.hash}\n" for each in events),
        _VERIFIER,
        words.HOW_TO.format(size=head.size, head=head.head),
    )
    with together(folder, dict(zip(NAMES, texts, strict=True))):
        pass
