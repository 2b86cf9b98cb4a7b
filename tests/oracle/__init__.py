"""A second count: what random half-years come to, by a model that knows only what it did.

Written from the design and the document; nothing of the program's rules or store is asked.
"""
