"""Words for the state of the data file."""

WAITING_FOR_WRITERS = "正在等待其他人写入……"

DISK_FULL = "磁盘已满"
READ_ONLY = "文件只读"
DISK_ERROR = "读写磁盘出错"
CANNOT_OPEN = "打不开"
