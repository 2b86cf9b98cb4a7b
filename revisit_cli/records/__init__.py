"""Frozen records and enums that travel between the rooms, one file per noun."""
