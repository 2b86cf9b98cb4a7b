"""Words of the receipt that goes back to a unit."""

ENDING = "_回执"
SHEET = "回执"
STATE = "核对"
PROBLEM = "问题"
UNIT_LINE = "填报单位：{unit}"
PROPOSED = "建议分为：{firms}"
SUMMARY = (
    "《{file}》共读 {read} 行：收下 {accepted}，重复 {duplicate}，暂存 {held}；"
    "收下而有提示的 {noted} 行。请改好有颜色的行后寄回。"
)
