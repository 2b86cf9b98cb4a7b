"""What a re-check proves, in a sentence."""

from collections.abc import Mapping

from revisit_cli.records.code import RecheckState

STATES: Mapping[RecheckState, str] = {
    "none": "未复核",
    "frozen": "名单已冻结，未抽取",
    "running": "复核未完",
    "done": "已复核",
}
