"""Under a moved clock every kind of row goes after its own time and no earlier; a dry run tells the same numbers."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from clinic.bookings.models import Booking
from clinic.notices.tasks import wake
from frontdesk.conversations.models import Conversation, DailyCount, Remark, SafetyEvent, Turn
from frontdesk.conversations.pushes import Reason
from frontdesk.conversations.remarks import remark
from frontdesk.privacy import audit
from frontdesk.privacy.models import AuditEntry
from frontdesk.privacy.retention import purge
from tests.clinic.bookings.asked import asked
from tests.frontdesk.conversations.test_tracker_store import remember, senders
from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def after(**time: float) -> dict[str, int]:
    """What a purge does once that much time has passed."""
    return purge(timezone.now() + timedelta(**time), origin=audit.Origin.CLOCK)


@pytest.fixture
def spoken(engine: FakeEngine) -> Turn:
    """A turn with everything that a turn can hold."""
    entity = {"entity": "body_part", "value": "膝"}
    engine.behaviour = answer(reply("答え", entities=[entity], red_flag={"tier": "soon", "rule": "R9"}))
    Visitor().say("カナリアの膝の話")
    return Turn.objects.get()


def test_a_text_stays_for_its_days_and_then_goes_while_topic_and_figures_stay(spoken: Turn) -> None:
    assert after(days=89.9)["texts of turns"] == 0
    spoken.refresh_from_db()
    assert spoken.text == "カナリアの膝の話"
    assert after(days=90.1)["texts of turns"] == 1
    purged = Turn.objects.get()
    assert purged.text is None
    assert [purged.entities, purged.nearest, purged.replies] == [[], [], []]
    assert (purged.topic, purged.outcome, purged.red_flag_rule) == ("selfcare/overview", "red_flag", "R9")
    assert purged.confidence == 0.91
    assert after(days=91)["texts of turns"] == 0


def test_the_days_are_those_of_the_setting(spoken: Turn, settings: Settings) -> None:
    settings.TRANSCRIPT_RETENTION_DAYS = 30
    assert after(days=30.1)["texts of turns"] == 1


def test_a_purged_text_leaves_no_trace_in_the_database_files(spoken: Turn, record_file: Path) -> None:
    def is_left() -> bool:
        return any("カナリア".encode() in part.read_bytes() for part in record_file.parent.glob(record_file.name + "*"))

    assert is_left()
    after(days=91)
    assert not is_left()


def test_a_purged_conversation_can_still_be_read_without_its_words(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("膝が痛い")
    after(days=91)
    said = visitor.read(after="2").json()["messages"]
    assert said == [{"id": "3", "from": "user", "text": ""}]


def test_turns_are_counted_by_day_before_their_texts_go(spoken: Turn) -> None:
    today = timezone.localdate()
    assert after(days=0)["daily counts added"] == 0
    assert after(days=91)["daily counts added"] == 1
    count = DailyCount.objects.get()
    assert (count.day, count.channel, count.kind, count.topic) == (today, "web", "typed", "selfcare/overview")
    assert (count.outcome, count.red_flag_tier, count.turns) == ("red_flag", "soon", 1)
    assert after(days=92)["daily counts added"] == 0


def test_counts_outlive_the_erasure_of_what_they_counted(engine: FakeEngine) -> None:
    visitor = Visitor()
    for _ in range(3):
        visitor.say("膝が痛い")
    after(days=1)
    visitor.erase()
    assert DailyCount.objects.get().turns == 3


def test_a_day_is_that_of_the_clinic(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("夜")
    visitor.say("朝")
    # 23:30 and 00:30 in Tokyo, one day in UTC
    for turn, hour in zip(Turn.objects.order_by("number"), (14, 15), strict=True):
        Turn.objects.filter(pk=turn.pk).update(received_at=datetime(2026, 3, 1, hour, 30, tzinfo=UTC))
    purge(datetime(2026, 3, 5, tzinfo=timezone.get_current_timezone()), origin=audit.Origin.CLOCK)
    days = DailyCount.objects.order_by("day").values_list("day", "turns")
    assert list(days) == [(date(2026, 3, 1), 1), (date(2026, 3, 2), 1)]


def test_safety_events_stay_a_year(spoken: Turn) -> None:
    event = SafetyEvent.objects.get()
    assert (event.rule, event.tier, event.on, event.channel) == ("R9", "soon", timezone.localdate(), "web")
    assert after(days=365)["safety events"] == 0
    assert after(days=366.1)["safety events"] == 1
    assert not SafetyEvent.objects.exists()


def test_audit_entries_stay_a_year(engine: FakeEngine) -> None:
    audit.note(audit.What.VIEW, who="tanaka", origin=audit.Origin.CONSOLE)
    assert after(days=364)["audit entries"] == 0
    assert after(days=365.1)["audit entries"] > 0
    assert not AuditEntry.objects.filter(what="view").exists()


def test_conversations_in_which_nothing_was_said_go_with_the_texts(engine: FakeEngine) -> None:
    Visitor()
    assert after(days=89)["conversations without a turn"] == 0
    assert after(days=91)["conversations without a turn"] == 1
    assert not Conversation.objects.exists()


def test_the_engines_memory_of_idle_conversations_goes_after_a_day(tracker_file: Path) -> None:
    remember(tracker_file, "idle", timezone.now())
    assert after(hours=23)["idle conversations in the engine"] == 0
    assert after(hours=25)["idle conversations in the engine"] == 1
    assert senders(tracker_file) == []


def test_every_purge_is_noted_with_its_size(spoken: Turn) -> None:
    counts = after(days=91)
    entry = AuditEntry.objects.get()
    assert (entry.who, entry.what, entry.origin, entry.rows) == ("system", "purge", "clock", sum(counts.values()))


def test_a_dry_run_deletes_nothing_and_tells_what_the_real_one_does(spoken: Turn, tracker_file: Path) -> None:
    Visitor()
    remember(tracker_file, "idle", timezone.now())
    asked()
    wake()
    audit.note(audit.What.VIEW, who="tanaka", origin=audit.Origin.CONSOLE)
    remark(Turn.objects.get().conversation_id, Remark.Author.STAFF, {"text": "はい"}, by="tanaka", reason=Reason.STAFF)
    later = timezone.now() + timedelta(days=400)
    told = purge(later, origin=audit.Origin.COMMAND, is_dry_run=True)
    assert Turn.objects.get().text
    assert Conversation.objects.count() == 2
    assert (SafetyEvent.objects.count(), AuditEntry.objects.count(), senders(tracker_file)) == (1, 1, ["idle"])
    assert (Booking.objects.count(), DBTaskResult.objects.count()) == (1, 1)
    assert not DailyCount.objects.exists()
    assert purge(later, origin=audit.Origin.COMMAND) == told
    assert all(told.values())


def test_the_command_prints_a_line_for_each_kind_of_row(spoken: Turn) -> None:
    said = io.StringIO()
    call_command("purge", "--dry-run", stdout=said)
    lines = dict(line.split(": ") for line in said.getvalue().splitlines())
    assert lines == dict.fromkeys(purge(timezone.now(), origin=audit.Origin.COMMAND), "0")
    assert not AuditEntry.objects.filter(origin="clock").exists()
