"""Words of the receipt that a unit gets for its ledger."""

ENDING = "_回执"
SHEET, REST = "回执", "{name}其余行"
STATE = "核对"
PROBLEM = "问题"
OWN_HEADINGS = frozenset({STATE, PROBLEM})
UNIT_LINE = "填报单位：{unit}"
TITLE = "{year}年{month}月份涉企服务台账回执"
TO_MEND, TO_CHECK = "：请改好{count}行，整份寄回", "：请核对黄色的行"
NOTHING_TO_DO = "：其余各行，不用改"
PROPOSED = "建议分为：{firms}"
PLACE = "{place}："
SUMMARY_AFTER_FILE = "》"
SUMMARY = (
    "原件《{file}》{form}，本期 {read} 行 = 收下 {accepted} + 重复 {duplicate} + 待改 {held}；"
    "收下的行中 {noted} 行有提示。"
)
AGAIN = "按现在的情况重写。"
LEFT_OUT = "另有 {count} 行后来已更正或撤下，不再列出。"
REST_LINE = "不用改的 {count} 行在“{sheet}”表。"
REST_LEGEND = (
    "这些行已经收下，灰色行与已收的相同，都不用改；请随整份寄回，不要删。表上有完整电话，不要转发。"
)
LEGEND = (
    "橙色行待改，未收下，请改正；黄色行已收下，请核对。"
    "红框的格子是问题所在。改好后整份寄回即可，不用删行。"
    "表上有完整电话，不要转发。"
)
# For a ledger in another format: the receipt is a workbook, because it marks faults by colour.
_WORKBOOK = ".xlsx"
_AS_WORKBOOK = "不是 .xlsx，回执改用 Excel 工作簿：请在本表里改好，寄回本表即可，原件不必再改"
_AS_WORKBOOK_SHORT = "（原件不是 .xlsx，回执改用 Excel 工作簿）"


def as_workbook(file: str, *, is_short: bool = False) -> str:
    """Return the remark that a receipt has another format than its ledger, "" if it has not."""
    if file.lower().endswith(_WORKBOOK):
        return ""
    return _AS_WORKBOOK_SHORT if is_short else _AS_WORKBOOK
