"""What staff do in a conversation: their words in it, and its moves through their queue."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class Remark(models.Model):
    """A message in a conversation that answers no message of the visitor: staff's words, news of a booking."""

    class Author(models.TextChoices):
        STAFF = "staff", "スタッフ"
        BOT = "bot", "自動応答"

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="remarks")
    number = models.PositiveIntegerField(help_text="The number of the message in the conversation.")
    at = models.DateTimeField(default=timezone.now)
    author = models.CharField(max_length=8, choices=Author)
    by = models.CharField(max_length=64, blank=True, default="", help_text="The account of staff; not shown.")
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="The bubble. Its text is NULL once the retention is over."
    )

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("conversation", "number"), name="one_remark_per_number"),)

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"


class StatusChange(models.Model):
    """One move of a conversation in the queue of staff: when, by whom, from where to where. No text of a visitor."""

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="status_changes"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=64, help_text="The account of staff, or visitor, or system.")
    event = models.CharField(max_length=16)
    was = models.CharField(max_length=8, blank=True, default="")
    became = models.CharField(max_length=8, blank=True, default="")
    version = models.PositiveIntegerField(help_text="The conversation's version after it.")
    note = models.CharField(max_length=200, blank=True, default="", help_text="What was done; no personal values.")

    class Meta:
        ordering = ("version",)
        constraints = (
            models.UniqueConstraint(fields=("conversation", "version"), name="one_status_change_per_version"),
        )

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.version} {self.event}"
