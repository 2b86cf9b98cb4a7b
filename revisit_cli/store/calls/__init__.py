"""Telephone calls: queue, claims, sheets, and what is put on record."""
