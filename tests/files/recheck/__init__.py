"""Tests of the papers of re-checks."""
