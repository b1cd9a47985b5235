"""How well, how fast and how sure the assistant understands: measured, side by side with other methods."""
