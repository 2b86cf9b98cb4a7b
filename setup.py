# coding: utf-8  # noqa: UP009 - for Python 2
"""Says in Chinese why nothing can be built here; what is built stands in pyproject.toml."""

import os
import sys

HOUSE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
sys.path.insert(0, HOUSE)
import revisit_cli  # noqa: E402, F401 - says so where Python is too old

if not os.access(HOUSE, os.W_OK):
    sys.exit(
        "本目录只能读、不能写，在这里装不了。请改用离线包里的 wheel（pip install revisit-*.whl），"
        "或把本目录复制到能写的地方再装。"
    )
from setuptools import setup  # noqa: E402

setup()
