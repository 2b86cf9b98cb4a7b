"""Refusals about the discipline committee's key."""

from revisit_cli.errors import Forbidden, InputRefused, NotFound


class SealingNotInstalled(Forbidden):
    """The package for keys and encryption is not installed."""

    sentence = (
        "本机没有封存组件（PyNaCl），生成不了钥匙，也打不开封存的内容，未作任何改动。"
        "请运行 pip install 'revisit-cli[seal]'；用离线包或免安装压缩包的，里面已经带着。"
    )


class KeyFileExists(InputRefused):
    """The file for the private key exists already; it is never overwritten."""

    sentence = "{file} 已存在，私钥文件从不覆盖。请换个文件名。"


class KeyFileNotWritable(InputRefused):
    """The file for the private key cannot be written."""

    sentence = "私钥 {file} 写不进去：{what}。请检查磁盘空间和文件夹权限。"


class KeyFileUnreadable(InputRefused):
    """The file is not a private key of this program."""

    sentence = (
        "{file} 不是 revisit 的私钥文件，或已损坏。请用 revisit duty key new 写下的那个文件。"
    )


class PassphraseWrong(InputRefused):
    """The passphrase does not open the private key."""

    sentence = "口令不对，打不开 {file}。请重新输入。"


class PassphraseUnreadable(InputRefused):
    """The passphrase from standard input is not text."""

    sentence = (
        "口令读不出：标准输入不是 UTF-8，也不是 GB18030。请换成其中一种编码，或在终端里输入。"
    )


class KeyDoesNotFit(InputRefused):
    """The private key does not belong to the public key that the words were encrypted with."""

    sentence = (
        "这把私钥打不开封存的内容：封存时用的是另一把公钥。请用 revisit duty key show 核对指纹。"
    )


class KeyIsSet(Forbidden):
    """A key is set already; only the committee may decide to change it."""

    sentence = (
        "机关纪委的公钥已设置（指纹 {fingerprint}）。换新钥须由机关纪委提出：加 --replace；"
        "旧钥封存的内容仍要旧私钥才能打开。"
    )


class KeyNotSet(NotFound):
    """No key has been set yet."""

    sentence = "机关纪委的公钥尚未设置，廉洁方面的原话目前只是限制查阅。设置：revisit duty key new -o 私钥文件"
