"""Refusals about answers to the forms' questions."""

from revisit_cli.errors import UsageRefused


class AnswerUnreadable(UsageRefused):
    """An answer is none of its question's."""

    sentence = "“{question}”的回答“{text}”不对。可用：{known}。"


class WordsUnreadable(UsageRefused):
    """--words is not QUESTION=TEXT."""

    sentence = "--words 应写成“问题=原话”，问题可用：{known}。读到的是“{text}”。"
