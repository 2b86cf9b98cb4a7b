"""Refusals about sharing a data file with a group of one machine."""

from revisit_cli.errors import NotFound, UsageRefused


class ShareNotHere(UsageRefused):
    """Groups of files do not exist on Windows, which has ACLs."""

    sentence = (
        "Windows 上没有文件的组：请在放数据文件的文件夹上点右键，“属性—安全”里给几位经办人"
        "“修改”的权限，去掉其他人。"
    )


class ShareUnsaid(UsageRefused):
    """Either --group or --withdraw is needed, and not both."""

    sentence = (
        "请写明 --group 组名（给一个组用），或 --withdraw（收回，只有本人可用），二者写一样。"
    )


class GroupUnknown(NotFound):
    """No such group on this machine."""

    sentence = "这台电脑上没有“{group}”这个组。请管理员先建：groupadd {group}，再把各人加进去：usermod -aG {group} 登录名。"


class GroupNotMine(UsageRefused):
    """The user is not a member of the group."""

    sentence = "您不在“{group}”组里，不能把文件给它。请管理员把您加进去：usermod -aG {group} 登录名，重新登录后再试。"


class NotOwned(UsageRefused):
    """A file or folder to share belongs to another user."""

    sentence = "{file} 是“{owner}”的，不是您的，不能改它的权限。请由 {owner} 来做，或请管理员把它改成您的（{command}），再试。"


class FolderNotApart(UsageRefused):
    """The folder is not one for data only: a home, a system folder or one for everybody."""

    sentence = "{folder} 不是专放数据的文件夹，不能整个给一个组。请先把 {file} 移到单独的文件夹（连同 backups），用 --db 指明，再试。"
