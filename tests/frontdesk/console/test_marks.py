"""Marks on a conversation, masks for what staff write, erasure of one person, and the words that go with their time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.bookings.models import Booking
from frontdesk.console.forgetting import forget_turns
from frontdesk.console.learning.grouping import regroup
from frontdesk.console.models import Candidate, DailyFigures, Desk, Group, Note, SearchText, Tag
from frontdesk.console.roles import Role
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.line.models import Address, Person, Thread
from frontdesk.privacy.audit import Origin
from frontdesk.privacy.models import AuditEntry
from frontdesk.privacy.retention import purge
from tests.frontdesk.console.staff import audited, booking, conversation, signed_in
from tests.frontdesk.fake_engine import FakeEngine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nurse() -> Client:
    return signed_in("nurse", Role.RESPONDER)


def test_opening_reads_it_for_all_but_only_by_who_can_act(nurse: Client) -> None:
    owner = conversation("膝が痛い")
    for reader in (signed_in("reader", Role.VIEWER), signed_in("editor", Role.EDITOR)):
        reader.get(f"/console/conversations/{owner.pk}/")
        assert not Desk.objects.filter(read_number__gt=0).exists()
    nurse.get(f"/console/conversations/{owner.pk}/")
    assert Desk.objects.get().read_number == 2
    nurse.post(f"/console/conversations/{owner.pk}/unread")
    assert Desk.objects.get().read_number == 0


def test_every_look_at_a_transcript_is_noted_with_who_and_from_where_and_no_word_of_it(nurse: Client) -> None:
    owner = conversation("秘密の悩みです")
    nurse.get(f"/console/conversations/{owner.pk}/")
    nurse.get(f"/console/conversations/{owner.pk}/?since=x", headers={"HX-Request": "true"})
    (entry,) = audited("view")
    assert (entry.who, entry.conversation, entry.address) == ("nurse", owner.pk, "127.0.0.1")
    assert not [entry for entry in AuditEntry.objects.all() if "秘密" in str(vars(entry))]


def test_tags_flag_note_and_confirmation_are_kept_and_noted(nurse: Client) -> None:
    owner = conversation("膝が腫れて熱がある", outcome="red_flag", red_flag_tier="today")
    Tag.objects.create(name="料金")
    page = f"/console/conversations/{owner.pk}/"
    for name, data in (
        ("tags", {"tag": ["料金", "ない"]}),
        ("flag", {}),
        ("red-flag", {}),
        ("notes", {"text": "折り返す"}),
    ):
        assert nurse.post(page + name, data).status_code == 302
    desk = Desk.objects.get()
    assert [tag.name for tag in desk.tags.all()] == ["料金"]
    assert (desk.is_flagged, desk.red_confirmed_by) == (True, "nurse")
    assert Note.objects.get().text == "折り返す"
    assert len(audited("change")) == 4


def test_a_note_is_masked_as_the_visitors_words_are(nurse: Client) -> None:
    owner = conversation("膝")
    page = nurse.post(
        f"/console/conversations/{owner.pk}/notes", {"text": "090-1234-5678 へ。当院は050-1869-7918"}, follow=True
    )
    assert Note.objects.get().text == "〔電話〕 へ。当院は050-1869-7918"
    assert "伏せました" in page.content.decode()


def test_a_missed_name_is_hidden_for_good_everywhere_in_the_conversation(nurse: Client) -> None:
    owner = conversation("珍名沢です。膝の相談", replies=[{"id": "2", "from": "bot", "text": "珍名沢さま"}])
    Note.objects.create(conversation=owner, by="x", text="珍名沢さんに電話")
    Candidate.objects.create(turn=owner.turns.get(), text="珍名沢です", folded="珍名沢です", topic="greet", editor="x")
    other = conversation("珍名沢とは")
    nurse.post(f"/console/conversations/{owner.pk}/mask", {"words": "珍名沢", "tag": "氏名"})
    turn = owner.turns.get()
    assert turn.text == "〔氏名〕です。膝の相談"
    assert "珍名沢" not in str(turn.replies) + Note.objects.get().text + Candidate.objects.get().text
    assert not SearchText.objects.filter(turn=turn, folded__contains="珍名沢").exists()
    assert other.turns.get().text == "珍名沢とは"
    assert (
        "見つかりません"
        in nurse.post(
            f"/console/conversations/{owner.pk}/mask", {"words": "いない", "tag": "氏名"}, follow=True
        ).content.decode()
    )


@pytest.mark.parametrize("key", ["conversation", "reference", "phone"])
def test_one_person_is_erased_by_whatever_is_known_and_leaves_a_receipt(key: str, engine: FakeEngine) -> None:
    owner, other = conversation("膝が痛い", "靴"), conversation("ほかの人")
    Note.objects.create(conversation=owner, by="x", text="メモ")
    one = booking(owner.pk)
    kept = booking(other.pk, phone="080-9999-8888")
    keys = {"conversation": str(owner.pk), "reference": one.reference.lower(), "phone": "09012345678"}
    client = signed_in("chief", Role.MANAGER)
    page = client.post("/console/settings/erasure", {"key": keys[key]}).content.decode()
    assert "発言 2件" in page
    assert Conversation.objects.filter(pk=owner.pk).exists()
    wrong = client.post("/console/settings/erasure", {"key": keys[key], "confirm": "はい"})
    assert wrong.status_code == 422
    assert Conversation.objects.filter(pk=owner.pk).exists()
    receipt = client.post("/console/settings/erasure", {"key": keys[key], "confirm": "消去"}).content.decode()
    assert "消去しました" in receipt
    assert not Conversation.objects.filter(pk=owner.pk).exists()
    assert not Turn.objects.filter(conversation=owner.pk).exists()
    assert not Note.objects.exists()
    assert [one.reference for one in Booking.objects.all()] == [kept.reference]
    assert str(owner.pk) in engine.erased
    assert len(audited("erase")) == 2
    assert SearchText.objects.count() == 1


def test_an_erased_conversation_leaves_no_sentence_as_the_heading_of_a_group(engine: FakeEngine) -> None:
    owner = conversation("珍しい質問です", outcome="fallback")
    conversation("珍しい質問ですか", outcome="fallback")
    regroup()
    signed_in("chief", Role.MANAGER).post("/console/settings/erasure", {"key": str(owner.pk), "confirm": "消去"})
    assert not Group.objects.filter(representative="珍しい質問です").exists()
    regroup()
    assert Group.objects.get().representative == "珍しい質問ですか"


def test_a_message_taken_back_is_not_found_any_more() -> None:
    owner = conversation("取り消した悩み", outcome="fallback")
    regroup()
    turn = owner.turns.get()
    Candidate.objects.create(turn=turn, text="取り消した悩み", folded="x", topic="greet", editor="x")
    forget_turns([turn.pk])
    assert not SearchText.objects.exists()
    assert not Candidate.objects.exists()
    assert not Group.objects.exists()


@pytest.mark.parametrize("by", ["key", "conversation"])
def test_a_person_of_line_is_erased_with_all_their_conversations_and_their_address(engine: FakeEngine, by: str) -> None:
    first, second, other = conversation("一", channel="line"), conversation("二", channel="line"), conversation("三")
    person = Person.objects.create(key="line:abc")
    Address.objects.create(person=person, user_id="U1")
    for one in (first, second):
        Thread.objects.create(conversation=one, person=person)
    client = signed_in("chief", Role.MANAGER)
    page = client.get(f"/console/conversations/{first.pk}/").content.decode()
    assert str(second.pk) in page
    assert len(client.get(f"/console/conversations/?visitor={first.pk}").context["page"].rows) == 2
    key = {"key": "line:abc", "conversation": str(first.pk)}[by]
    assert "LINEの宛先 1件" in client.post("/console/settings/erasure", {"key": key}).content.decode()
    client.post("/console/settings/erasure", {"key": key, "confirm": "消去"})
    assert list(Conversation.objects.all()) == [other]
    assert not Address.objects.exists()


@pytest.mark.parametrize("nobody", ["000-0000-0000", "ZZ-9999", "0" * 32, "<b>", "%"])
def test_nobody_is_found_for_nonsense(nobody: str) -> None:
    booking()
    page = signed_in("chief", Role.MANAGER).post("/console/settings/erasure", {"key": nobody, "confirm": "消去"})
    assert page.status_code in {200, 422}
    assert Booking.objects.count() == 1


def test_words_go_with_their_time_figures_and_what_was_accepted_stay_and_a_dry_run_says_the_same() -> None:
    old = timezone.now() - timedelta(days=89)
    owner = conversation("膝の水", started_at=old, outcome="fallback")
    Note.objects.create(conversation=owner, by="x", text="メモ", at=old)
    turn = owner.turns.get()
    Candidate.objects.create(turn=turn, text="膝の水", folded="膝の水", topic="greet", editor="x", state="candidate")
    Group.objects.create(representative="膝の水", newest_at=old, size=1)
    fresh = conversation("きょう")
    later = timezone.now() + timedelta(days=3)
    dry = purge(later, origin=Origin.COMMAND, is_dry_run=True)
    done = purge(later, origin=Origin.COMMAND)
    assert dry == done
    assert done["words that staff see"] == 4
    assert list(SearchText.objects.values_list("turn", flat=True)) == [fresh.turns.get().pk]
    assert not Note.objects.exists() or Note.objects.filter(conversation=fresh).exists()
    assert not Candidate.objects.exists()
    assert not Group.objects.exists()
    row = DailyFigures.objects.get(day=timezone.localdate(old), channel="web")
    assert (row.figures["questions"], row.figures["unanswered"], row.figures["conversations"]) == (1, 1, 1)
    page = signed_in("reader", Role.VIEWER).get(f"/console/conversations/{owner.pk}/").content.decode()
    assert "保存期間が過ぎたため本文は消去されました" in page


def test_an_accepted_example_outlives_the_text_it_came_from() -> None:
    owner = conversation("膝の水", started_at=timezone.now() - timedelta(days=89))
    values = {"text": "膝の水", "folded": "膝の水", "topic": "greet", "editor": "x", "state": "accepted"}
    Candidate.objects.create(turn=owner.turns.get(), **values)
    purge(timezone.now() + timedelta(days=3), origin=Origin.COMMAND)
    assert Candidate.objects.count() == 1


def test_the_audit_can_be_read_and_reading_it_is_noted() -> None:
    client = signed_in("chief", Role.MANAGER)
    client.get("/console/settings/audit")
    page = client.get("/console/settings/audit?who=chief&what=view")
    assert [entry.subject for entry in page.context["entries"]] == ["audit"]
    response = client.post("/console/settings/audit/csv")
    assert "chief" in b"".join(response).decode()
    assert audited("export")[0].subject == "audit"


def test_a_text_to_try_the_masks_on_is_kept_nowhere() -> None:
    client = signed_in("chief", Role.MANAGER)
    page = client.post("/console/settings/masking", {"text": "090-1234-5678 山田太郎と申します"}).content.decode()
    assert "〔電話〕" in page
    assert not AuditEntry.objects.filter(what="change").exists()


def test_a_tag_or_canned_reply_that_is_there_already_is_refused_at_its_field() -> None:
    client = signed_in("chief", Role.MANAGER)
    for url, data in (("tags", {"name": "料金"}), ("canned", {"title": "電話", "text": "お電話ください"})):
        assert client.post(f"/console/settings/{url}", data).status_code == 302
        again = client.post(f"/console/settings/{url}", data)
        assert again.status_code == 422
        assert "errorlist" in again.content.decode()
