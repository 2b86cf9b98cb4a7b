"""The blind re-check of completed calls: sample, card, what it proves, signals."""
