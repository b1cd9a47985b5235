"""The outbox: one row for each message that somebody must get, until it has arrived or was given up."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking


class Notice(models.Model):
    """One message to one receiver about one change of a booking. Holds no text: that is made when it is sent."""

    class Way(models.TextChoices):
        STAFF_MAIL = "staff_mail", "職員へのメール"
        STAFF_WEBHOOK = "staff_webhook", "職員へのWebhook"
        VISITOR_MAIL = "visitor_mail", "ご本人へのメール"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind)
    version = models.PositiveIntegerField(help_text="The booking's version that it tells of.")
    way = models.CharField(max_length=16, choices=Way)
    receiver = models.CharField(
        max_length=254, blank=True, default="", help_text="The staff's address; empty for the visitor's own."
    )

    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now, help_text="Not to be tried before.")
    lease_until = models.DateTimeField(null=True, help_text="A worker is sending it until then.")
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True, default="", help_text="Why the last attempt failed.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("booking", "version", "kind", "way", "receiver"), name="one_notice_per_change_and_receiver"
            ),
        )
        indexes = (models.Index(fields=["delivered_at", "given_up_at", "next_at"], name="notices_due"),)

    def __str__(self) -> str:
        return f"{self.booking_id} {self.kind} {self.way}"
