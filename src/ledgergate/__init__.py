"""A self-hosted accounting system behind an XML gateway that speaks the Sage Intacct wire protocol."""

__version__ = "0.1.0"
