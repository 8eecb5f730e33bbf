"""Time and expenses: objects and functions, declared."""
