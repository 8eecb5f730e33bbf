"""Company: objects and functions, declared."""
