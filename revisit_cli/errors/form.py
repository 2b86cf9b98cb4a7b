"""Refusals about printed forms."""

from revisit_cli.errors import InputRefused, NotFound, UsageRefused


class FormUnknown(UsageRefused):
    """The document has three forms."""

    sentence = "没有附表{number}。可打印：附表1（电话）、附表2（上门）、附表3（台账）。"


class FormIdUnreadable(UsageRefused):
    """A form is asked for by the numbers of its records."""

    sentence = "“{text}”不是编号。请写编号（见 list），或 --all 打印全部；不写则打印空白表。"


class FormExists(InputRefused):
    """A file already stands there."""

    sentence = "{file} 已存在，未覆盖。请换个文件名（-o），或加 --force。"


class FormNotWritable(InputRefused):
    """The file cannot be written."""

    sentence = "无法写入 {file}。请检查文件夹和权限，或先关闭打开着的同名文件。"


class NothingToPrint(NotFound):
    """The month has nothing of the kind."""

    sentence = "{month} 期没有可打印的企业，未写文件。"
