"""The questions of our bureau's forms 附表1 and 附表2. Nothing imports this but the loader."""

from revisit_cli.document import FORM_1, FORM_2
from revisit_cli.rulebook.form import Choice, Form, Question


def _heads(part: str) -> dict[int, str]:
    return {form.number: form.heads[part] for form in (FORM_1, FORM_2)}


# What any question but that on the whole takes where the firm has no other answer to give.
_UNKNOWN = (
    Choice("unclear", "不清楚", ("说不清", "记不清", "不记得")),
    Choice("na", "不适用"),
)


def _answerable(question: Question) -> Question:
    is_told = question.is_overall or question.kind == "words"
    return question if is_told else question._replace(unknown=_UNKNOWN)


_QUESTIONS = (
    Question(
        code="attitude",
        kind="coded",
        label="服务态度",
        heads=_heads("attitude"),
        aloud="工作人员的服务态度怎么样：好、一般，还是差？",
        choices=(
            Choice("good", "好", ("较好",), accuses_nobody=True, is_fine=True),
            Choice("fair", "一般", accuses_nobody=True),
            Choice("poor", "差", ("不好",), asks_on=True),
        ),
        explained="不耐烦、推诿、没人理是差；说不上好坏是一般",
        columns=("态度",),
        width=7,
        words_aloud="当时是什么情况，方便说说吗？",
        words_prompt="态度怎么不好（企业不说就回车）",
        words_label="态度原话",
    ),
    Question(
        code="one_time_notice",
        kind="coded",
        label="一次性告知",
        heads=_heads("one_time_notice"),
        aloud="要哪些材料、怎么办，是一次说全的，还是后来又让补？",
        choices=(
            Choice(
                "yes",
                "是",
                ("有", "执行了"),
                accuses_nobody=True,
                is_fine=True,
                spoken="一次说全",
            ),
            Choice("no", "否", ("没有", "未执行"), asks_on=True, spoken="补过"),
            Choice("unclear", "不清楚", ("说不清",)),
            Choice("na", "不适用"),
        ),
        explained="交一次就齐是一次说全；交了以后又要别的材料是补过",
        columns=("一次性告知制度",),
        words_aloud="后来又让补了什么？",
        words_prompt="哪里没有一次说清（企业不说就回车）",
        words_label="告知原话",
    ),
    Question(
        code="days",
        kind="days",
        measure="天",
        label="几天办结",
        heads=_heads("days"),
        aloud="从材料交齐到办好，一共几天？",
        explained="从材料交齐那天数起，当天办好写 0；说不准的照原话写，如 一周左右",
        columns=("办结天数", "天数"),
        prompt="几天办结：天数或原话",
        may_be_unknown=True,
    ),
    Question(
        code="extra_trips",
        kind="coded",
        label="多头跑",
        heads=_heads("extra_trips"),
        aloud="是在一处就办成了，还是要跑几处、来回跑？",
        choices=(
            Choice(
                "yes",
                "是",
                ("有", "存在"),
                asks_on=True,
                visit_reason="extra_trips",
                spoken="多跑了",
            ),
            Choice(
                "no",
                "否",
                ("没有", "无", "不存在"),
                accuses_nobody=True,
                is_fine=True,
                spoken="没多跑",
            ),
            Choice("unclear", "不清楚", ("说不清",)),
            Choice("na", "不适用"),
        ),
        explained="一处办成是没多跑；叫去几个科室、来回好几趟是多跑了",
        columns=("两头跑",),
        words_aloud="都跑了哪些地方，各几趟？",
        words_prompt="跑了哪几趟（企业不说就回车）",
        words_label="多跑原话",
    ),
    Question(
        code="integrity",
        kind="coded",
        label="吃拿卡要",
        heads=_heads("integrity"),
        aloud="这一问单独保管，按保密纪律转机关纪委，不告诉被评价的人，可以不答："
        "有没有遇到吃、拿、卡、要？",
        aloud_sealed="这一问除我记录外只有机关纪委能看，可以不答：有没有遇到吃、拿、卡、要？",
        choices=(
            Choice("no", "没有", ("否", "无", "不存在"), accuses_nobody=True, is_fine=True),
            Choice("yes", "有", ("是", "存在"), asks_on=True),
            Choice("declined", "不愿回答", ("拒答",)),
        ),
        explained="请客、送礼、指定中介、拖着不办都算有；不想说就按不愿回答，不追问",
        names=("廉洁",),
        width=9,
        is_confidential=True,
        words_aloud="愿意的话，请说说时间和经过；不愿细说也可以。",
        words_prompt="原话（只给机关纪委看；不肯细说就回车）",
        words_label="原话",
        words_head="廉洁情况原话（只对机关纪委可见）",
        words_columns=("廉洁情况原话", "廉洁原话"),
    ),
    Question(
        code="overall",
        kind="coded",
        label="总体评价",
        heads=_heads("overall"),
        aloud="总的来看，这次办事您满意还是不满意？",
        choices=(
            Choice("satisfied", "满意", accuses_nobody=True, head=FORM_1.heads["satisfied"]),
            Choice(
                "dissatisfied",
                "不满意",
                asks_on=True,
                visit_reason="dissatisfied",
                head=FORM_1.heads["dissatisfied"],
            ),
        ),
        explained="只记企业自己说的；说还行、一般的，再问一句满意还是不满意",
        columns=("评价", "满意度"),
        is_overall=True,
        words_aloud="主要是哪方面不满意？",
        words_prompt="哪里不满意（企业不说就回车）",
        words_label="不满原话",
    ),
    Question(
        code="suggestion",
        kind="words",
        label="改进意见及建议",
        heads=_heads("suggestion"),
        aloud="有什么要改进的意见建议？",
        explained="照原话记，一两句就行；记成问题的，到期前要答复企业",
        columns=("意见建议", "意见", "建议", "改进意见"),
        width=20,
        prompt="改进意见及建议（没有就回车）",
        summary="改进意见",
        opens="suggestion",
    ),
    Question(
        code="difficulty",
        kind="words",
        label="企业发展存在的困难问题",
        heads=_heads("difficulty"),
        aloud="企业发展上有什么困难问题？",
        explained="照原话记，一两句就行；记成问题的，到期前要答复企业",
        columns=("困难问题", "困难", "存在的困难问题"),
        width=20,
        prompt="企业发展存在的困难问题（没有就回车）",
        summary="困难问题",
        opens="difficulty",
    ),
)

FORM = Form(tuple(map(_answerable, _QUESTIONS)))
