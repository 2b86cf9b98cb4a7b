# coding: utf-8  # noqa: UP009 - for Python 2
"""revisit: a bureau calls back every firm it has served, over one SQLite file."""

import sys

__version__ = "0.1.0"

# An older Python reads this far, and no further.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "revisit 需要 Python 3.11 或更新的版本，这里是 %d.%d.%d。"  # noqa: UP031
        "请安装新版，或改用免安装的压缩包。" % tuple(sys.version_info[:3])
    )
