"""Words of dates as people write them."""

YEAR, MONTH = "年", "月"
