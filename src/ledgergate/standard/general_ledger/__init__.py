"""General ledger: objects and functions, declared."""
