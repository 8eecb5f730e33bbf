"""Double entry on values: entries, balance, periods, reversal, invariants. Pure: no clock, no database, no wire."""
