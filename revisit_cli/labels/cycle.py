"""Words of dates as people write them."""

YEAR, MONTH, DAY = "年", "月", "日"
