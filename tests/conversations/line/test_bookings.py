"""Booking conversations over LINE: the scripts of the web, spoken with LINE's buttons and calendar."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from clinic.encryption import line_id
from data_checks.answers import folded
from frontdesk.line.limits import LABEL_GRAPHEMES, shortened
from tests.conversations.bookings.rows import bookings_of, turns_of
from tests.conversations.bookings.script import Script, scripts, with_days
from tests.conversations.line.friend import Friend
from tests.conversations.system import RunningSystem
from tests.conversations.test_bookings import expected_row, row_of

# All that end well, and those in which something urgent is said meanwhile.
SCRIPTS = [one for one in scripts() if one.id.startswith("valid") or any("urgency" in step for step in one.steps)]


class LineTalk:
    """A script being spoken on LINE."""

    def __init__(self, friend: Friend) -> None:
        self.friend = friend
        self.heard = ""

    def take(self, step: Any) -> None:
        """One step."""
        if isinstance(step, str):
            self.heard = self.friend.asks(with_days(step))
            return
        ((what, value),) = step.items()
        match what:
            case "tap":
                buttons = {folded(label): data for label, data in self.friend.buttons.items()}
                self.heard = self.friend.taps(buttons[folded(shortened(value, LABEL_GRAPHEMES))])
            case "payload":
                self.heard = self.friend.taps(with_days(value))
            case "pick":
                self.heard = self._pick(with_days(value))
            case "hears":
                for words in value if isinstance(value, list) else [value]:
                    assert re.search(with_days(words), self.heard), f"/{words}/ not in: {self.heard}"
            case "not":
                assert not re.search(with_days(value), self.heard), self.heard
            case "urgency":
                assert self.friend.replies[-1].messages[0]["type"] == "text"
                assert "119" in self.heard
                assert not self.friend.buttons
            case _:
                raise ValueError(f"a script says {what}, which nobody understands")

    def _pick(self, day: str) -> str:
        """A day of LINE's calendar, from the quick reply that opens it."""
        items = self.friend.replies[-1].messages[-1]["quickReply"]["items"]
        picker = next(item["action"] for item in items if item["action"]["type"] == "datetimepicker")
        assert picker["min"] <= day <= picker["max"]
        event = self.friend.postback(picker["data"], params={"date": day})
        return self.friend.hears(lambda: self.friend.send(event))


def conversation_of(system: RunningSystem, friend: Friend) -> str:
    """The friend's conversation, as the record names it."""
    with closing(sqlite3.connect(f"file:{system.folder}/frontdesk.sqlite3?mode=ro", uri=True)) as database:
        (row,) = database.execute(
            "SELECT conversation_id FROM line_thread WHERE person_id = ? ORDER BY started_at DESC",
            (line_id(friend.id),),
        ).fetchmany(1)
    return str(row[0])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_a_booking_over_line_leaves_the_same_rows_as_on_the_web(
    script: Script, system: RunningSystem, friend: Friend
) -> None:
    talk = LineTalk(friend)
    for step in script.steps:
        talk.take(step)
    conversation = conversation_of(system, friend)
    rows = bookings_of(system, conversation)
    assert [row_of(row) for row in rows] == [expected_row(said) for said in script.bookings]
    assert {row["channel"] for row in rows} <= {"line"}
    record = json.dumps(turns_of(system, conversation), ensure_ascii=False)
    personal = [*script.private, *(said[name] for said in script.bookings for name in ("name", "phone"))]
    assert [value for value in personal if value in record] == []
    assert friend.line.refused == []
    assert friend.pushes == []


def test_there_are_bookings_with_calendar_and_urgent_symptoms() -> None:
    kinds = {key for script in SCRIPTS for step in script.steps if isinstance(step, dict) for key in step}
    assert {"pick", "urgency", "tap"} <= kinds
