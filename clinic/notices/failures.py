"""Why a notice did not arrive."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """Raised when a notice could not be handed over; the message is a sentence for staff and quotes nobody.

    `is_permanent` when trying again would change nothing.
    """

    def __init__(self, message: str, *, is_permanent: bool = False) -> None:
        super().__init__(message)
        self.is_permanent = is_permanent
