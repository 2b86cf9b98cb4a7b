"""Refusals about the one data file, and about asking it by SQL."""

from revisit_cli.errors import DatabaseRefused, InputRefused, NotVerified, UsageRefused


class NotOurDatabase(DatabaseRefused):
    """The file is not a database that revisit made."""

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
    """A row that an act changes, or the end of a table it adds to, was edited behind the log."""

    sentence = (
        "数据文件的 {table} 表第 {row} 行与记录簿不符（{what}），没有在它上面继续办理。"
        "请用 revisit audit verify 查看全部不符之处，再用 revisit db restore 从备份恢复。"
    )


class FileNotAsLogged(NotVerified):
    """A file of an older format was edited behind its log, so that it cannot be brought up to date."""

    sentence = (
        "数据文件 {file} 要升级到新的格式，升级前核验发现 {place} 与记录簿不符（{what}），"
        "没有升级，文件原样未动。请用 revisit audit verify 查看，再用 revisit db restore 从备份恢复。"
    )


class DatabaseBusy(DatabaseRefused):
    """Another writer kept the lock longer than we wait."""

    sentence = "{file} 正被其他人写入，等了 {seconds} 秒仍未轮到。请稍后再试。"


class DatabaseNotWritable(DatabaseRefused):
    """The folder or the file does not let us write, or the disk is full."""

    sentence = "无法写入 {file}：{what}。请检查磁盘空间和文件夹权限，或用 --db 换一个位置。"


class DatabaseHeldOpen(DatabaseRefused):
    """A damaged file that a backup should take the place of cannot be moved away."""

    sentence = (
        "{file} 移不开：没有权限，或正被别的程序打开着。没有恢复，这个文件和备份都原样未动。"
        "请关掉打开着它的程序，再恢复一次。"
    )


class DatabaseOnShare(DatabaseRefused):
    """The file lies on another machine, where SQLite's locks do not hold."""

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
    """A file already stands where the copy should go."""

    sentence = "{file} 已存在，未覆盖。请换个文件名，或加 --force。"


class BackupNotWritable(InputRefused):
    """The copy cannot be written where it should go."""

    sentence = "备份 {file} 写不进去：{what}。请检查磁盘空间和文件夹权限，或用 -o 换一个位置。"


class BackupNotVerified(NotVerified):
    """A backup's log or tables do not agree with each other, so it is not put back."""

    sentence = (
        "{file} 的记录簿与数据不符（{faults} 处），未恢复，现有数据文件未动。请换一份较早的备份；"
        "逐处查看：revisit --db {file} audit verify"
    )


class DatabaseItself(UsageRefused):
    """A file is to be written on the data file or what SQLite keeps beside it, or restored from it."""

    sentence = "{file} 是正在用的数据文件，或是它自己要用的名字。请另写一个文件名。"


class DatabaseEmpty(DatabaseRefused):
    """The data file holds not one byte: whatever it held is gone, or nothing ever was in it."""

    sentence = "{file} 是空文件，里面没有数据。原来有数据的，请用 revisit db restore 恢复备份；本来就没有的，导入台账即从头开始：revisit import"


class DatabaseMissing(DatabaseRefused):
    """There is no file where one was named."""

    sentence = (
        "没有 {file} 这个文件。名字写错了的请改对：revisit db path 说出用的是哪一个；"
        "头一回用的，先收台账：revisit import"
    )


class DatabaseForbidden(DatabaseRefused):
    """The system lets nobody with these rights look at the file."""

    sentence = "没有权限打开数据文件 {file}。请检查文件和文件夹的权限，或用 --db 指定别的文件。"


class OldNotKept(DatabaseRefused):
    """A file of an older format cannot be brought up to date: no copy can be put beside it."""

    sentence = (
        "{file} 是旧的格式（{found}），升级前要在旁边留一份副本，而副本写不进去：{what}。"
        "没有升级，文件原样未动；请检查磁盘空间和文件夹权限，或把文件拷到能写的地方再用。"
    )


class DatabaseOwned(DatabaseRefused):
    """On a share, somebody else says to be the only one who writes."""

    sentence = (
        "{person} 于 {at} 在 {host} 上声明独自使用这个共享文件。"
        "请等对方做完；确认对方已不在用的，删除 {file} 后再试。"
    )


class QueryNotAllowed(UsageRefused):
    """The query asks for more than the masked views, or would change something."""

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
