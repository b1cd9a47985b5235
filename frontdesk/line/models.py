"""Rows of the LINE channel: people, their threads, the inbox, pushes. Whatever a person sent stands in them encrypted."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from clinic.encryption import EncryptedText
from frontdesk.conversations.models import Conversation


class Person(models.Model):
    """Somebody who writes on LINE (or a group): known by a keyed hash of the LINE id, which cannot be turned back."""

    key = models.CharField(primary_key=True, max_length=64)
    is_friend = models.BooleanField(default=True)
    # The event time of the last follow or unfollow: an older one that comes late changes nothing.
    friend_ms = models.BigIntegerField(default=0)
    left_at = models.DateTimeField(null=True)
    greeted_at = models.DateTimeField(null=True)
    consented_at = models.DateTimeField(null=True)
    # Up to three masked texts for an hour, of somebody who has not agreed to their being kept: an urgent symptom may
    # come in two messages.
    recent = EncryptedText(blank=True, default="")
    recent_until = models.DateTimeField(null=True)
    last_ms = models.BigIntegerField(default=0)
    # The buttons of the last reply: their numbers and titles may be typed.
    choices: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)

    # Who is at work for this person; see leases.py.
    lease_owner = models.UUIDField(null=True, db_index=True)
    lease_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class Address(models.Model):
    """The LINE id of a person: needed to show that an answer is on its way, and to push. Goes first when somebody leaves."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="address")
    user_id = EncryptedText()

    def __str__(self) -> str:
        return str(self.person_id)


class Thread(models.Model):
    """Whose conversation it is. The record itself knows no person."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="line_thread"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="threads")
    started_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.conversation_id)


class InboxEvent(models.Model):
    """One event as LINE sent it. Its row says how far it is; what it held is wiped when nothing needs it any more."""

    class State(models.TextChoices):
        RECEIVED = "received", "受信"
        ANSWERING = "answering", "応答中"
        LATE = "late", "応答待ち"
        ANSWERED = "answered", "送信待ち"
        SENDING = "sending", "送信中"
        KEPT = "kept", "次の返信で送信"
        CARRIED = "carried", "次の返信に同封"
        SENT = "sent", "送信済み"
        PUSHED = "pushed", "プッシュ"
        UNKNOWN = "unknown", "到達不明"
        EXPIRED = "expired", "期限切れ"
        FAILED = "failed", "失敗"
        IGNORED = "ignored", "応答なし"

    # Waiting for the worker, first of all in the order of the person's events.
    OPEN = (State.RECEIVED, State.ANSWERING, State.ANSWERED, State.SENDING)

    event_id = models.CharField(
        max_length=100, unique=True, help_text="LINE's id: the same one again is the same event."
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=220)
    at_ms = models.BigIntegerField(help_text="When it happened, milliseconds.")
    received_at = models.DateTimeField(default=timezone.now, help_text="When its reply token came, the last time.")
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Not before this time.
    due_at = models.DateTimeField(default=timezone.now)
    body = EncryptedText(blank=True, default="", help_text="The event as JSON.")
    answer = EncryptedText(blank=True, default="", help_text="The LINE messages as JSON.")
    call = EncryptedText(blank=True, default="", help_text="What is being sent: the answer and those that were kept.")
    is_urgent = models.BooleanField(default=False)
    # The engine was too slow: the reply token goes for saying so, the answer comes later.
    is_late = models.BooleanField(default=False)
    # A call to LINE may have arrived without our knowing.
    is_doubtful = models.BooleanField(default=False)
    carried_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carries")
    message_id = models.CharField(max_length=100, blank=True, default="", db_index=True)
    image_set = models.CharField(max_length=100, blank=True, default="")
    conversation = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at_ms", "pk")
        indexes = (
            models.Index(fields=("state", "due_at"), name="line_waiting"),
            models.Index(fields=("person", "state", "at_ms"), name="line_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"


class Push(models.Model):
    """A message sent without a reply token. Its id is the retry key: LINE takes it once, however often it is sent."""

    class Reason(models.TextChoices):
        RED_FLAG = "red_flag", "緊急"
        BOOKING = "booking", "予約の結果"
        REMINDER = "reminder", "予約日のお知らせ"
        STAFF = "staff", "スタッフ"

    class State(models.TextChoices):
        WAITING = "waiting", "送信待ち"
        SENT = "sent", "送信済み"
        REFUSED = "refused", "送信できず"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pushes")
    reason = models.CharField(max_length=12, choices=Reason)
    messages = EncryptedText(blank=True, default="")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    why = models.CharField(
        max_length=200, blank=True, default="", help_text="A sentence for staff when it was refused."
    )

    def __str__(self) -> str:
        return f"{self.reason} {self.state}"


class DailyNumber(models.Model):
    """How often something unusual happened on a day: bodies of another bot, unknown kinds of events, forged buttons."""

    day = models.DateField()
    what = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "what"), name="one_number_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.number}"
