"""Refusals about ledgers."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound, UsageRefused


class HeadingsNotFound(InputRefused):
    """No sheet has the headings of a ledger."""

    sentence = (
        "{place}里没有找到台账的表头：缺“{missing}”，看到的是“{seen}”。"
        "请补上表头，或用 --map 列=字段 说明{such_as}。"
    )


class HeadingsInColumn(InputRefused):
    """The headings of a table are in a column, and each service is a column too."""

    sentence = (
        "{place}里的表头（{seen}）竖着排在 {column} 列，一列才是一件事，程序只认一行一件的。"
        "请在 Excel 或 WPS 里整张复制，用“选择性粘贴—转置”改成一行一件，或填进附表3"
        "（revisit ledgers template 单位），再导入。"
    )


class ZeroWithoutTable(InputRefused):
    """A file has no table, and says that there was nothing to report."""

    sentence = (
        "{place}里没有台账的表头，写着“{said}”。确是零报告的，请用 revisit ledgers zero 单位 记下；"
        "有事项的，请补上表头再导入。"
    )


class HeadingsAmbiguous(InputRefused):
    """Several columns fit the same field equally well."""

    sentence = (
        "{place}有几列都像“{field}”：{columns}。请用 --map 列=字段 指明，例如 --map {example}。"
    )


class RolesAmbiguous(InputRefused):
    """Several columns have firms by their role in a project."""

    sentence = (
        "{place}里有几列企业：{columns}，看不出服务的是哪一家。只服务其中一家的，用 --map {example} 指明；"
        "都服务了的，加 --each-firm，每家各算一行。"
    )


class SideUnclear(InputRefused):
    """The only column of contacts or numbers is beside the office's: it may not be the firm's."""

    sentence = (
        "{place}里的“{column}”紧挨着“{beside}”，看不出是企业的还是科室的。"
        "是企业的，加 --map {letter}={field}；是科室的，加 --map {letter}=不用。"
    )


class LedgerHidden(InputRefused):
    """Only a cover sheet is visible; the ledger is on a hidden sheet."""

    sentence = (
        "{file} 的工作表“{cover}”里没有台账；隐藏的工作表“{sheet}”里有。要读请加 --sheet {sheet}。"
    )


class TextLost(InputRefused):
    """The headings' characters were lost when the file was saved in a wrong encoding."""

    sentence = "{place}的文字已经丢失（成了乱码 �），读不出来。请向报送单位索取原来的文件。"


class TextMisread(TextLost):
    """The headings were saved as they look when read in a wrong encoding."""

    sentence = (
        "{place}的文字是乱码（“{seen}”原是“{meant}”）：存成这个文件的程序认错了编码，读不出来。"
        "请向报送单位索取原来的文件，或用 Excel、WPS 打开原件，另存为 .xlsx 再导入。"
    )


class OnlyHidden(InputRefused):
    """All sheets with content are hidden."""

    sentence = "{file} 只有隐藏的工作表“{sheet}”里有内容。要读请加 --sheet {sheet}。"


class OwnOutput(InputRefused):
    """The workbook was written by this program, and is not a ledger."""

    sentence = "{file} 是本工具打印的{what}，不是单位报送的台账，未读取。请导入单位寄来的原表。"


class OnlyPictures(InputRefused):
    """The content of the workbook is a picture or a text box."""

    sentence = (
        "{file} 的内容是图片或文本框，格子里没有台账，读不了。"
        "请向报送单位索取原来的表格（不是截图、扫描件）。"
    )


class NoData(InputRefused):
    """Every sheet is empty."""

    sentence = (
        "{file} 里没有任何内容。如本期没有涉企事项，请用 revisit ledgers zero 单位 作零报告。"
    )


class MappingUnreadable(UsageRefused):
    """A --map is not COLUMN=FIELD."""

    sentence = "--map 的写法“{text}”不对，应为 列=字段。可用的字段：{fields}。"


class ReplacesMost(UsageRefused):
    """A ledger would change or drop more than half of the rows in force."""

    sentence = (
        "{file} 会改动或撤下 {unit} {month} 现行一版过半的行：现行 {standing} 行，"
        "变更 {changed}，撤下 {gone}。未作任何改动。确是整份更换的，加 --replace 再导入；"
        "报错了单位、月份或文件的，请改正。"
    )


class ZeroAfterLedger(Forbidden):
    """A zero report was given for a unit whose ledger in force has firms."""

    sentence = (
        "{unit} {month} 报过的台账还有 {count} 行，不能作零报告。只是有几行不对的，"
        "请导入更正后的台账；整份报错的，加 --accept-gone 一并撤下，改作零报告。"
    )


class ZeroAfterCall(Forbidden):
    """Some of the rows that a zero report would withdraw cannot be withdrawn."""

    sentence = (
        "{unit} {month} 报过的台账有 {count} 行撤不下：企业已打过电话、约好、正在拨打，"
        "或在已定的名单上。不能作零报告，什么也没有改。"
    )


class LedgerUnknown(NotFound):
    """No imported file has that name or number, and no unit that name."""

    sentence = "没有导入过“{ledger}”，也没有这个单位。运行 revisit ledgers list 查看已导入的台账。"


class LedgersShareName(UsageRefused):
    """Several units sent files of the same name."""

    asks = ("name",)
    sentence = "名叫“{ledger}”的台账有几份，不是同一单位的：{filings}。请写编号。"


class FilingUnknown(NotFound):
    """No filing has that number."""

    sentence = "没有 {filing} 号台账。编号见：revisit ledgers list"


class ReceivedReasonEmpty(UsageRefused):
    """A ledger's date of receipt was corrected without a reason."""

    asks = ("reason",)
    sentence = "更正收到的时间要写明理由，请加 --reason 理由。"


class NothingToReturn(NotFound):
    """A receipt was asked for, but the ledger has no held or noted rows."""

    sentence = (
        "“{ledger}”现在没有待改或有提示的行，不用回执。要看各行：revisit ledgers show {ledger}"
    )
