"""Refusals about reports: unknown figures, documents that cannot be written."""

from revisit_cli.errors import Forbidden, NotFound


class DocxMissing(Forbidden):
    """The library that writes docx files is not installed."""

    sentence = (
        "写 .docx 要的组件（python-docx）没有安装。请运行 pip install 'revisit-cli[docx]'，"
        "或改写成 .xlsx、.html。"
    )


class FigureUnknown(NotFound):
    """The month's report has no figure of that key."""

    sentence = "月报里没有“{key}”这一项。相近的：{near}。全部的键见：revisit report month --json"
