"""Values that every room may use: money, dates, faults, trees, clocks."""
