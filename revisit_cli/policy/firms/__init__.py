"""Firms, the people who speak for them, and their numbers."""
