"""Tests of what lies below everything that writes."""
