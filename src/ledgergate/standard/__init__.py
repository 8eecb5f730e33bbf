"""What every company has: objects and functions, declared as values."""
