"""Refusals about reports."""

from revisit_cli.errors import InputRefused, UsageRefused


class ReportKindUnknown(UsageRefused):
    """The path ends in no kind that is written."""

    sentence = "“{file}”的结尾看不出要写成什么，请用 {kinds} 结尾。"


class ReportExists(InputRefused):
    """A file already stands there."""

    sentence = "{file} 已存在，未覆盖。请换个文件名，或加 --force。"


class ReportNotWritable(InputRefused):
    """The place cannot be written to."""

    sentence = "{file} 写不进去。请检查文件夹是否存在、文件是否正被打开。"
