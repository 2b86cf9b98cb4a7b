"""Refusals about packets: handing them out, QR codes, and importing them."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound, UsageRefused


class ClerksMiscounted(UsageRefused):
    """The number of names differs from the number of packets."""

    sentence = "--split {split} 与 --names 给出的 {count} 个名字不符。请写齐名字，或只写其中一项。"


class ClerkTwice(UsageRefused):
    """One clerk is named twice."""

    sentence = "“{name}”写了两遍。每位经办人只写一次。"


class NothingToSplit(NotFound):
    """The month has no open call that is not handed out."""

    sentence = (
        "没有可以分出去的电话：都已办结、等补号码，或正由他人办理。运行 revisit calls list 查看。"
    )


class CallOnSheet(Forbidden):
    """The call has been handed out in a packet."""

    sentence = "第 {call} 号电话在 {owner} 的回访表上，还没有收回。请先收回：revisit calls absorb 文件；表丢了就放回名单：revisit calls release --clerk {owner}"


class NoCallTable(InputRefused):
    """No sheet of the file has the columns of a call table."""

    sentence = "{file} 里找不到回访记录的表头：至少要有“{needed}”。看到的有：{seen}。"


class FormIsNoTable(NoCallTable):
    """A printed form of the document was given instead of a sheet."""

    sentence = "{file} 是{form}，打印出来填写用的，不从它收。请交回发出的那份表，或照着补录：revisit calls record --from 文件"


class LineNotRecord(InputRefused):
    """A line of a JSONL file is not a JSON object."""

    sentence = "{file} 第 {row} 行不是一条 JSON 记录。每行写一条，如 {example}。"


class RowsRefused(InputRefused):
    """Some rows of a file cannot be recorded; all of them are listed, and none was recorded."""

    sentence = "{file} 有 {count} 行不能记，全部未记：\n{faults}\n改好再来；或加 --skip-bad，先记没有问题的行。"


class NobodysClaims(NotFound):
    """The clerk has claimed no calls."""

    sentence = "“{clerk}”名下没有正在打的电话。运行 revisit calls list 查看。"


class ReleaseUnclear(UsageRefused):
    """The calls to release were given in several ways, or in none."""

    asks = ("call",)
    sentence = "请写电话号，或 --clerk 姓名，或 --expired，三者取一。"


class QrMissing(Forbidden):
    """The library that draws QR codes is not installed."""

    sentence = (
        "设定 dial_qr 要的组件（segno）没有安装。请运行 pip install 'revisit-cli[qr]'，"
        "或关掉：revisit settings set dial_qr 否"
    )
