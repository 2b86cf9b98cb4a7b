"""What redoing a draw has found, whatever was drawn."""

import typer

from revisit_cli.cli.screen import say, show_json, tell
from revisit_cli.errors import ExitCode
from revisit_cli.labels.draws.sample import FAULTS
from revisit_cli.records.draws.sample import DrawVerified
from revisit_cli.records.recheck.sample import RecheckVerified


def show_verified(ctx: typer.Context, outcome: DrawVerified | RecheckVerified, told: str) -> None:
    """Show each place that differs, or ``told`` where none does; end with exit 6 where one does."""
    if not show_json(ctx, outcome):
        for fault in outcome.faults:
            place = f"第{fault.rank}名：" if fault.rank else ""
            tell(f"× {place}{FAULTS[fault.what]}")
        if outcome.is_ok:
            say(f"核验相符：{told}")
            say(f"名单校验码 {outcome.pool_sha256}")
        else:
            tell(f"核验不符，共 {len(outcome.faults)} 处。请保留数据文件原样，报机关纪委。")
    if not outcome.is_ok:
        raise typer.Exit(ExitCode.NOT_VERIFIED)
