"""The demo company: what stands in it, and how it is made. Its credentials are public."""
