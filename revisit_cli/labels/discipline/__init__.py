"""Discipline of the ledgers: suspicions, decisions, talks, words in confidence."""
