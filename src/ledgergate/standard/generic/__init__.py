"""The functions that work on any object, and the session."""
