"""How several things stand in one line."""

LISTED = "、"
