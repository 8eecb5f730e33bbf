"""Tables written by hand: what no object of the wire names."""
