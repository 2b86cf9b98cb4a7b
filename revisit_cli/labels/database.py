"""Words for the state of the data file."""

import errno

WAITING_FOR_WRITERS = "正在等待其他人写入……"

DISK_FULL = "磁盘已满"
READ_ONLY = "文件只读"
DISK_ERROR = "读写磁盘出错"
CANNOT_OPEN = "打不开"

OS_REASONS = {
    errno.ENOENT: "文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: DISK_FULL,
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}
