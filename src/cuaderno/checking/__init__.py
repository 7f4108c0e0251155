"""Claims against the ledger: what can be said of each, with the arithmetic."""
