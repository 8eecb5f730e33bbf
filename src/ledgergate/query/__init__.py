"""Queries: languages of the wire to one plan, without a database."""
