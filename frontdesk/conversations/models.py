"""The record: one row a conversation, one row a turn. Text in it is masked before it gets here."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone


class Conversation(models.Model):
    """One session of a visitor on the web.

    Every message of it, whoever wrote it, has a number; `last_number` is the highest one given out so far.
    """

    class Channel(models.TextChoices):
        WEB = "web", "Web"
        LINE = "line", "LINE"

    class Mode(models.TextChoices):
        BOT = "bot", "自動応答"
        HUMAN = "human", "スタッフ"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.BOT)
    started_at = models.DateTimeField(default=timezone.now, db_index=True)
    last_at = models.DateTimeField(default=timezone.now)
    opening: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    last_number = models.PositiveIntegerField(default=0)

    # One message of a conversation at a time, whichever process received it; see lease.py.
    lease_owner = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    # The active red flag: rule and tier of the highest one, since when, and how many turns in a row were about
    # something else. It outlives the engine's sessions. No words of the visitor stand in it.
    red_flag_rule = models.CharField(max_length=8, blank=True, default="")
    red_flag_tier = models.CharField(max_length=8, blank=True, default="")
    red_flag_since = models.DateTimeField(null=True, blank=True)
    red_flag_quiet_turns = models.PositiveSmallIntegerField(default=0)

    # Since when a member of staff should look at it; nobody is promised that one does.
    needs_attention_since = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class Turn(models.Model):
    """One message of the visitor and what came of it. Until `answered_at` is set it may be tried again."""

    class Kind(models.TextChoices):
        TYPED = "typed", "入力"
        PAYLOAD = "payload", "ボタン"
        OTHER = "other", "その他"

    class Outcome(models.TextChoices):
        RED_FLAG = "red_flag", "緊急"
        FALLBACK = "fallback", "未回答"
        OUT_OF_SCOPE = "out_of_scope", "対象外"
        NO_INFO = "no_info", "情報なし"
        FORM = "form", "フォーム"
        SOCIAL = "social", "あいさつなど"
        HUMAN = "human", "スタッフ対応中"
        ERROR = "error", "応答なし"
        ANSWERED = "answered", "回答"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    client_id = models.UUIDField(help_text="Chosen by the client; the same one again is the same message.")
    number = models.PositiveIntegerField(help_text="The number of the visitor's message in the conversation.")
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    answered_at = models.DateTimeField(null=True)

    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(
        null=True, help_text="Masked; for a quick reply its title. NULL once the retention is over."
    )
    payload = models.CharField(max_length=300, blank=True, default="")

    topic = models.CharField(max_length=64, blank=True, default="", db_index=True)
    confidence = models.FloatField(null=True)
    nearest: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, help_text="The three likeliest topics with their confidence."
    )
    also_asked = models.CharField(max_length=64, blank=True, default="")
    entities: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    red_flag_tier = models.CharField(max_length=8, blank=True, default="")
    red_flag_rule = models.CharField(max_length=8, blank=True, default="")
    actions: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    engine_ms = models.FloatField(null=True, help_text="The engine's own time.")
    reply_ms = models.FloatField(null=True, help_text="From receipt to the stored reply.")
    replies: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True, default="", db_index=True)
    model = models.CharField(max_length=128, blank=True, default="", help_text="The engine's model that answered.")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("conversation", "client_id"), name="one_turn_per_client_id"),
            models.UniqueConstraint(fields=("conversation", "number"), name="one_turn_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"


class SafetyEvent(models.Model):
    """That a red flag was found: no text, no conversation, no person."""

    rule = models.CharField(max_length=8)
    tier = models.CharField(max_length=8)
    on = models.DateField(db_index=True)
    channel = models.CharField(max_length=8, choices=Conversation.Channel)
    version = models.CharField(max_length=128, blank=True, default="", help_text="The engine's model that found it.")

    def __str__(self) -> str:
        return f"{self.on} {self.rule} {self.tier}"


class DailyCount(models.Model):
    """How many turns of one kind a day had: what remains of them when their texts are gone."""

    day = models.DateField(db_index=True)
    channel = models.CharField(max_length=8, choices=Conversation.Channel)
    kind = models.CharField(max_length=8, choices=Turn.Kind)
    topic = models.CharField(max_length=64, blank=True, default="")
    outcome = models.CharField(max_length=16, choices=Turn.Outcome, blank=True, default="")
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
