"""What staff's tables hold of a visitor's words goes when the words go: an erased conversation, a message taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import pre_delete

from frontdesk.console.models import Candidate, Group, SearchText
from frontdesk.conversations.models import Conversation

UNUSED = (Candidate.State.CANDIDATE, Candidate.State.REJECTED)


def follow_erasures() -> None:
    """From now on a group of questions goes with any conversation in it: its heading may be that visitor's sentence.

    The others of the group are grouped anew the next night. Everything else of the console hangs on the conversation.
    """
    pre_delete.connect(_forget_groups, sender=Conversation, dispatch_uid="console-forget-groups")


def forget_turns(turns: Collection[int]) -> None:
    """Forgets the words of these turns, which stay in the record without them."""
    SearchText.objects.filter(turn__in=turns).delete()
    Candidate.objects.filter(turn__in=turns, state__in=UNUSED).delete()
    Group.objects.filter(turns__in=turns).delete()


def _forget_groups(sender: Any, instance: Conversation, **_: Any) -> None:
    Group.objects.filter(turns__conversation=instance).delete()
