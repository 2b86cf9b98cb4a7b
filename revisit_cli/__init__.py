"""revisit: a bureau calls back every firm it has served, over one SQLite file."""

__version__ = "0.1.0"
