"""Words of the draw for the symposium."""

FAULTS = {
    "pool_changed": "冻结名单与其校验码不符",
    "pool_not_as_logged": "冻结名单与日志所记的校验码不符",
    "count_changed": "冻结名单的家数与日志所记不符",
    "size_changed": "抽取家数与冻结时日志所记不符",
    "not_in_log": "日志中没有这次冻结",
    "seed_changed": "种子与抽取时日志所记的校验码不符",
    "rank_differs": "名次与重算结果不符",
    "ranks_missing": "名次的条数与重算结果不符",
}


def nth(count: int) -> str:
    """Return which draw of its half or month a draw is."""
    return f"第{count}次抽取"
