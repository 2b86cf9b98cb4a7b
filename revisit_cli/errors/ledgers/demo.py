"""Refusals of the demonstration."""

from revisit_cli.errors import InputRefused


class FolderNotEmpty(InputRefused):
    """The folder holds something already."""

    sentence = "文件夹 {folder} 里已有东西，未作改动。请换一个空文件夹：revisit demo 新文件夹"
