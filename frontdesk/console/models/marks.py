"""Marks of staff on a conversation, and what they keep at hand: tags, saved views, canned replies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from frontdesk.conversations.models import Conversation

LONGEST_NOTE = 1000


class Tag(models.Model):
    """A word that staff sort conversations by."""

    name = models.CharField("名前", max_length=20, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """What staff marked a conversation with. No row: unread, and nothing else is marked."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True, related_name="desk")
    read_number = models.PositiveIntegerField(default=0, help_text="Read up to this message; lower ones are read.")
    is_flagged = models.BooleanField(default=False, db_index=True)
    red_confirmed_at = models.DateTimeField(null=True, blank=True)
    red_confirmed_by = models.CharField(max_length=64, blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True, db_index=True)
    tags = models.ManyToManyField(Tag, related_name="desks", blank=True)

    def __str__(self) -> str:
        return str(self.conversation_id)


class Note(models.Model):
    """What a colleague should know. Masked like the visitor's text, and erased with it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    by = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    text = models.TextField(max_length=LONGEST_NOTE)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.at:%Y-%m-%d %H:%M}"


class SavedView(models.Model):
    """A list with its filters, under a name of one's own."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=1000, blank=True, help_text="The address after the question mark.")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="one_view_per_name"),)

    def __str__(self) -> str:
        return self.name


class CannedReply(models.Model):
    """A reviewed reply to start from."""

    title = models.CharField("題名", max_length=30, unique=True)
    text = models.TextField("本文", max_length=500)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title
