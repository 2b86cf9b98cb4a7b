"""Refusals about asking what stands behind a figure."""

from revisit_cli.errors import NotFound


class FigureUnknown(NotFound):
    """The month's report has no figure of that key."""

    sentence = "月报里没有“{key}”这一项。相近的：{near}。全部的键见：revisit report month --json"
