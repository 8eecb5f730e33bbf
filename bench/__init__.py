"""Measured comparisons: ledgergate beside bare floors that move the same bytes and the same rows without any rules."""
