"""Words about asking the data file by SQL."""

TITLE = "查询结果"
