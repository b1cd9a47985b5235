"""A learned second look at what the red-flag rules let pass."""
