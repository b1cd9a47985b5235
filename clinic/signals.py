"""What other rooms may listen to. `clinic` itself imports no channel."""

from django.dispatch import Signal

# Sent after the commit of every change of a booking, with `booking` (its primary key) and `kind` (see
# clinic.bookings.kinds). A receiver that fails is logged and stops nothing: what was decided stands.
booking_changed = Signal()
