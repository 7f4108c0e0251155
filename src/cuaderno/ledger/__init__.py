"""The ledger: takes statements in, keeps them, answers questions about them."""
