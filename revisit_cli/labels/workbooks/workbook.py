"""Words for kinds and traits of workbooks."""

# Marks of our own workbooks that may be imported as ledgers.
LEDGER_MARKS = frozenset({"receipt", "template", "example", "ledger_form"})
# Names of our own workbooks that are not ledgers, by mark.
OWN = {
    "report": "统计报表",
    "certificate": "清零单",
    "form": "附表",
    "draw": "座谈抽取名单",
    "calls": "电话回访表",
    "sheet": "打印件",
}
TRAITS = {
    "macros": "含有宏，未运行",
    "links": "含有指向其他文件的链接，读的是上次保存的值",
    "pictures": "含有图片或文本框，里面的内容没有读",
    "open_quotes": "有没有配对的引号，已当作普通字符读入，请核对那几行",
    "comments": "含有批注，批注里的话没有读，请看原件",
    "hidden_text": "含有隐藏的文字，没有读",
    "struck_words": "有的格里划了删除线，划掉的字也照样读入，请看原件核对",
    "changes": "含有修订痕迹，按接受全部修订后的文字读",
    "converted": "旧格式的文档，是由 LibreOffice 转换后读的，请与原件核对",
    "unaided": "本机没有快速读取组件（python-calamine），改用较慢的读法，读到的内容一样",
    "no_end": "网页没有写完就结束了，可能没有传完整，请核对最后几行",
    "hidden_untold": "这种格式看不出哪些行被隐藏，隐藏的行也照样读入；要标出来请另存为 .xlsx",
}
# The name of a document's table, by its number from the start.
TABLE = "表格{number}"
# Numbering formats of the lists of a document.
CHINESE_DIGITS, CHINESE_TEN = "零一二三四五六七八九", "十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
