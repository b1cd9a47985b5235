"""A turn's reply while a red flag is active: reminded first, self-care and treatment left for after the visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from clinic.current import current_profile
from frontdesk.conversations import sentences
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.outcomes import FALLBACK_ACTIONS
from frontdesk.conversations.red_flags import active
from frontdesk.conversations.red_flags.active import ActiveFlag
from frontdesk.conversations.red_flags.reminders import reminder, with_own_lines

Bubble = Mapping[str, Any]

# Withheld while a red flag is active.
WITHHELD = ("selfcare/", "treatment/")
# In a crisis all but these is: no medical answer, no booking.
GIVEN_IN_CRISIS = ("clinic/", "handoff_phone", "privacy", "thank", "goodbye", "affirm", "deny", "stop", "complaint")


@dataclass(frozen=True)
class Said:
    """What a turn says, the flag that is active after it, and the one that it raised."""

    bubbles: list[dict[str, Any]]
    flag: ActiveFlag | None = None
    new: ActiveFlag | None = None
    is_withheld: bool = False


def flag_of(conversation: Conversation) -> ActiveFlag | None:
    """The flag that is active now; none after too long a silence since the last message."""
    if not conversation.red_flag_tier or conversation.red_flag_since is None:
        return None
    flag = ActiveFlag(
        conversation.red_flag_rule,
        conversation.red_flag_tier,
        conversation.red_flag_since,
        conversation.red_flag_quiet_turns,
    )
    longest = timedelta(minutes=settings.RED_FLAG_ACTIVE_MINUTES)
    return active.after_silence(flag, timezone.now() - conversation.last_at, longest)


def fields_of(flag: ActiveFlag | None) -> dict[str, Any]:
    """The flag as the conversation's fields."""
    return {
        "red_flag_rule": flag.rule if flag else "",
        "red_flag_tier": flag.tier if flag else "",
        "red_flag_since": flag.since if flag else None,
        "red_flag_quiet_turns": flag.quiet_turns if flag else 0,
    }


def say(turn: Turn, reply: EngineReply | None, bubbles: Sequence[Bubble], *, counts: bool = True) -> Said:
    """What is said in this turn; `bubbles` are the reply's own, filled in.

    `counts` is false for what is between visitor and front desk alone, which tells nothing of the complaint.
    """
    before = flag_of(turn.conversation)
    speaking = active.after_words(before, turn.text or "") if counts else before
    found = reply.red_flag if reply else None
    new = active.found(found.rule, found.tier, timezone.now()) if found else None
    flag = active.after_reply(speaking, new) if counts else before
    if speaking is None or not bubbles or (new and new.rank >= speaking.rank):
        return Said(_plain(bubbles), flag, new)
    first = reminder(speaking, current_profile())
    given = [bubble for bubble in bubbles if not _is_withheld(speaking, bubble, reply)]
    shown = _without_buttons(speaking, given) or _instead(speaking)
    return Said([first, *_without_repetition(first, shown)], flag, new, is_withheld=not given)


def _is_withheld(flag: ActiveFlag, bubble: Bubble, reply: EngineReply | None) -> bool:
    """True when the bubble belongs to an answer that waits until after the visit."""
    if reply is None or reply.red_flag:
        return False
    topics = [bubble["topic"]] if bubble.get("topic") else _answered(reply)
    return any(not _is_given(flag, topic) for topic in topics)


def _answered(reply: EngineReply) -> list[str]:
    """The topics that the reply answers, those said again on 「もう一度」 included; none when it was not understood."""
    if not FALLBACK_ACTIONS.isdisjoint(reply.actions):
        return ["fallback"]
    topics = [action.removeprefix("utter_") for action in reply.actions if action.startswith("utter_")]
    topics += [reply.topic.name] if reply.topic else []
    return topics + ([reply.also_asked] if reply.also_asked else [])


def _is_given(flag: ActiveFlag, topic: str) -> bool:
    if flag.tier == active.CRISIS:
        return topic.startswith(GIVEN_IN_CRISIS)
    return not topic.startswith(WITHHELD)


def _without_buttons(flag: ActiveFlag, bubbles: Sequence[Bubble]) -> list[dict[str, Any]]:
    """The bubbles without quick replies that would lead to what is withheld."""
    shown = _plain(bubbles)
    for bubble in shown:
        replies = bubble.get("quick_replies") or []
        bubble["quick_replies"] = [one for one in replies if _leads_on(flag, one["payload"])]
    return shown


def _leads_on(flag: ActiveFlag, payload: str) -> bool:
    kind, _, rest = payload.removeprefix("v1;").partition(";")
    return kind not in {"topic", "intent"} or _is_given(flag, rest.partition(";")[0])


def _without_repetition(first: Bubble, bubbles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bubbles without one that says what the first has said; what it offered stands under the one before."""
    shown: list[dict[str, Any]] = []
    for bubble in bubbles:
        if bubble["text"] != first["text"] or bubble.get("table"):
            shown.append(bubble)
        elif shown:
            for name in ("links", "quick_replies"):
                shown[-1][name] = [*(shown[-1].get(name) or ()), *(bubble.get(name) or ())]
    return shown


def _instead(flag: ActiveFlag) -> list[dict[str, Any]]:
    """What is said in place of an answer that is withheld: the phone; in a crisis nothing beside the reminder."""
    if flag.tier == active.CRISIS:
        return []
    profile = current_profile()
    text = sentences.AFTER_CARE.format(phone=profile.clinic.phone)
    return [{"text": text, "links": [sentences.call_link(profile)]}]


def _plain(bubbles: Sequence[Bubble]) -> list[dict[str, Any]]:
    """Copies without the topic, which is nothing for a visitor, and with the clinic's own help lines."""
    profile = current_profile()
    return [
        with_own_lines({name: value for name, value in bubble.items() if name != "topic"}, profile)
        for bubble in bubbles
    ]
