"""The language of declarations: fields, objects and functions as frozen values."""
