"""The Chinese word for every code and report line, one file per noun."""
