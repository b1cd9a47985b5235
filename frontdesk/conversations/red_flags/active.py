"""The active red flag of a conversation and what changes it, turn by turn. Plain Python.

The engine finds red flags; this is what remains of one in the turns that follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from frontdesk.conversations.red_flags import heard

# Lowest first. The engine says 119 for a crisis too; here it is a tier of its own, with its own words.
TIERS = ("soon", "today", "119", "crisis")
CRISIS = "crisis"
CRISIS_RULE = "R16"
# The classifier's own suspicion, without a rule behind it.
CLASSIFIER_RULE = "CLF"
# These end only when care has been sought, or when the conversation has turned elsewhere.
NEVER_CORRECTED = frozenset({"119", CRISIS})
QUIET_TURNS_TO_END = 3


@dataclass(frozen=True)
class ActiveFlag:
    """A red flag that still speaks in every reply."""

    rule: str
    tier: str
    since: datetime
    quiet_turns: int = 0

    @property
    def rank(self) -> tuple[int, bool]:
        """Orders flags: by tier, and within one a rule above the classifier."""
        return TIERS.index(self.tier), self.rule != CLASSIFIER_RULE


def found(rule: str, tier: str, now: datetime) -> ActiveFlag:
    """The flag that the engine has found in this turn; `tier` in the engine's words."""
    return ActiveFlag(rule, CRISIS if rule == CRISIS_RULE else tier, now)


def after_silence(flag: ActiveFlag | None, silence: timedelta, longest: timedelta) -> ActiveFlag | None:
    """The flag when the visitor speaks again; none after too long a silence."""
    return None if silence > longest else flag


def after_words(flag: ActiveFlag | None, text: str) -> ActiveFlag | None:
    """The flag that this turn's reply still speaks of, given what the visitor said in it; None when it has ended.

    A courtesy (「大丈夫です」「ありがとう」) neither ends it nor counts towards its end.
    """
    if flag is None or heard.has_sought_care(text):
        return None
    if heard.takes_back(text) and flag.tier not in NEVER_CORRECTED:
        return None
    if heard.is_courtesy(text):
        return flag
    return replace(flag, quiet_turns=0 if heard.has_body_words(text) else flag.quiet_turns + 1)


def after_reply(flag: ActiveFlag | None, new: ActiveFlag | None) -> ActiveFlag | None:
    """The flag after the turn: a higher one replaces a lower one, never the reverse; enough quiet turns end it."""
    if new is not None:
        return new if flag is None or new.rank >= flag.rank else replace(flag, quiet_turns=0)
    return flag if flag is None or flag.quiet_turns < QUIET_TURNS_TO_END else None
