"""What turns are found by."""

from __future__ import annotations

from django.db import models

from frontdesk.conversations.models import Turn


class SearchText(models.Model):
    """A turn's text in the two forms that a search compares; see frontdesk.conversations.search_text.

    The same columns serve SQLite and PostgreSQL. Emptied with the text.
    """

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, primary_key=True, related_name="search")
    folded = models.TextField()
    words = models.TextField(help_text="Dictionary forms between spaces, one space at each end.")

    def __str__(self) -> str:
        return str(self.turn_id)
