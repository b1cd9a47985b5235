"""The clinic's own business: what it says of itself, and (later) its bookings. Imports nothing of the front desk."""
