"""Refusals about the one data file, and about asking it by SQL."""

from revisit_cli.errors import DatabaseRefused, InputRefused, NotVerified, UsageRefused


class NotOurDatabase(DatabaseRefused):
    """The file is not a data file of revisit."""

    sentence = (
        "{file} 不是 revisit 的数据文件。请用 --db 指定正确的文件，"
        "或运行 revisit db path 查看默认位置。"
    )


class DatabaseTooNew(DatabaseRefused):
    """The file was written by a newer version."""

    sentence = "{file} 由更新的版本写成（格式 {found}，本程序只认到 {known}）。请先升级 revisit。"


class DatabaseDamaged(DatabaseRefused):
    """SQLite reports the file as malformed."""

    sentence = "{file} 已损坏（{what}）。请用 revisit db restore 从备份恢复。"


class SchemaChanged(DatabaseDamaged):
    """Tables, indexes, triggers or views are not those that this program makes."""

    sentence = (
        "{file} 的结构被绕过程序改动过（{what}），未作任何改动。"
        "请用 revisit db check 查看，再用 revisit db restore 从备份恢复。"
    )


class RowNotAsSealed(NotVerified):
    """A row to be changed, or the last row of a table, was edited without the log."""

    sentence = (
        "数据文件的 {table} 表第 {row} 行与记录簿不符（{what}），没有在它上面继续办理。"
        "请用 revisit audit verify 查看全部不符之处，再用 revisit db restore 从备份恢复。"
    )


class FileNotAsLogged(NotVerified):
    """A file of an older format was edited without its log, so that it cannot be migrated."""

    sentence = (
        "数据文件 {file} 要升级到新的格式，升级前核验发现 {place} 与记录簿不符（{what}），"
        "没有升级，文件原样未动。请用 revisit audit verify 查看，再用 revisit db restore 从备份恢复。"
    )


class DatabaseBusy(DatabaseRefused):
    """Another writer held the lock longer than this process waits."""

    sentence = "{file} 正被其他人写入，等了 {seconds} 秒仍未轮到。请稍后再试。"


class DatabaseNotWritable(DatabaseRefused):
    """The folder or file is not writable, or the disk is full."""

    sentence = "无法写入 {file}：{what}。请检查磁盘空间和文件夹权限，或用 --db 换一个位置。"


class DatabaseHeldOpen(DatabaseRefused):
    """The damaged file that a backup is to replace cannot be moved away."""

    sentence = (
        "{file} 移不开：没有权限，或正被别的程序打开着。没有恢复，这个文件和备份都原样未动。"
        "请关掉打开着它的程序，再恢复一次。"
    )


class DatabaseOnShare(DatabaseRefused):
    """The file is on a network share, where SQLite's locks are not reliable."""

    sentence = (
        "{file} 在网络共享文件夹里，多机同写会损坏数据，因此只可查看。"
        "请把数据文件放在一台电脑的本地磁盘上，其他人用 revisit calls sheet 分表；"
        "确知此刻只有自己在用的，可加 --i-am-alone。"
    )


class SqliteTooOld(DatabaseRefused):
    """The SQLite under Python lacks STRICT tables."""

    sentence = (
        "本机 Python 所带 SQLite 版本为 {found}，至少需要 {needed}。"
        "请换用较新的 Python 3.11 以上版本。"
    )


class BackupExists(InputRefused):
    """The file for the copy exists already."""

    sentence = "{file} 已存在，未覆盖。请换个文件名，或加 --force。"


class BackupNotWritable(InputRefused):
    """The file for the copy cannot be written."""

    sentence = "备份 {file} 写不进去：{what}。请检查磁盘空间和文件夹权限，或用 -o 换一个位置。"


class BackupNotVerified(NotVerified):
    """The log and tables of a backup do not agree, so that it is not restored."""

    sentence = (
        "{file} 的记录簿与数据不符（{faults} 处），未恢复，现有数据文件未动。请换一份较早的备份；"
        "逐处查看：revisit --db {file} audit verify"
    )


class DatabaseItself(UsageRefused):
    """A file to write or restore is the data file itself, or one that SQLite keeps beside it."""

    sentence = "{file} 是正在用的数据文件，或是它自己要用的名字。请另写一个文件名。"


class DatabaseEmpty(DatabaseRefused):
    """The data file is empty."""

    sentence = "{file} 是空文件，里面没有数据。原来有数据的，请用 revisit db restore 恢复备份；本来就没有的，导入台账即从头开始：revisit import"


class DatabaseMissing(DatabaseRefused):
    """The data file does not exist."""

    sentence = (
        "没有 {file} 这个文件。名字写错了的请改对：revisit db path 说出用的是哪一个；"
        "头一回用的，先收台账：revisit import"
    )


class DatabaseForbidden(DatabaseRefused):
    """The user has no permission to read the data file."""

    sentence = "没有权限打开数据文件 {file}。请检查文件和文件夹的权限，或用 --db 指定别的文件。"


class OldNotKept(DatabaseRefused):
    """A file of an older format cannot be migrated, because no copy can be made beside it."""

    sentence = (
        "{file} 是旧的格式（{found}），升级前要在旁边留一份副本，而副本写不进去：{what}。"
        "没有升级，文件原样未动；请检查磁盘空间和文件夹权限，或把文件拷到能写的地方再用。"
    )


class DatabaseOwned(DatabaseRefused):
    """Another clerk has declared to be the only user of a file on a share."""

    sentence = (
        "{person} 于 {at} 在 {host} 上声明独自使用这个共享文件。"
        "请等对方做完；确认对方已不在用的，删除 {file} 后再试。"
    )


class QueryNotAllowed(UsageRefused):
    """The query reads something other than the masked views, or would change something."""

    sentence = "只能查询这几张脱敏的视图：{views}；不能读“{what}”，也不能改动数据。"


class QueryChanges(UsageRefused):
    """The query would change what a view shows."""

    sentence = "查询只读，不改动数据（“{what}”）。可查的视图：{views}；要改的请用各自的命令：revisit --help"


class QueryWrong(UsageRefused):
    """SQLite does not understand the query."""

    sentence = "这条查询读不懂：{what}。可查的视图：{views}；各列：revisit db query --help"


class QueryTooSlow(UsageRefused):
    """The query did not end in its time."""

    sentence = "这条查询 {seconds} 秒还没有算完，已停下。请加上条件，缩小范围。"
