"""Accounts receivable: objects and functions, declared."""
