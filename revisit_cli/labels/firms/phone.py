"""Words and signs in cells of telephone numbers."""

EXTENSION_WORD = r"(?:(?:转接?)?(?:内线|分机)(?:号码?)?|转接?|[Ee][Xx][Tt](?:ension)?\.?)"
EXTENSION = rf"(?:-+|\*|#|[xX](?=\s?\d)|{EXTENSION_WORD})"
DASHES = "\\-\u2010-\u2015\u2212\u30fc"
# An item number of a list is not part of a telephone number.
LISTED = r"[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿]"
SEPARATORS = r"[\n\r;；,，、/\\|&]+|及|或|和(?=\s*[\d+(])"
NAME_NOISE = r"[\s:：()（）\[\]【】<>《》\"'“”·.。\-—–~*#+=_]+"
LABELS = (
    r"联系电话|联系方式|手机号码|手机号|电话号码|固定电话|移动电话|办公电话|座机|手机|电话|電話|手機|微信同号|微信|号码|"
    rf"分机|内线|传真|办公室|办|宅|{EXTENSION_WORD}(?=[\s:()]*$)"
)
# A number for telephone and fax is one of a telephone: 电话/传真.
ALSO_FAX = r"(?<=[话机号])\s*(?:[/、和及&]|\(|及其)\s*传真(?:号码|号)?\s*\)?"
FAX_BEFORE = r"(?:传真|fax|(?<![a-z])f(?=[\s:：.]*[:：.]))(?:电话|号码|号)?[\s:：.]*$"
FAX_AFTER = r"\s*(?:\(\s*(?:传真|fax)\s*\)|传真(?!\s*[:：(]?\s*\d))"
# Words before a telephone number, which then may have only seven digits.
CUES = r"电话|手机|座机|固话|联系|热线|号码|致电|回电|传真|拨打|打给?|tel|phone|mobile|fax"
BESIDE = "办|宅|家|微信"  # in brackets behind one
NUMERALS = {
    sign: value
    for value, signs in enumerate(
        ("〇零洞", "一幺壹么", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
    )
    for sign in signs
}
# What holds digits and is no telephone number: another country's, a code, a box for letters.
FOREIGN = r"(?:\+|(?<!\d)00)\s*\(?(?!\(?86)[1-9][\d\s()\-]{6,}\d"
CODE = r"(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{15,20}(?![0-9A-Za-z@.])"
LETTER_BOX = (
    r"(?<![A-Za-z0-9_.+\-])(?!1[3-9]\d{9}@)[A-Za-z0-9_.+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
)
