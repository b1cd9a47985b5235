"""The record: what was said, what was understood, and how a turn is taken. Knows no channel."""
