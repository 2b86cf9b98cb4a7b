"""``revisit duty key``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from revisit_cli.cli.commands import Command, Group
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, show_json, tell
from revisit_cli.cli.text import safe
from revisit_cli.operations.discipline import key as operations

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False)


@app.callback()
def keys() -> None:
    """机关纪委的钥匙：公钥存在数据文件里，私钥由机关纪委保管。

    例：revisit duty key new -o 纪委私钥.json
        revisit duty key show
    """


@app.command("new", cls=Command)
def new(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件", help="私钥写到哪里（交机关纪委保管）")
    ],
    with_passphrase: Annotated[
        bool, typer.Option("--passphrase", help="给私钥文件加口令（另行询问，不写在命令里）")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="换新钥；旧钥封存的内容仍要旧私钥")
    ] = False,
) -> None:
    """生成一对钥匙：从此廉洁方面的原话一录入就封存，只有私钥打得开。

    此前明文存放的原话一并封存；此前的备份里仍是明文，须另行处置。

    例：revisit duty key new -o 纪委私钥.json --passphrase
    """
    passphrase = _new_passphrase() if with_passphrase else None
    outcome = operations.new_key(context_of(ctx), output, passphrase, replaces=replace)
    if show_json(ctx, outcome):
        return
    say(f"公钥已设置，指纹 {outcome.fingerprint}")
    say(f"私钥在 {safe(outcome.file)}")
    if outcome.sealed:
        say(f"此前明文存放的 {outcome.sealed} 条原话已一并封存")
    tell("请把私钥文件移交机关纪委保管，本机不留；丢失后封存的内容谁也打不开。指纹抄在纸上备查。")


@app.command("show", cls=Command)
def show(ctx: typer.Context) -> None:
    """显示机关纪委公钥的指纹，与纸上的核对。

    例：revisit duty key show
    """
    outcome = operations.show_key(context_of(ctx))
    if not show_json(ctx, outcome):
        say(f"指纹 {outcome.fingerprint}　公钥 {outcome.public}")


def passphrase_for(key: Path) -> str | None:
    """Return the passphrase of a private key file, asked for when it has one."""
    return _asked("私钥口令：") if operations.needs_passphrase(key) else None


def _new_passphrase() -> str:
    first = _asked("私钥口令：")
    if not first or _asked("再输入一次：") != first:
        tell("两次输入不一致，或没有输入。")
        raise typer.Abort
    return first


def _asked(prompt: str) -> str:
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(prompt)
    return operations.passphrase_of(sys.stdin.buffer.readline())
