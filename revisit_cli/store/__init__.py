"""The one SQLite file: every word of SQL, one file per noun."""
