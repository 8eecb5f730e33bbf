"""The generic functions, which work on any declared object."""
