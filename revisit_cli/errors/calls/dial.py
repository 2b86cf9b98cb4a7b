"""Refusals about codes that dial."""

from revisit_cli.errors import Forbidden


class QrMissing(Forbidden):
    """The library that draws codes is not installed."""

    sentence = (
        "设定 dial_qr 要的组件（segno）没有安装。请运行 pip install 'revisit-cli[qr]'，"
        "或关掉：revisit settings set dial_qr 否"
    )
