"""Refusals about where a file or folder is to be written."""

from revisit_cli.errors import ExitCode, InputRefused, RevisitError, UsageRefused


class TargetKindUnknown(UsageRefused):
    """The path has the ending of a kind that is not written."""

    sentence = "“{file}”的结尾看不出要写成什么，请用 {kinds} 结尾。"


class TargetExists(InputRefused):
    """The file to be written exists already."""

    sentence = "{file} 已存在，未覆盖。请换个文件名，或加 --force。"


class PathTooLong(InputRefused):
    """The path is longer than the system allows."""

    sentence = "文件名太长，系统不接受：{file}。请换一个短些的名称。"


class PathForbidden(InputRefused):
    """The user has no permission to access the path."""

    sentence = "没有权限打开 {file}。请检查文件和文件夹的权限，或换一个位置。"


class TargetNotWritable(InputRefused):
    """The file cannot be written there."""

    sentence = "无法写入 {file}：{what}。请检查磁盘空间和文件夹权限，或先关闭打开着的同名文件。"


class OutputNotWritable(InputRefused):
    """The output could not be written, and nothing was saved."""

    sentence = "结果没能写出（{what}），没有保存任何记录。请检查输出的去处，再运行一次。"


class ResultLost(RevisitError):
    """The output could not be written, and it is unknown whether the act was saved."""

    exit_code = ExitCode.NOT_SHOWN
    sentence = "结果没能写出（{what}）。"


class SavedNotShown(RevisitError):
    """The output could not be written, but the act was saved."""

    exit_code = ExitCode.NOT_SHOWN
    sentence = "已保存，结果没能写出（{what}）。不必重做，查看即可。"


class DiskRefused(InputRefused):
    """The disk is full, or failed, for a file other than the data file."""

    sentence = "读写文件时出错：{what}。请检查磁盘空间和权限。"


class FolderNotEmpty(InputRefused):
    """The folder is not empty."""

    sentence = "文件夹 {folder} 里已有东西，未作改动。请换一个空文件夹：revisit demo 新文件夹"
