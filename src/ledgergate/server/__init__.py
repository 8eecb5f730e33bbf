"""Assembly: the only room that wires the others together, and the process they run in."""
