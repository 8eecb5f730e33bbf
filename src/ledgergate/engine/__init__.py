"""Running functions: dispatch, life cycle, references, numbering, generic verbs."""
