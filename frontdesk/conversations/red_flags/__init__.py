"""A red flag after the turn that raised it: how long it stays active, and what replies look like meanwhile."""
