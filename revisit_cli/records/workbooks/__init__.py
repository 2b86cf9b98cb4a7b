"""Workbooks as such, whatever they tell: read, written, marked."""
