"""A person takes a conversation over on the running system: commands as staff type them, the clock as time passes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

from tests.conversations.bookings.rows import bookings_of, slots_of
from tests.conversations.system import ROOT, RunningSystem
from tests.conversations.visitor import Visitor


def manage(system: RunningSystem, *command: str) -> str:
    """What a command of manage.py says, run beside the system as an operator runs it."""
    environment = {"PATH": os.environ["PATH"], **system.operators_settings}
    run = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


def take_over(system: RunningSystem, visitor: Visitor) -> None:
    """The visitor asks for a person, and one comes."""
    visitor.ask("人と話したい")
    assert visitor.conversation in manage(system, "conversation", "queue").replace("-", "")
    manage(system, "conversation", "take-over", visitor.conversation, "--by", "sato")


def test_staffs_words_reach_the_visitor_and_the_assistant_is_silent_but_for_red_flags(
    system: RunningSystem, visitor: Visitor
) -> None:
    take_over(system, visitor)
    answer = visitor.send({"id": "6f1d9a3e-2222-4222-8333-000000000001", "text": "靴の選び方"}).json()
    assert answer == {"messages": [], "mode": "human"}
    manage(system, "conversation", "say", visitor.conversation, "佐藤です。ご用件は?", "--by", "sato")
    latest = visitor.history()[-1]
    assert (latest["from"], latest["text"]) == ("staff", "佐藤です。ご用件は?")
    assert visitor.ask("急に息が苦しくなって胸が痛いです").messages[0]["urgency"] == "119"


def test_a_form_half_filled_is_dropped_when_a_person_takes_over(system: RunningSystem, visitor: Visitor) -> None:
    visitor.ask("予約したい")
    visitor.ask("千葉")
    take_over(system, visitor)
    assert slots_of(system, visitor.conversation) == {}
    assert "自動応答でお答えします" in visitor.tap("v1;staff;back").said
    assert "電話番号" not in visitor.ask("靴の選び方").said
    assert bookings_of(system, visitor.conversation) == []


def test_after_half_an_hour_without_staff_the_assistant_answers_again(system: RunningSystem, visitor: Visitor) -> None:
    take_over(system, visitor)
    with closing(sqlite3.connect(system.folder / "frontdesk.sqlite3")) as database:
        long_ago = (datetime.now(UTC) - timedelta(minutes=31)).strftime("%Y-%m-%d %H:%M:%S")
        database.execute(
            "UPDATE conversations_conversation SET staff_at = ? WHERE id = ?", (long_ago, visitor.conversation)
        )
        database.commit()
    manage(system, "clock", "--once")
    line = visitor.history()[-1]
    assert "自動応答でお答えします" in line["text"]
    assert "050-1869-7918" in line["text"]
    assert "クッション" in visitor.ask("靴の選び方").said
