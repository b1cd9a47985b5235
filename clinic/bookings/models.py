"""Bookings, what became of them, and the seats they take. The only place where names and phone numbers are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from clinic.bookings.kinds import Kind
from clinic.bookings.tokens import new_token
from clinic.bookings.wishes import Wish
from clinic.encryption import EncryptedText


class Booking(models.Model):
    """One request for the free counselling. Its state changes by clinic.bookings.moves only."""

    class State(models.TextChoices):
        RECEIVED = "received", "受付"
        CONTACTING = "contacting", "連絡中"
        CONFIRMED = "confirmed", "確定"
        UNREACHED = "unreached", "不通"
        CANCELLED = "cancelled", "取消"
        TO_CHECK = "to_check", "要確認"
        COMPLETED = "completed", "完了"

    class Channel(models.TextChoices):
        WEB = "web", "Web"
        LINE = "line", "LINE"

    key = models.CharField(
        max_length=128, unique=True, help_text="Chosen by the asker; the same one is the same booking."
    )
    reference = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=16, choices=State, default=State.RECEIVED, db_index=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts the moves; who moves must know the last one.")

    channel = models.CharField(max_length=8, choices=Channel)
    conversation = models.UUIDField(null=True, db_index=True, help_text="The front desk's conversation, if any.")

    name = EncryptedText()
    phone = EncryptedText()
    phone_hash = models.CharField(max_length=64, db_index=True)
    email = EncryptedText(blank=True, default="")
    concern = EncryptedText(blank=True, default="")
    wished: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, help_text="The wishes in order of preference; see Wish.to_json."
    )

    appointment_at = models.DateTimeField(null=True, db_index=True, help_text="The agreed time.")
    proposed_at = models.DateTimeField(null=True, help_text="A time that the clinic proposes and nobody has agreed to.")
    minutes = models.PositiveSmallIntegerField(default=30, help_text="How long the appointment takes.")
    call_attempts = models.PositiveSmallIntegerField(default=0)

    consent_at = models.DateTimeField(help_text="When the visitor agreed to the use of the data.")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.reference

    @property
    def wishes(self) -> Sequence[Wish]:
        """The wished times in order of preference."""
        return [Wish.from_json(content) for content in self.wished]

    @property
    def last_day(self) -> date | None:
        """The last day that the booking is about; None while any day would do."""
        moments = [moment for moment in (self.appointment_at, self.proposed_at) if moment]
        days = [timezone.localdate(moment) for moment in moments] or [wish.day for wish in self.wishes if wish.day]
        return max(days, default=None)

    def page_path(self, now: datetime) -> str:
        """The path of the booking's own page. The link opens it until 30 days after the wish (or after `now`)."""
        return f"/booking/{new_token(self.reference, self.last_day, now)}"


class BookingHistory(models.Model):
    """One thing that happened to a booking: when, by whom, from which state to which. No personal value."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=64, help_text="A member of staff's account, or visitor, or system.")
    kind = models.CharField(max_length=16, choices=Kind)
    was = models.CharField(max_length=16, choices=Booking.State, blank=True, default="")
    became = models.CharField(max_length=16, choices=Booking.State)
    version = models.PositiveIntegerField(help_text="The booking's version after it.")

    class Meta:
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("booking", "version"), name="one_history_row_per_version"),)

    def __str__(self) -> str:
        return f"{self.booking_id} {self.version} {self.kind}"


class Seat(models.Model):
    """One place in one slot. That two bookings cannot have the same one is the constraint's doing, not the code's."""

    starts_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField(help_text="1 to booking.per_slot of clinic.yml.")
    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="seat")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("starts_at", "number"), name="one_booking_per_seat"),)

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.number}"
