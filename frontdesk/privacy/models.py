"""The audit: who did what to whose conversation, when, from where. No text, no name of a visitor."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class AuditIsAppendOnly(Exception):
    """Raised when an entry of the audit is to be changed or deleted."""


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Adds and reads; retention alone deletes, past this class (audit.expire)."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly

    def delete(self) -> NoReturn:
        raise AuditIsAppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly


class AuditEntry(models.Model):
    """One thing that somebody did."""

    class What(models.TextChoices):
        VIEW = "view", "閲覧"
        REVEAL = "reveal", "表示"
        EXPORT = "export", "書き出し"
        ERASE = "erase", "消去"
        PURGE = "purge", "保存期間による消去"
        CHANGE = "change", "変更"
        SIGN_IN = "sign_in", "ログイン"
        SIGN_IN_FAILED = "sign_in_fail", "ログイン失敗"
        SIGN_OUT = "sign_out", "ログアウト"

    class Origin(models.TextChoices):
        WEB = "web", "Web"
        LINE = "line", "LINE"
        CONSOLE = "console", "管理画面"
        COMMAND = "command", "コマンド"
        CLOCK = "clock", "定時処理"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    who = models.CharField(max_length=64, help_text="A member of staff's account, or visitor, or system.")
    what = models.CharField(max_length=16, choices=What)
    conversation = models.UUIDField(null=True, db_index=True)
    booking = models.CharField(max_length=8, blank=True, default="", help_text="The reference of a booking.")
    origin = models.CharField(max_length=16, choices=Origin)
    rows = models.PositiveIntegerField(null=True, help_text="How many rows it concerned, where that says something.")
    subject = models.CharField(max_length=64, blank=True, default="", help_text="What it was about: booking 3, tags.")
    filters = models.CharField(
        max_length=300, blank=True, default="", help_text="Of an export; without words looked for."
    )
    address = models.CharField(max_length=45, blank=True, default="", help_text="Where a member of staff was.")

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AuditIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly
