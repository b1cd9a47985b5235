"""What is counted, what ran when, and what still has to be erased: rows without a text and without a person.

Channels, kinds and outcomes are those of Conversation and Turn, from which they are copied.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SafetyEvent(models.Model):
    """That a red flag was found: no text, no conversation, no person."""

    rule = models.CharField(max_length=8)
    tier = models.CharField(max_length=8)
    on = models.DateField(db_index=True)
    channel = models.CharField(max_length=8)
    version = models.CharField(max_length=128, blank=True, default="", help_text="The engine's model that found it.")

    def __str__(self) -> str:
        return f"{self.on} {self.rule} {self.tier}"


class DailyCount(models.Model):
    """How many turns of one kind a day had: what remains of them when their texts are gone."""

    day = models.DateField(db_index=True)
    channel = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    topic = models.CharField(max_length=64, blank=True, default="")
    outcome = models.CharField(max_length=16, blank=True, default="")
    red_flag_tier = models.CharField(max_length=8, blank=True, default="")
    turns = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("day", "channel", "kind", "topic", "outcome", "red_flag_tier"),
                name="one_count_per_kind_of_turn",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.topic} {self.turns}"


class DailyJob(models.Model):
    """A job that runs once a day, whichever of several clocks takes it; see daily.py."""

    name = models.CharField(primary_key=True, max_length=32)
    done_at = models.DateTimeField(null=True)
    lease_owner = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class PendingErasure(models.Model):
    """A conversation that is erased here and still has to be erased in the engine, which did not answer."""

    conversation = models.UUIDField(primary_key=True)
    since = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.conversation)
