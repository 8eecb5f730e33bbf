"""Inventory: objects and functions, declared."""
