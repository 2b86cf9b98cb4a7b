"""``revisit`` alone at a terminal: what is due, by number, and each act asked for bit by bit."""
