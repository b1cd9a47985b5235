"""Verdicts on turns, what may become a training example, and groups of questions that had no answer."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from frontdesk.conversations.models import Turn


class Verdict(models.Model):
    """Whether a typed turn was understood, in the judgement of a member of staff; the last one counts."""

    class Kind(models.TextChoices):
        RIGHT = "right", "正しい"
        OTHER = "other", "別のトピック"
        OUTSIDE = "outside", "対象外"
        UNSURE = "unsure", "判断できない"

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, primary_key=True, related_name="verdict")
    kind = models.CharField(max_length=8, choices=Kind)
    topic = models.CharField(max_length=64, blank=True, default="", help_text="The right one, for 別のトピック.")
    by = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.turn_id} {self.kind} {self.topic}"


class Candidate(models.Model):
    """A text on its way into the training data."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", "候補"
        ACCEPTED = "accepted", "採用"
        EXPORTED = "exported", "書き出し済み"
        LIVE = "live", "反映済み"
        REJECTED = "rejected", "却下"

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, related_name="candidate")
    text = models.TextField(help_text="As typed and masked until a person has made it general.")
    folded = models.TextField(db_index=False, help_text="What two equal texts have in common.")
    topic = models.CharField(max_length=64, db_index=True)
    before = models.CharField(max_length=64, blank=True, default="", help_text="The topic that the engine took it for.")
    confidence = models.FloatField(null=True)
    model = models.CharField(max_length=128, blank=True, default="")
    state = models.CharField(max_length=16, choices=State, default=State.CANDIDATE, db_index=True)
    editor = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.pk} {self.topic} {self.state}"


class Group(models.Model):
    """Questions alike that had no answer; found anew every night (frontdesk.console.learning.grouping)."""

    class State(models.TextChoices):
        OPEN = "open", "未対応"
        LATER = "later", "あとで"
        OUTSIDE = "outside", "対象外"
        NEW_TOPIC = "new_topic", "新しいトピックの候補"
        ADDED = "added", "既存のトピックに追加"

    representative = models.TextField(help_text="The question in the middle of the group, or what staff wrote instead.")
    is_edited = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN, db_index=True)
    size_when_hidden = models.PositiveIntegerField(null=True, help_text="It shows again once it has doubled.")
    size = models.PositiveIntegerField(default=0)
    newest_at = models.DateTimeField(null=True)
    score = models.FloatField(default=0, db_index=True, help_text="Sum over its members, halved every 14 days.")
    turns = models.ManyToManyField(Turn, related_name="groups")

    class Meta:
        ordering = ("-score", "pk")

    def __str__(self) -> str:
        return f"{self.pk} {self.size}"
