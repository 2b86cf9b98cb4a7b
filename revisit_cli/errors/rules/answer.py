"""Refusals about answers to the forms' questions."""

from revisit_cli.errors import Forbidden, UsageRefused


class AnswerUnreadable(UsageRefused):
    """The question has no such answer."""

    sentence = "“{question}”的回答“{text}”不对。可用：{known}。"


class AboutUnreadable(UsageRefused):
    """--about is not UNIT or QUESTION=UNIT, or its question is not one asked once a contact."""

    sentence = "--about 应写单位、都不是，或“问题=单位”，问题可用：{known}。读到的是“{text}”。"


class WordsUnreadable(UsageRefused):
    """--words is not QUESTION=TEXT."""

    sentence = "--words 应写成“问题=原话”，问题可用：{known}。读到的是“{text}”。"


class AnswersOfOneUnit(UsageRefused):
    """Answers that can only concern one unit were given for several."""

    sentence = (
        "“{questions}”的这种回答只能算对一家单位说的，不能一次记给几家。"
        "请用 --unit 一家一家记（补录表填“单位”一列，一家一行）：{units}。"
    )


class QuestionUnknown(UsageRefused):
    """--answer is not CODE=VALUE of a question of the form."""

    sentence = "--answer 应写成“问题=回答”，问题可用：{known}。读到的是“{text}”。"


class AnswerInConfidence(Forbidden):
    """A list was to be filtered by a confidential question."""

    sentence = (
        "“{question}”的回答只供机关纪委，不能按它列名单。"
        "汇总数见 revisit report month，逐件查阅用 revisit duty open --key 私钥文件。"
    )
