"""Masks for what staff write, and hiding a value for good that the masks have missed."""

from __future__ import annotations

from django.db import transaction

from clinic.current import current_profile
from frontdesk.console.indexing import index
from frontdesk.console.models import Candidate, Group, Note
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.red_flags.reminders import help_lines
from frontdesk.conversations.search_text import fold
from frontdesk.privacy.masks import mask

# As the record's own masks name them.
TAGS = ("氏名", "電話", "住所", "番号", "その他")


def masked(text: str) -> str:
    """The text as a visitor's would be recorded: personal values replaced, public numbers kept."""
    return mask(text, (*current_profile().known_phones(), *help_lines()))


@transaction.atomic
def hide(conversation: Conversation, words: str, tag: str) -> int:
    """Replaces the words by 〔tag〕 wherever they stand in the conversation; in how many texts they stood."""
    mark = f"〔{tag}〕"
    turns = [turn for turn in conversation.turns.exclude(text=None) if words in (turn.text or "")]
    for turn in turns:
        turn.text = (turn.text or "").replace(words, mark)
        turn.save(update_fields=["text"])
        index(turn)
    echoes = _hide_in_replies(conversation, words, mark)
    for note in Note.objects.filter(conversation=conversation, text__contains=words):
        note.text = note.text.replace(words, mark)
        note.save(update_fields=["text"])
    for candidate in Candidate.objects.filter(turn__conversation=conversation, text__contains=words):
        candidate.text = candidate.text.replace(words, mark)
        candidate.folded = fold(candidate.text)
        candidate.save(update_fields=["text", "folded"])
    for group in Group.objects.filter(representative__contains=words):
        group.representative = group.representative.replace(words, mark)
        group.save(update_fields=["representative"])
    return len(turns) + echoes


def _hide_in_replies(conversation: Conversation, words: str, mark: str) -> int:
    """A reply may have read the value back."""
    count = 0
    for turn in Turn.objects.filter(conversation=conversation):
        texts = [reply for reply in turn.replies if words in reply.get("text", "")]
        for reply in texts:
            reply["text"] = reply["text"].replace(words, mark)
        if texts:
            turn.save(update_fields=["replies"])
            count += 1
    return count
