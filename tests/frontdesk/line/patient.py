"""A person on LINE: makes events as LINE would send them, signed, each with a reply token that the platform knows."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any

from frontdesk.line.signature import HEADER, signature_of
from tests.frontdesk.line.fake_line import FakeLine, Sent

CHANNEL_SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
DESTINATION = "U" + "b" * 32

Event = dict[str, Any]
# Sends a signed body; the status code.
Post = Callable[[bytes, dict[str, str]], int]


def body_of(events: Sequence[Event], destination: str = DESTINATION) -> bytes:
    """A webhook body with these events."""
    return json.dumps({"destination": destination, "events": list(events)}, ensure_ascii=False).encode()


def signed(body: bytes, secret: str = CHANNEL_SECRET) -> dict[str, str]:
    """The headers that LINE sends along."""
    return {HEADER: signature_of(body, secret).decode()}


class Patient:
    """One user of LINE in the one-on-one chat with the clinic."""

    def __init__(self, line: FakeLine, post: Post) -> None:
        self.line = line
        self.post = post
        self.id = "U" + secrets.token_hex(16)
        self._last_ms = 0

    def event(self, kind: str, *, has_token: bool = True, **content: Any) -> Event:
        """An event of this person, now."""
        self._last_ms = max(self._last_ms + 1, int(time.time() * 1000))
        event: Event = {
            "type": kind, "mode": "active", "timestamp": self._last_ms, "webhookEventId": secrets.token_hex(13).upper(),
            "deliveryContext": {"isRedelivery": False}, "source": {"type": "user", "userId": self.id}, **content,
        }  # fmt: skip
        if has_token:
            event["replyToken"] = secrets.token_hex(16)
            self.line.issue(event["replyToken"], self.id)
        return event

    def text(self, text: str, **content: Any) -> Event:
        """A text message."""
        message = {
            "type": "text", "id": str(secrets.randbelow(10**17)), "text": text, "quoteToken": "q" + secrets.token_hex(8),
            "markAsReadToken": "r" + secrets.token_hex(8), **content,
        }  # fmt: skip
        return self.event("message", message=message)

    def message(self, kind: str, **content: Any) -> Event:
        """A message that is no text."""
        return self.event("message", message={"type": kind, "id": str(secrets.randbelow(10**17)), **content})

    def postback(self, data: str, **content: Any) -> Event:
        """A tapped button."""
        return self.event("postback", postback={"data": data, **content})

    def send(self, *events: Event) -> int:
        """Delivers the events in one body; the status code."""
        body = body_of(events)
        return self.post(body, signed(body))

    def say(self, text: str) -> Event:
        """Sends a text."""
        event = self.text(text)
        assert self.send(event) == 200
        return event

    def tap(self, data: str) -> Event:
        """Taps a button."""
        event = self.postback(data)
        assert self.send(event) == 200
        return event

    @property
    def seen(self) -> list[str]:
        """All texts that were sent to this person."""
        return self.line.said_to(self.id)

    @property
    def replies(self) -> list[Sent]:
        return self.line.replies_to(self.id)

    @property
    def pushes(self) -> list[Sent]:
        return self.line.pushes_to(self.id)

    @property
    def last(self) -> str:
        """The latest call's messages as one text."""
        sent = self.line.seen[self.id]
        return (
            "\n".join(str(message.get("text") or message.get("altText")) for message in sent[-1].messages)
            if sent
            else ""
        )

    @property
    def buttons(self) -> dict[str, str]:
        """The quick replies under the latest message: where each leads, by label."""
        sent = self.line.seen[self.id]
        items = (sent[-1].messages[-1].get("quickReply") or {"items": []})["items"] if sent else []
        actions = [item["action"] for item in items]
        return {action["label"]: action.get("data") or action.get("uri") for action in actions}
