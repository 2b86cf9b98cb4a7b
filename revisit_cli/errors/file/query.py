"""Refusals about asking the data file by SQL."""

from revisit_cli.errors import UsageRefused


class QueryNotAllowed(UsageRefused):
    """The query asks for more than the masked views, or would change something."""

    sentence = "只能查询这几张脱敏的视图：{views}；不能读“{what}”，也不能改动数据。"


class QueryWrong(UsageRefused):
    """SQLite does not understand the query."""

    sentence = "这条查询读不懂：{what}。可查的视图：{views}；各列见 db query 的说明。"


class QueryTooSlow(UsageRefused):
    """The query did not end in its time."""

    sentence = "这条查询 {seconds} 秒还没有算完，已停下。请加上条件，缩小范围。"
