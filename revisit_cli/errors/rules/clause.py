"""Refusals about clauses of the document."""

from revisit_cli.errors import NotFound


class ClauseUnknown(NotFound):
    """The document has no such clause and we have no such reading."""

    sentence = "制度中没有“{clause}”这一条。运行 revisit clause list 查看全部条款。"
