"""What the questions of the form are called at the desk, and the keys of their answers."""

from collections.abc import Mapping, Sequence

from revisit_cli.cli.text import safe
from revisit_cli.labels.calls.call import PROBLEM_TAGS
from revisit_cli.operations.calls.questionnaire import Question
from revisit_cli.operations.rules.answer import fine_questions

# How many questions a firm answers by saying that nothing was wrong.
_COUNTS = "〇一二三四五六七八九十"
_PROBLEMS = {"open": "记成问题", **PROBLEM_TAGS, "none": "不记"}
_CONFIDENTIAL = "已记，只对机关纪委可见"
_ABOUT = "照企业说的记，不替它判断；写字也行，如 满意"
_ABOUT_FINE = "有一问不是这样答的，就按 2 逐问记；不愿答、说不清的也按 2"
ABOUT_WORDS = "照原话记；.. 重复上一条（只在不分单位的地方）"


def explained(question: Question) -> str:
    """Return which answer is which."""
    if question.name == "mode":
        return _ABOUT_FINE
    asked = question.asked or question.whose
    about = asked.explained if asked is not None else ""
    return "\n".join(filter(None, (about, _ABOUT if question.codes else ABOUT_WORDS)))


def prompt_of(question: Question) -> str:
    """Return what stands before the sign of the prompt: what is asked, the keys, what Enter is."""
    if question.name == "mode":
        return f"1 {_fine()}问答的是：{'、'.join(_fine_answers())}  2 逐问记"
    keys = _keys(question)
    return f"{name_of(question)}{'  ' if keys else ''}{keys}{_enter(question)}"


def name_of(question: Question) -> str:
    """Return what a question is called in its prompt and its summary."""
    if (about := question.whose) is not None:
        return f"{about.summary or about.label}是哪家的事"
    asked = question.asked
    if asked is None:
        return "回车：记成问题"
    if question.is_for_words:
        return asked.words_prompt
    return asked.prompt or asked.label


def _fine() -> str:
    count = len(fine_questions())
    return _COUNTS[count] if count < len(_COUNTS) else str(count)


def _fine_answers() -> list[str]:
    return [each.spoken[each.fine] for each in fine_questions() if each.fine is not None]


def words_of(question: Question) -> Mapping[str, str]:
    """Return the word of each code that answers a question."""
    if question.whose is not None:
        return {unit: safe(unit) for unit in question.codes}
    if question.name == "mode":
        return {"fine": "、".join(_fine_answers()), "each": "逐问记"}
    asked = question.asked
    if asked is None:
        return PROBLEM_TAGS if question.name == "tag" else _PROBLEMS
    return {} if question.is_for_words else asked.spoken


def _keys(question: Question) -> str:
    return keys_of(question, question.codes)


def keys_of(question: Question, keys: Sequence[str]) -> str:
    """Return what each digit stands for that may be keyed."""
    codes = words_of(question)
    return " ".join(f"{number}{codes[code]}" for number, code in enumerate(keys, 1))


def _enter(question: Question) -> str:
    if question.unknown:
        return "（不记得就回车）"
    if question.name == "tag":
        return "（不记成问题，但说的是这些就按；都不是回车）"
    if question.may_be_empty and question.codes and question.name != "problem":
        return "（企业没答就回车）"
    return ""


def told_of(question: Question, answer: str) -> str:
    """Return an answer in words; what was said in confidence is not among them."""
    if question.is_confidential and not question.codes:
        return _CONFIDENTIAL
    if question.name == "problem" and answer in ("", "open"):
        return "是"
    if not answer:
        asked = question.asked
        return "没说" if asked is not None and asked.may_be_unknown else "无"
    return words_of(question).get(answer) or safe(answer)
