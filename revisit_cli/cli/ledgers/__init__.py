"""Units and the ledgers they file: rows, receipts, blank forms."""
