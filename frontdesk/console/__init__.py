"""The staff console: reading conversations, mending what was misunderstood, taking over."""
