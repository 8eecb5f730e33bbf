"""`read` and `readByName` on a real database."""
