"""The booking form: each slot's answer checked, its question asked, the booking stored once. See docs/adr/0011."""
