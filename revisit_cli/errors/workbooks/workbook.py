"""Refusals about a file that cannot be read as a table."""

from revisit_cli.errors import InputRefused, NotFound

# What a file is instead of a table, and what to do about it.
STRANGERS = {
    "pdf": "是 PDF 文件，不是表格。请向报送单位索取原来的表格",
    "slides": "是演示文稿，不是表格。请向报送单位索取原来的表格",
    "picture": "是图片，不是表格。请向报送单位索取原来的表格",
    "archive": "是压缩包，不是表格。请先解压，再导入里面的表格",
    "mail": "是邮件，不是表格。请把邮件里的附件另存出来，再导入附件",
    "json": "是 JSON 数据，不是表格。请用 Excel 或 WPS 整理成表格，另存为 .xlsx",
    "xml": "是 XML 数据，不是表格。请用 Excel 或 WPS 打开后另存为 .xlsx",
    "database": "是数据库文件，不是表格。请导出为 .xlsx 或 .csv",
    "program": "是程序，不是表格，请勿打开。请向报送单位索取原来的表格",
    "shortcut": "是快捷方式，不是表格。请导入它指向的原文件",
    "layout": "是 OFD 版式文件，不是表格。请向报送单位索取原来的表格",
    "numbers": "是苹果 Numbers 表格，读不了。请导出为 .xlsx 再导入",
    "sylk": "是 SYLK 格式的表格（.slk），读不了。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入",
    "dif": "是 DIF 格式的表格（.dif），读不了。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入",
    "unknown": "不是表格文件（能读 xlsx、xls、et、xlsb、ods、csv、tsv 和 docx、doc、wps、html 里的表格）。请另存为 .xlsx 再导入",
}

# Documents that LibreOffice converts where it is installed.
OFFICE_DOCUMENTS = {
    "doc": "是旧版 Word 文档（.doc、.wps）",
    "works": "是微软 Works 的文档（.wps），不是 WPS 的",
    "odt": "是开放格式的文档（.odt）",
    "rtf": "是 RTF 文档",
    "fodt": "是开放格式的单文件文档（.fodt）",
    "word_xml": "是 Word 的 XML 文档",
}
# Spreadsheets that it converts.
OFFICE_TABLES = {
    "xml_table": "是 Excel 2003 的 XML 表格",
    "fods": "是开放格式的单文件表格（.fods）",
}


class FileMissing(NotFound):
    """No such file."""

    sentence = "找不到文件 {file}。请检查路径和文件名。"


class FolderGiven(InputRefused):
    """The path is a folder, not a file."""

    sentence = "{file} 是文件夹，不是台账文件。请写成 {file}/* 导入其中全部文件。"


class FileNotRegular(InputRefused):
    """The path is a device, a pipe or a socket, not a file."""

    sentence = "{file} 不是普通文件（是设备、管道一类），没有读取。请先把内容存成文件再导入。"


class FileUnreadable(InputRefused):
    """The file cannot be opened: no permission, or another program has locked it."""

    sentence = (
        "{file} 打不开：没有读取它的权限，或正被别的程序占用。"
        "请关闭打开它的程序，或复制到自己的文件夹，再导入。"
    )


class FileEmpty(InputRefused):
    """The file is empty."""

    sentence = "{file} 是空文件，没有任何内容。请向报送单位重新索取。"


class FileLocked(InputRefused):
    """The file is the lock that Excel or WPS leaves while a workbook is open."""

    sentence = "{file} 是表格打开时留下的临时文件，不是台账。请关闭表格后导入原文件。"


class FileEncrypted(InputRefused):
    """The workbook is protected by a password."""

    sentence = (
        "{file} 设有密码，无法读取。请打开后取消密码（另存为不加密的 .xlsx 或 .docx）再导入。"
    )


class FileIsWebPage(InputRefused):
    """The file is the frameset of a web page, whose tables are in other files."""

    sentence = (
        "{file} 只是网页的外框，表格在旁边的文件夹里。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
    )


class FileBroken(InputRefused):
    """The file is half-written or damaged."""

    sentence = (
        "{file} 已损坏或没有传完整，读不出来。请重新索取，或用 Excel、WPS 打开后另存为 .xlsx。"
    )


class FileNotUnderstood(InputRefused):
    """The reader failed on the file, which may be valid all the same."""

    sentence = (
        "{file} 的写法少见，本工具读不了，不等于文件坏了。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入；打不开的，请重新索取。"
    )


class ReaderMissing(InputRefused):
    """A part of the reader is missing, or cannot be loaded on this machine."""

    sentence = (
        "{file} 没有读：本机的程序没有装完整（缺 {line}），不是文件的问题。"
        "请重新安装本工具，或把文件另存为 .csv 再导入。"
    )


