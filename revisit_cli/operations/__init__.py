"""What a clerk does: one function is one act, one transaction, one outcome, one event."""
