"""The questions of the booking form whose words or buttons depend on what was said before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.base import Domain, Events, TimedAction
from actions.booking import slots
from actions.booking.refusing import offered_in_turn

# A date picker offers tomorrow to two months ahead; later days may be written.
PICKER_FIRST_DAYS, PICKER_LAST_DAYS = 1, 60
BACK = {"title": "戻る", "payload": "v1;intent;go_back"}
STOP = {"title": "やめる", "payload": "v1;intent;stop"}


class ActionAskWishFirst(TimedAction):
    """「ご希望の日時」: with a date picker, and the days to choose from when the answer before left several."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_ask_booking_wish_first"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Asks for the first wish."""
        _ask_wish(say, tracker, slots.WISH_FIRST, {"title": "いつでもよい", "payload": _choice(slots.ANY_TIME)})
        return []


class ActionAskWishSecond(TimedAction):
    """「第2希望」: it may be left out."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_ask_booking_wish_second"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Asks for the second wish."""
        _ask_wish(say, tracker, slots.WISH_SECOND, {"title": "第2希望はない", "payload": _choice(slots.NO_SECOND)})
        return []


class ActionAskConfirm(TimedAction):
    """Reads everything back. Name, phone and concern stand in it as marks, so that the record never holds them."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_ask_booking_confirm"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """The summary with what to do about it as buttons; or which field to mend, if one is to be and none is named."""
        if wants_unnamed_change(tracker):
            say.utter_message(response="utter_booking_which_field")
            return []
        first, second = (slots.wish_in(tracker, slot) for slot in (slots.WISH_FIRST, slots.WISH_SECOND))
        private = {
            "〔氏名〕": str(tracker.get_slot(slots.NAME)),
            "〔電話〕": str(tracker.get_slot(slots.PHONE)),
            "〔相談内容〕": str(tracker.get_slot(slots.CONCERN)),
        }
        say.utter_message(
            response="utter_booking_summary",
            first=first.label() if first else "",
            second=second.label() if second else "なし",
            metadata={"private": private},
        )
        return []


def wants_unnamed_change(tracker: Tracker) -> bool:
    """True when the visitor wants to change something, and did not say what."""
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    return intent == "edit_booking" and not any(tracker.get_latest_entity_values("field"))


def _ask_wish(say: CollectingDispatcher, tracker: Tracker, slot: str, other: dict[str, str]) -> None:
    offered = offered_in_turn(tracker)
    response = f"utter_{slot}" if offered is None else "utter_booking_wish_again"
    buttons = [*(offered or ()), other, BACK, STOP]
    say.utter_message(response=response, buttons=buttons, metadata={"picker": _picker(slot)})


def _picker(slot: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "kind": "date",
        "min": (today + timedelta(days=PICKER_FIRST_DAYS)).isoformat(),
        "max": (today + timedelta(days=PICKER_LAST_DAYS)).isoformat(),
        "payload": f"v1;date;{slot}",
    }


def _choice(value: str) -> str:
    return f"v1;intent;form_choice;answer={value}"
