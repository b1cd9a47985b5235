"""Figures of days that are over."""

from __future__ import annotations

from typing import Any

from django.db import models

from frontdesk.conversations.models import Conversation


class DailyFigures(models.Model):
    """What one day's conversations on one channel come to: numbers only, so that they outlive the texts."""

    day = models.DateField()
    channel = models.CharField(max_length=8, choices=Conversation.Channel)
    figures: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="See frontdesk.console.figures.day."
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "channel"), name="one_row_of_figures_per_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"
