"""会話一覧: every filter alone and combined, bad values, stable pages, searching by other spellings and forms."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from frontdesk.console.lists.rows import PAGE
from frontdesk.console.models import Desk, SavedView, Tag
from frontdesk.console.roles import Role
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.takeover import ask_for_person, take_over
from tests.frontdesk.console.staff import audited, conversation, signed_in

pytestmark = pytest.mark.django_db

LIST = "/console/conversations/"


@pytest.fixture
def reader() -> Client:
    return signed_in("reader", Role.VIEWER)


def shown(client: Client, query: str = "") -> list[str]:
    """The first questions of the conversations on the page."""
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return [row.first for row in response.context["page"].rows]


def test_the_newest_come_first_and_the_total_is_said(reader: Client) -> None:
    now = timezone.now()
    for days in (2, 0, 1):
        conversation(f"{days}日前", started_at=now - timedelta(days=days))
    assert shown(reader) == ["0日前", "1日前", "2日前"]
    assert "全3件" in reader.get(LIST).content.decode()


def test_a_conversation_without_a_word_of_the_visitor_is_none(reader: Client) -> None:
    Conversation.objects.create()
    assert "まだ記録がありません" in reader.get(LIST).content.decode()


def plant() -> None:
    """One conversation that every filter finds, one that none does."""
    wanted = conversation(
        "膝が痛いです", channel="line", outcome="fallback", confidence=0.3, topic="symptom/stairs_pain",
        handoff="phone", started_at=timezone.now() - timedelta(days=3),
    )  # fmt: skip
    rate = wanted.turns.get()
    rate.pk, rate.client_id, rate.number, rate.payload = None, wanted.pk, 9, "v1;rate;down;2"
    rate.kind = Turn.Kind.PAYLOAD
    rate.save()
    red = wanted.turns.get(number=1)
    red.pk, red.client_id, red.number, red.outcome, red.red_flag_tier = None, wanted.pk, 11, "red_flag", "today"
    red.client_id = uuid.uuid4()
    red.save()
    desk = Desk.objects.create(conversation=wanted, is_flagged=True)
    desk.tags.add(Tag.objects.create(name="料金"))
    Conversation.objects.filter(pk=wanted.pk).update(last_number=12, status="doing", assignee="nurse")
    other = conversation("費用はいくらですか", topic="treatment/cost")
    Desk.objects.create(conversation=other, read_number=99)


FILTERS = [
    "to=" + "OLD", "from=OLD&to=OLD", "channel=line", "status=doing", "assignee=nurse", "tag=料金",
    "topic=symptom/stairs_pain", "outcome=fallback", "outcome=fallback&outcome=error", "conf_max=0.5", "red=any",
    "red=today", "handoff=1", "rating=down", "unread=1", "flag=1", "q=ひざ", "q=痛かった",
    "q=膝&outcome=fallback&channel=line&flag=1&tag=料金&status=doing&conf_max=0.3&from=OLD&red=today",
]  # fmt: skip


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_finds_what_it_names(reader: Client, query: str) -> None:
    plant()
    old = f"{timezone.localdate() - timedelta(days=3):%Y-%m-%d}"
    response = reader.get(f"{LIST}?{query.replace('OLD', old)}")
    assert response.context["filters"].problems == []
    assert [row.first for row in response.context["page"].rows] == ["膝が痛いです"]


def test_not_reviewed_and_not_assigned_can_be_asked_for(reader: Client) -> None:
    plant()
    assert len(shown(reader, "reviewed=0")) == 2
    assert shown(reader, "reviewed=1") == []
    assert shown(reader, "assignee=none") == ["費用はいくらですか"]


BAD = [
    "from=yesterday", "to=2026-13-40", "channel=fax", "status=lost", "conf_max=2", "conf_max=nan", "red=999",
    "topic=no/topic", "outcome=x", "rating=5", "unread=maybe", "visitor=1", f"q={'あ' * 101}", "colour=blue",
    "from=2026-02-02&to=2026-01-01", "q=%00",
]  # fmt: skip


@pytest.mark.parametrize("query", BAD)
def test_a_bad_filter_is_dropped_and_said(reader: Client, query: str) -> None:
    conversation("膝が痛い")
    response = reader.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert response.context["filters"].problems
    assert [row.first for row in response.context["page"].rows] == ["膝が痛い"]


@pytest.mark.parametrize("nonsense", ["before=x", "before=" + "0" * 32, "view=x", "view=99999999", "page=-1"])
def test_a_page_that_is_none_shows_the_first(reader: Client, nonsense: str) -> None:
    conversation("膝が痛い")
    assert shown(reader, nonsense) == ["膝が痛い"]


def test_pages_stay_what_they_were_while_rows_arrive(reader: Client) -> None:
    now = timezone.now()
    for number in range(PAGE + 5):
        conversation(f"{number}番", started_at=now - timedelta(minutes=number // 2))
    first = reader.get(LIST).context
    ids = [row.id for row in first["page"].rows]
    conversation("あとから来た", started_at=now + timedelta(minutes=1))
    second = reader.get(f"{LIST}?{first['next_query']}").context
    rest = [row.id for row in second["page"].rows]
    assert len(ids) == PAGE
    assert len(rest) == 5
    assert not set(ids) & set(rest)
    assert second["page"].next is None


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("ひざがいたくて歩けません", "膝 痛み"), ("膝が痛かったです", "いたい"), ("足くびをひねりました", "足首 捻る"),
        ("階段をおりるとき", "降りる"), ("ＢＭＥ療法の費用", "bme"), ("変形性膝関節症です", "膝"), ("お金はいくら", "お金"),
        ("ヒアルロン酸", "ﾋｱﾙﾛﾝ酸"), ("100%治りますか", "100%"), ("a_b", "a_b"),
    ],
)  # fmt: skip
def test_other_spellings_and_forms_are_found(reader: Client, written: str, searched: str) -> None:
    conversation(written)
    conversation("靴の選び方を教えてください")
    assert shown(reader, f"q={searched}") == [written]


@pytest.mark.parametrize("searched", ["%", "_", "' OR 1=1 --", "\\", "膝 靴"])
def test_a_search_is_no_pattern_and_wants_every_word(reader: Client, searched: str) -> None:
    conversation("膝が痛い")
    assert reader.get(LIST, {"q": searched}).context["page"].rows == []


def test_a_view_is_a_link_of_ones_own() -> None:
    mine, other = signed_in("reader", Role.VIEWER), signed_in("other", Role.VIEWER)
    mine.post("/console/conversations/views", {"name": "要対応", "query": "status=open"})
    view = SavedView.objects.get()
    assert mine.get(f"{LIST}?view={view.pk}").headers["Location"] == f"{LIST}?status=open"
    assert other.get(f"{LIST}?view={view.pk}").status_code == 200
    assert other.post(f"/console/conversations/views/{view.pk}/delete").status_code == 404


def test_what_asks_by_itself_gets_nothing_while_nothing_has_changed(reader: Client) -> None:
    owner = conversation("膝が痛い")
    version = reader.get(LIST).context["version"]
    asks = {"HX-Request": "true"}
    assert reader.get(f"{LIST}?since={version}", headers=asks).status_code == 204
    ask_for_person(owner.pk)
    changed = reader.get(f"{LIST}?since={version}", headers=asks)
    assert changed.status_code == 200
    assert "要対応" in changed.content.decode()
    assert len(audited("view")) == 1


def test_several_are_marked_at_once_and_what_cannot_be_is_said() -> None:
    client = signed_in("nurse", Role.RESPONDER)
    open_one, idle = conversation("一"), conversation("二")
    ask_for_person(open_one.pk)
    ids = [str(open_one.pk), str(idle.pk), "nonsense"]
    client.post("/console/conversations/bulk", {"id": ids, "action": "read"})
    assert Desk.objects.filter(read_number=2).count() == 2
    page = client.post("/console/conversations/bulk", {"id": ids, "action": "done"}, follow=True)
    assert "1件を変更しました。1件は、いまの状態では" in page.content.decode()
    open_one.refresh_from_db()
    assert open_one.status == "done"


def test_who_may_only_mark_can_not_close_from_the_list() -> None:
    client = signed_in("editor", Role.EDITOR)
    owner = conversation("一")
    ask_for_person(owner.pk)
    take_over(owner.pk, "nurse")
    client.post("/console/conversations/bulk", {"id": [str(owner.pk)], "action": "done"})
    owner.refresh_from_db()
    assert owner.status == "doing"


@pytest.mark.parametrize("action", ["", "dance", "削除", "x" * 400])
def test_an_action_that_is_none_does_nothing(action: str) -> None:
    client = signed_in("nurse", Role.RESPONDER)
    owner = conversation("一")
    page = client.post("/console/conversations/bulk", {"id": [str(owner.pk)], "action": action}, follow=True)
    assert "操作を選んでください" in page.content.decode()
    assert not audited("change")
