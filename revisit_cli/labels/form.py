"""Words on printed forms that the document does not give."""

FONT = "仿宋"
# What asks for a blank form in so many words.
BLANK = ("blank", "空白")
FORM_NUMBER = "附表 {number}"
PHONE_HEADING = "电 话"
TICKED, UNTICKED = "☑", "☐"
BLANK_DAYS = "　　　　天"
RESTRICTED = "（已另存，仅机关纪委可查）"
FILE_NAME = "附表{number}_{title}.xlsx"
ROUND_FILE = "上门行程.xlsx"
ROUND_SHEET = "上门行程"
ROUND_TITLE = "{month} 期上门回访行程"
ROUND_HEADINGS = (
    "号", "企业", "辖区或地点", "理由", "联系人", "电话", "期限", "上门时间", "带队领导", "签字或盖章",
)  # fmt: skip
PAGE_FOOTER = "&C第 &P 页，共 &N 页"


def per_unit(answers: list[tuple[str, str]]) -> str:
    """Return several units' answers in one cell; one unit's stands alone."""
    if len({text for _, text in answers}) == 1:
        return answers[0][1]
    return "；".join(f"{unit}：{text}" for unit, text in answers)


def days(count: int | None, text: str | None) -> str:
    """Return how long a matter took, in words."""
    return f"{count}天" if count is not None else text or ""


def with_words(answer: str, words: str | None) -> str:
    """Return an answer with what was said."""
    return f"{answer}（{words}）" if words else answer