class ReaderNotStarted(ReaderMissing):
    """The process that reads files ended before it was ready."""

    sentence = (
        "{file} 没有读：本机的程序没有装完整（缺读取文件的部分，启动不了），不是文件的问题。"
        "请重新安装本工具。"
    )


class FileNotTable(InputRefused):
    """The file is not a table of any supported kind."""

    sentence = "{file} {what}。"


class FileProtected(InputRefused):
    """The file is protected by rights management."""

    sentence = "{file} 受权限保护（加密软件或 IRM），读不了。请向报送单位索取解密后的一份，再导入。"


class FileNeedsOffice(InputRefused):
    """The document needs LibreOffice, which is not installed; ``line`` is the code of its kind."""

    sentence = (
        "{file} {what}，要借助 LibreOffice 才读得了，这台电脑上没有装。"
        "请用 Word 或 WPS 打开，另存为 .docx 再导入。"
    )


class TableNeedsOffice(FileNeedsOffice):
    """The spreadsheet needs LibreOffice, which is not installed."""

    sentence = (
        "{file} {what}，要借助 LibreOffice 才读得了，这台电脑上没有装。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
    )


class OfficeFailed(InputRefused):
    """LibreOffice could not convert the document."""

    sentence = (
        "{file} {what}，LibreOffice 没能打开（没有装它的 Writer，文件损坏，或超过 {seconds} 秒）。"
        "请用 Word 或 WPS 打开，另存为 .docx 再导入。"
    )


class OfficeFailedAtTable(OfficeFailed):
    """LibreOffice could not convert the spreadsheet."""

    sentence = (
        "{file} {what}，LibreOffice 没能打开（没有装它的 Calc，文件损坏，或超过 {seconds} 秒）。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
    )


class FileWithoutTable(InputRefused):
    """The document has no table."""

    sentence = (
        "{file} 里一张表格也没有（图片、文本框里的不读）。"
        "请向报送单位索取有表格的原件，或把名单填进表格再导入；"
        "写明本期没有涉企事项的，用 revisit ledgers zero 单位 作零报告。"
    )


class FileBadByte(InputRefused):
    """The text has a byte that is invalid in its encoding."""

    sentence = (
        "{file} 第 {line} 行有不是文字的字节，看不出原来是什么字，没有读取。"
        "请用记事本、Excel 或 WPS 打开改好这一行，另存后再导入。"
    )


class FileMixedLetters(InputRefused):
    """A text in two encodings, most likely of joined files."""

    sentence = (
        "{file} 从第 {line} 行起换了编码（一部分是 UTF-8，一部分是 GBK），像是几个文件拼成的，没有读取。"
        "请把拼在一起的几份各自用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
    )


class ColumnsDiffer(InputRefused):
    """Two columns of a table have the same meaning, and a row says different things in them."""

    sentence = (
        "{place}里有两列说的是同一项：{first}、{second}，第 {row} 行两处不同，看不出以哪列为准，未作任何改动。"
        "请删去一列，或给不用的一列改个名字，再来一次。"
    )


class FileCutStranger(InputRefused):
    """The file is incomplete, and of a kind that is not a table."""

    sentence = "{file} 没有传完整；原件{what}。"


class FileXlsbUnread(InputRefused):
    """The binary workbook (xlsb) has records that are not understood."""

    sentence = (
        "{file} 是二进制格式（.xlsb），写法少见或已损坏，读不出来。"
        "请用 Excel 或 WPS 打开后另存为 .xlsx。"
    )


class FileTooOld(InputRefused):
    """The workbook is of Excel 4 or older."""

    sentence = "{file} 是 Excel 4.0 或更早的旧格式，读不了。请用 Excel 或 WPS 打开后另存为 .xlsx。"


class FileUnsafe(InputRefused):
    """The XML inside has a document type declaration, which office programs never write."""

    sentence = (
        "{file} 内部含有实体声明（DOCTYPE），正常的表格没有，可能是恶意文件，未读取。"
        "请向报送单位核实，用 Excel 或 WPS 另存为 .xlsx 后重寄。"
    )


class FileTooLarge(InputRefused):
    """The file is too large when unpacked: a ZIP bomb, or cells far outside the table."""

    sentence = "{file} 展开后过大，不像台账，未读取。请只保留有内容的行列，另存为 .xlsx 再导入。"


class FileTooSlow(InputRefused):
    """Reading the file took too long."""

    sentence = (
        "{file} 读了 {seconds} 秒仍未读完，已停止。请等电脑不忙时再导入；"
        "仍读不完的，只保留台账内容，另存为 .xlsx 再导入。"
    )
