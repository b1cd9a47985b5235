"""Making turns searchable: at once when they are recorded, and later those that were recorded without the console."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from frontdesk.console.models import SearchText
from frontdesk.conversations.models import Turn
from frontdesk.conversations.search_text import fold, indexed, words_of

# So many at a time, so that no round of the clock takes long: 5,000 turns in about a second.
BATCH = 5_000


def follow_turns() -> None:
    """From now on every recorded turn is searchable."""
    post_save.connect(_index_new, sender=Turn, dispatch_uid="console-search")


def index(turn: Turn) -> None:
    """Makes the turn searchable by the text that it has now."""
    forms = {"folded": fold(turn.text or ""), "words": indexed(words_of(turn.text or ""))}
    SearchText.objects.update_or_create(turn=turn, defaults=forms)


def index_missing() -> int:
    """Makes up to BATCH turns searchable that are not; how many. For the clock."""
    turns = list(Turn.objects.filter(search=None, text__isnull=False).only("pk", "text")[:BATCH])
    SearchText.objects.bulk_create(
        [
            SearchText(turn=turn, folded=fold(turn.text or ""), words=indexed(words_of(turn.text or "")))
            for turn in turns
        ],
        ignore_conflicts=True,
    )
    return len(turns)


def _index_new(sender: type[Turn], instance: Turn, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw and instance.text:
        index(instance)
