"""What says that there is nothing to say opens no problem."""

import pytest

from revisit_cli.policy.problems.problem import is_nothing, problems_in


@pytest.mark.clause("R32", "二(二)5")
@pytest.mark.parametrize(
    "text",
    ["", " ", "无", "无。", "没有", "没有了。", "暂无", "无建议", "暂时没有意见", "没有意见和建议",
     "目前没有困难！",
     "都没有", "—", "无困难问题", "没什么建议"],
)  # fmt: skip
def test_words_for_nothing_open_nothing(text: str) -> None:
    assert is_nothing(text)
    assert problems_in(text, text) == ()


@pytest.mark.clause("R32")
@pytest.mark.parametrize(
    "text", ["无障碍通道太窄", "没有一次说清", "建议多开窗口", "没有停车位", "没有人接电话"]
)
def test_words_that_only_begin_so_say_something(text: str) -> None:
    assert not is_nothing(text)
    assert problems_in(text, None) == (("suggestion", text),)
