"""Projects: objects and functions, declared."""
