"""Refusals about the way a command was given."""

from revisit_cli.errors import InputRefused, UsageRefused


class ClockUnreadable(UsageRefused):
    """REVISIT_NOW is not an ISO date-time."""

    sentence = "环境变量 REVISIT_NOW 的值“{text}”不是日期时间，应形如 2026-11-26T09:00。"


class ClockImpossible(UsageRefused):
    """The machine's clock, or REVISIT_NOW, shows an impossible year."""

    sentence = "现在的时间是 {at}，不像真的（只认 {first} 至 {last} 年）。请校准电脑时钟，或改正环境变量 REVISIT_NOW。"


class DatabaseUnnamed(UsageRefused):
    """--db was given an empty name, as from an empty shell variable."""

    sentence = (
        "--db 后面没有写数据文件的名字。请写明，或去掉 --db，用平常的那一个（revisit db path）。"
    )


class NameUnreadable(UsageRefused):
    """A clerk's name is empty, too long, or has characters that names do not have."""

    sentence = "经办人“{text}”不像姓名：请写 1 至 {most} 个看得见的字，不带控制符和电话号码（--by 或 REVISIT_BY）。"


class MonthUnreadable(UsageRefused):
    """A MONTH is not like 2026-11."""

    sentence = "“{text}”不是月份，应形如 2026-11、11月、11，或写 本期、上期。"


class HalfUnreadable(UsageRefused):
    """A half-year is not like 2026-H2."""

    sentence = "“{text}”不是半年，应形如 2026-H1（上半年）或 2026-H2（下半年）。"


class OptionRepeated(UsageRefused):
    """An option that takes one value was given two, of which one would be lost."""

    sentence = "选项 {option} 写了两个不同的值：“{first}”和“{second}”，只能写一个。请去掉不要的那个，未作任何改动。"


class ConfirmationRequired(UsageRefused):
    """An act that cannot be undone was neither confirmed at a terminal nor by --yes."""

    sentence = "{about}这一步须确认：在终端里输入“{word}”，或加 --yes。未作任何改动。"


class NumberTooLarge(UsageRefused):
    """A number is larger than any id or count can be."""

    sentence = "写的数太大，没有这样的编号或数目。请核对后重写。"


class TextTooLong(InputRefused):
    """A text, or a whole row, is too long for the data file."""

    sentence = "有一处文字太长（一处、或一行合起来，超过五百万字节），存不下。请删短后再来。"


class InputNotText(UsageRefused):
    """The input has bytes that are not text in the terminal's encoding."""

    sentence = "输入里有不是文字的字节。请重新输入，或把终端编码改为 UTF-8。"


class LimitTooSmall(UsageRefused):
    """--limit is less than one."""

    sentence = "选项 --limit 的值 {limit} 不对，应为 1 以上的整数。"


class ColumnUnknown(UsageRefused):
    """The list has no column of the name given to --sort."""

    sentence = "没有“{name}”这一列，不能按它排。可用：{known}。"
