"""Asking a person at a terminal: one line, one question, one of a list, what a command lacks."""
