"""Accounts payable: objects and functions, declared."""
