"""Sentences that a clerk reads aloud, except the questions, which are in ``rulebook``."""

MARK = "念 "
QUOTED = "「{text}」"
WHO, NOBODY = "{firm}的{who}", "{firm}"
GREETING = (
    "您好，请问是{who}吗？我是{bureau}{office}{by}，做办事回访，大约三分钟。"
    "怎么评价都不影响办事。现在方便吗？"
)
ONE_MATTER = "{day}{unit}{officer}给您办过{matter}。"
SERVED, MATTERS = "{unit}{officer}办的{matter}", "{served}：几家一样就一起答，哪家不同请直接说。"
MANY = "{units}，这{count}家都给您办过事：几家一样就一起答，哪家不同请直接说。"
MATTER, DAY = "事情", "{month}月{day}日，"
CLOSING = "您说的我都记下了。谢谢，再见。"
PROMISE = "您说的“{text}”，{due}前有人给您答复。谢谢，再见。"
# Sentences for calls without answers, by the case.
OTHERS = (
    ("来核实", "您可以挂断，打我局公开电话{office_phone}核实。我们不问银行卡、验证码，不收费。"),
    ("别人接", "我是{bureau}{office}，想找{who}，不急。他什么时候方便？"),
    ("留言", "{who}您好，{bureau}{office}想听听您对办事的意见，过后再打，不用回电。"),
    ("不想说", "好的，不打扰了，不影响您办事。方便说句原因吗？"),
    ("生气", "对不起，给您添麻烦了。您先说，我照原话记。"),
    ("没办过", "您说没办过，我照记，由我们核对，不用您出证明。"),
)
DISCIPLINE = ("问廉洁的结果", "这由机关纪委办，我看不到，您可打{discipline_phone}。")
VISIT_OPENS = "今天只听意见，不检查、不执法，不用准备材料，也不用安排。"
VISIT_CLOSES = "请看一遍，不对的当场改。没出入请签字或盖章，不签也可以。"
URGED = "您说的{text}，{due}有人给您答复。"
POOL = "{scope}座谈，名单 {count} 家，抽 {size} 家，其余按名次候补。"
FROZEN = "名单已封，核对码在上面。现在请机关纪委给种子。"
