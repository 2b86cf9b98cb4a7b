"""Refusals about reports as documents."""

from revisit_cli.errors import Forbidden


class DocxMissing(Forbidden):
    """The library that writes documents is not installed."""

    sentence = (
        "写 .docx 要的组件（python-docx）没有安装。请运行 pip install 'revisit-cli[docx]'，"
        "或改写成 .xlsx、.html。"
    )
