"""A data file in memory, and rows put into it by hand."""

import pytest

from tests.store.rows import Stored


@pytest.fixture
def stored() -> Stored:
    """An empty data file in memory with every table."""
    return Stored()
