"""Booking conversations end to end: each leaves exactly the rows that its script says, and no personal value besides."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import httpx
import pytest

from tests.conversations.bookings.rows import bookings_of, history_of, turns_of
from tests.conversations.bookings.script import Script, scripts, wish_row, with_days
from tests.conversations.system import RunningSystem
from tests.conversations.visitor import Visitor, reply_in

SCRIPTS = list(scripts())


class Talk:
    """A script being spoken."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.reply = visitor.opening
        self.sent: dict[str, Any] = {}

    def take(self, step: Any) -> None:
        """One step: words, a button, a picked day, the same message again, or what must have been heard."""
        if isinstance(step, str):
            self._send({"text": with_days(step)})
            return
        ((what, value),) = step.items()
        match what:
            case "tap":
                assert value in self.reply.quick_replies, f"no button {value}: {self.reply.messages}"
                self._send({"payload": self.reply.quick_replies[value]})
            case "payload":
                self._send({"payload": with_days(value)})
            case "pick":
                pickers = [message["picker"] for message in self.reply.messages if "picker" in message]
                self._send({"payload": pickers[-1]["payload"] + ";" + with_days(value)})
            case "again":
                before = self.reply
                self._hear(self.visitor.send(self.sent))
                assert self.reply.messages == before.messages
            case "hears":
                for words in value if isinstance(value, list) else [value]:
                    assert re.search(with_days(words), self.reply.said), f"/{words}/ not in: {self.reply.said}"
            case "not":
                assert not re.search(with_days(value), self.reply.said), self.reply.said
            case "urgency":
                assert self.reply.messages[0].get("urgency") == value, self.reply.said
                assert not self.reply.quick_replies
            case _:
                raise ValueError(f"a script says {what}, which nobody understands")

    def _send(self, body: dict[str, str]) -> None:
        self.sent = {"id": str(uuid.uuid4()), **body}
        self._hear(self.visitor.send(self.sent))

    def _hear(self, response: httpx.Response) -> None:
        self.reply = reply_in(response)
        assert "ただいまお答えできません" not in self.reply.said
        assert not re.search(r"[{}\[\]]|None", self.reply.said), self.reply.said


def row_of(booking: dict[str, Any]) -> dict[str, Any]:
    """What a script says of a booking."""
    return {name: booking[name] for name in ("name", "phone", "email", "concern", "wished", "state")}


def expected_row(said: dict[str, Any]) -> dict[str, Any]:
    wished = [wish_row(wish) for wish in said["wishes"]]
    return {"email": "", "state": "received", **{k: v for k, v in said.items() if k != "wishes"}, "wished": wished}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_a_booking_conversation_leaves_exactly_these_rows(
    script: Script, system: RunningSystem, visitor: Visitor
) -> None:
    talk = Talk(visitor)
    for step in script.steps:
        talk.take(step)
    rows = bookings_of(system, visitor.conversation)
    assert [row_of(row) for row in rows] == [expected_row(said) for said in script.bookings]
    assert [history_of(system, row["id"]) for row in rows] == [["requested"] for _ in rows]
    record = json.dumps(turns_of(system, visitor.conversation), ensure_ascii=False)
    personal = [*script.private, *(said[name] for said in script.bookings for name in ("name", "phone"))]
    assert [value for value in personal if value in record] == []


def test_there_are_at_least_40_conversations() -> None:
    assert len(SCRIPTS) >= 40
    assert len({script.id for script in SCRIPTS}) == len(SCRIPTS)
