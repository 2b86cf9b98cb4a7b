"""Refusals about the document's clauses and printed forms."""

from revisit_cli.errors import NotFound, UsageRefused


class FormUnknown(UsageRefused):
    """There is no form of that name."""

    sentence = "没有附表{number}。可打印：附表1（电话）、附表2（上门）、附表3（台账）。"


class FormIdUnreadable(UsageRefused):
    """The record of a form was not given by its number."""

    sentence = "“{text}”不是编号。请写编号（见 list），或 --all 打印全部；不写则打印空白表。"


class NothingToPrint(NotFound):
    """The month has no records to print."""

    sentence = "{month} 期没有可打印的企业，未写文件。"


class ClauseUnknown(NotFound):
    """There is no clause or reading of that name."""

    sentence = "制度中没有“{clause}”这一条。运行 revisit clause list 查看全部条款。"
