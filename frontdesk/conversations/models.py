"""The record: one row a conversation, one row a turn. Text in it is masked before it gets here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils import timezone

from frontdesk.conversations.bookkeeping_models import DailyCount, DailyJob, PendingErasure, SafetyEvent
from frontdesk.conversations.queue_models import Remark, StatusChange


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

    class Status(models.TextChoices):
        NONE = "", "–"
        OPEN = "open", "要対応"
        DOING = "doing", "対応中"
        DONE = "done", "対応済み"

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

    # The slot that an open form of the engine asks for: its answer may be a personal value.
    form_slot = models.CharField(max_length=64, blank=True, default="")

    # Since when a member of staff should look at it; nobody is promised that one does.
    needs_attention_since = models.DateTimeField(null=True, blank=True, db_index=True)

    # The queue of staff; moved by takeover.py alone. `version` counts the moves: who moves must know the last one.
    status = models.CharField(max_length=8, choices=Status, blank=True, default=Status.NONE, db_index=True)
    assignee = models.CharField(max_length=64, blank=True, default="", help_text="Who has taken it over.")
    version = models.PositiveIntegerField(default=0)
    # In human mode: when staff last did something here, and since when the visitor waits for them.
    staff_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    # When the visitor of a silent assistant was last told so; see takeover.py.
    told_at = models.DateTimeField(null=True, blank=True)

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

    class Handoff(models.TextChoices):
        PHONE = "phone", "電話"
        BOOKING = "booking", "予約"
        STAFF = "staff", "スタッフ"

    # What the replies say in place of their marks: for the visitor alone, never stored.
    private_values: Mapping[str, str] = MappingProxyType({})

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
    handoff = models.CharField(
        max_length=8, choices=Handoff, blank=True, default="", help_text="By which way the visitor was handed on."
    )
    model = models.CharField(max_length=128, blank=True, default="", help_text="The engine's model that answered.")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("conversation", "client_id"), name="one_turn_per_client_id"),
            models.UniqueConstraint(fields=("conversation", "number"), name="one_turn_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"


__all__ = [
    "Conversation", "DailyCount", "DailyJob", "PendingErasure", "Remark", "SafetyEvent", "StatusChange", "Turn",
]  # fmt: skip
