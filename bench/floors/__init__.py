"""The floors: the least that moving the same bytes and rows can cost, behind the same HTTP server."""
