"""Frozen records and enums that travel between the layers, one file per noun."""
