"""Long lists: filters in the address, keyset pages, CSV."""
