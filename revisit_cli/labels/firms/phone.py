"""Words that stand among telephone numbers."""

EXTENSION = r"(?:-+|\*|#|转|分机|ext\.?)"
DASHES = "\\-\u2010-\u2015\u2212\u30fc"
SEPARATORS = r"[\n\r;；,，、/\\|&]+|及|或|和(?=\s*[\d+(])"
NAME_NOISE = r"[\s:：()（）\[\]【】<>《》\"'“”·.。\-—–~*#+=_]+"
LABELS = (
    r"联系电话|联系方式|手机号码|手机号|电话号码|固定电话|移动电话|办公电话|座机|手机|电话|微信同号|微信|号码|"
    r"分机|传真|办公室|办|宅"
)
