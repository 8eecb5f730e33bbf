"""Accounting applications, each blind to the others: what they run, what they refuse, what they post."""
