"""Visits, and the reasons for them."""
