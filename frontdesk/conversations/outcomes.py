"""What came of a turn, in one word: the outcome that lists and figures count by."""

from __future__ import annotations

from clinic.placeholders import Filled
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.models import Conversation, Turn

Outcome = Turn.Outcome

# What the engine runs when it is below its threshold: data/rules, data/conversation/fallback.yml.
FALLBACK_ACTIONS = frozenset(
    {
        "action_nearest_topics",
        "action_default_fallback",
        "utter_default",
        "utter_did_you_mean",
        "utter_not_understood_body",
        "utter_not_understood_twice",
    }
)
OUT_OF_SCOPE_TOPICS = frozenset({"out_of_scope", "out_of_scope_medical"})
SOCIAL_TOPICS = frozenset(
    {"greet", "goodbye", "thank", "affirm", "deny", "stop", "bot_challenge", "help", "more_detail", "repeat"}
)
# What was said to an open form. A question in the middle of one is counted for what it asks.
FORM_TOPICS = frozenset({"form_answer", "form_choice", "edit_booking", "go_back", "ask_again", "book_counseling"})
# What a channel answers by itself: a sticker, a picture, agreeing to the notice.
CHANNEL_REPLY = "channel_reply"
# What the front desk says itself, about erasing the conversation and about staff.
OWN_ACTIONS = frozenset(
    {"ask_erasure", "keep_record", "ask_staff_message", "take_staff_message", "back_to_bot", CHANNEL_REPLY}
)


def outcome_of(reply: EngineReply, filled: Filled, mode: str) -> Turn.Outcome:
    """The first outcome that holds. A reply without a bubble is no answer, except while a person answers."""
    topic = reply.topic.name if reply.topic else ""
    cases = (
        (Outcome.RED_FLAG, reply.red_flag is not None or "utter_red_flag" in reply.actions),
        (Outcome.SOCIAL, not OWN_ACTIONS.isdisjoint(reply.actions)),
        (Outcome.HUMAN, mode == Conversation.Mode.HUMAN),
        (Outcome.ERROR, not filled.bubbles),
        (Outcome.FORM, topic in FORM_TOPICS or (topic == "stop" and "action_stop_booking" in reply.actions)),
        (Outcome.FALLBACK, not FALLBACK_ACTIONS.isdisjoint(reply.actions)),
        (Outcome.OUT_OF_SCOPE, topic in OUT_OF_SCOPE_TOPICS),
        (Outcome.NO_INFO, filled.says_nothing_else),
        (Outcome.SOCIAL, topic in SOCIAL_TOPICS),
    )
    return next((outcome for outcome, holds in cases if holds), Outcome.ANSWERED)
