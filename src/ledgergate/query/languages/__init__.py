"""The languages in which clients say which records they want."""
