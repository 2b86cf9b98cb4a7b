"""Refusals about options that contradict the file they are given for."""

from revisit_cli.errors import UsageRefused


class UnitContradicted(UsageRefused):
    """A ledger names another unit than --unit does."""

    sentence = (
        "{file} 里写的单位是{said}，--unit 写的是“{given}”，两处不一，未作任何改动。"
        "表里写的对，去掉 --unit；是同一个单位，先登记别名：revisit units alias {given} {text}；"
        "表里写错了，请在表里改正。"
    )


class MonthContradicted(UsageRefused):
    """A title, or the name of a file or sheet, names another month than the one given."""

    sentence = (
        "{place}的表题、文件名或工作表名写的是 {said}，命令里写的月份是 {given}，两处不一，"
        "未作任何改动。请改命令里的月份，或改表题、文件名。"
    )


class SheetNotThere(UsageRefused):
    """A sheet that --sheet names is not in the workbook."""

    sentence = "{file} 里没有工作表“{sheet}”（--sheet），有的是：{known}。未作任何改动。"


class ColumnNotThere(UsageRefused):
    """A column that --map names is not in the table."""

    sentence = (
        "{file} 里没有“{column}”这一列（--map {column}={field}），看到的是：{seen}。未作任何改动。"
    )


class ColumnContradicted(UsageRefused):
    """--map gives a column another field than its own heading."""

    sentence = (
        "{file} 的“{column}”一列写明是{said}，--map 写的是{given}，两处不一，未作任何改动。"
        "请去掉这个 --map，或在表里改正表头。"
    )


class ReasonContradicted(UsageRefused):
    """The name of a sheet or file names another reason than --reason does."""

    sentence = (
        "{place}的名称写的理由是“{said}”，--reason 写的是“{given}”，两处不一，未作任何改动。"
        "请去掉 --reason，或改名称。"
    )
