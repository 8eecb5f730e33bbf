"""Machinery that applications share, and the commands they send each other."""
