"""Refusals about where a file or folder is to be written."""

from revisit_cli.errors import ExitCode, InputRefused, RevisitError, UsageRefused


class TargetKindUnknown(UsageRefused):
    """The path ends in no kind that is written."""

    sentence = "“{file}”的结尾看不出要写成什么，请用 {kinds} 结尾。"


class TargetExists(InputRefused):
    """A file already stands where one is to be written."""

    sentence = "{file} 已存在，未覆盖。请换个文件名，或加 --force。"


class PathTooLong(InputRefused):
    """The system has no room for a name that long."""

    sentence = "文件名太长，系统不接受：{file}。请换一个短些的名称。"


class PathForbidden(InputRefused):
    """The system lets nobody with these rights look at the file."""

    sentence = "没有权限打开 {file}。请检查文件和文件夹的权限，或换一个位置。"


class TargetNotWritable(InputRefused):
    """The file cannot be written there."""

    sentence = "无法写入 {file}：{what}。请检查磁盘空间和文件夹权限，或先关闭打开着的同名文件。"


class OutputNotWritable(InputRefused):
    """What was to be printed could not leave, and nothing was saved."""

    sentence = "结果没能写出（{what}），没有保存任何记录。请检查输出的去处，再运行一次。"


class ResultLost(RevisitError):
    """What was to be printed could not leave, and whether the act stands could not be seen."""

    exit_code = ExitCode.NOT_SHOWN
    sentence = "结果没能写出（{what}）。"


class SavedNotShown(RevisitError):
    """What was to be printed could not leave, but the act stands."""

    exit_code = ExitCode.NOT_SHOWN
    sentence = "已保存，结果没能写出（{what}）。不必重做，查看即可。"


class DiskRefused(InputRefused):
    """The disk took no more, somewhere beside the data file."""

    sentence = "读写文件时出错：{what}。请检查磁盘空间和权限。"


class FolderNotEmpty(InputRefused):
    """The folder holds something already."""

    sentence = "文件夹 {folder} 里已有东西，未作改动。请换一个空文件夹：revisit demo 新文件夹"
