"""Bookings of the free counselling: what a visitor asks for, and what staff make of it."""
