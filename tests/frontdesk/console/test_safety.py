"""What visitors and staff write can neither run in a browser nor in a spreadsheet, and no form works from elsewhere."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from frontdesk.console.lists.csv_files import cell, lines
from frontdesk.console.models import CannedReply, Note, Tag
from frontdesk.console.roles import Role
from frontdesk.conversations.models import Conversation
from tests.frontdesk.console.staff import audited, conversation, signed_in
from tests.frontdesk.console.test_permissions import CONSOLE, address

pytestmark = pytest.mark.django_db

MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "javascript:alert(1)",
    "{{7*7}}{% debug %}", "</textarea><script>x</script>", "' autofocus onfocus='alert(1)", "<!--", "&lt;b&gt;",
]  # fmt: skip
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("evil", MARKUP)
def test_markup_is_text_on_every_page(evil: str, no_engine: None) -> None:
    owner = conversation(
        evil, replies=[{"id": "2", "from": "bot", "text": evil, "source": evil, "quick_replies": [{"title": evil}]}],
        topic=evil[:60], entities=[{"entity": evil, "value": evil}], outcome="fallback",
        nearest=[{"name": evil, "confidence": 0.4}], actions=[evil], model=evil,
    )  # fmt: skip
    Note.objects.create(conversation=owner, by="nurse", text=evil)
    Tag.objects.create(name=evil[:20])
    CannedReply.objects.create(title=evil[:30], text=evil)
    Conversation.objects.filter(pk=owner.pk).update(status="doing", mode="human", assignee=evil[:60])
    client = signed_in("chief", Role.MANAGER)
    client.post(f"/console/conversations/{owner.pk}/turns/1/verdict", {"kind": "outside"})
    pages = [address(path, owner.pk, "K7-4QX2") for path, one in CONSOLE.items() if "int:" not in path]
    texts = [client.get(page, {"q": evil, "name": evil}).content.decode() for page in pages if "csv" not in page]
    for text in texts:
        for piece in ("<script>alert", "<img src=x", "<svg/onload", "<script>x", "onfocus='alert"):
            assert piece not in text
        assert 'href="javascript' not in text
        assert "49" not in text or "{{7*7}}" not in evil or "<h1>" in text


def test_the_policy_allows_our_own_files_only_and_nothing_is_kept() -> None:
    response = signed_in("reader", Role.VIEWER).get("/console/")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "no-store" in response.headers["Cache-Control"]
    assert "<script>" not in response.content.decode()
    assert " style=" not in response.content.decode()
    assert " onclick" not in response.content.decode()


POSTS = [path for path, one in CONSOLE.items() if "POST" in getattr(one.callback, "methods", ())]


@pytest.mark.parametrize("path", POSTS)
def test_no_form_works_without_its_token(path: str) -> None:
    owner = conversation("膝")
    inner = signed_in("chief", Role.MANAGER)
    client = Client(enforce_csrf_checks=True)
    client.cookies = inner.cookies
    response = client.post(address(path, owner.pk, "K7-4QX2"))
    assert response.status_code == 403
    assert "この画面は古くなっています" in response.content.decode()


def test_no_form_works_from_another_site() -> None:
    inner = signed_in("chief", Role.MANAGER)
    client = Client(enforce_csrf_checks=True)
    client.cookies = inner.cookies
    token = client.get("/console/settings/tags").context["csrf_token"]
    data = {"name": "x", "csrfmiddlewaretoken": str(token)}
    refused = client.post("/console/settings/tags", data, headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403
    assert client.post("/console/settings/tags", data).status_code == 302


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_text(formula: str) -> None:
    assert cell(formula).startswith("'")
    rows = list(csv.reader(io.StringIO("".join(lines(("a",), [[formula]]))[1:], newline="")))
    assert rows == [["a"], [f"'{formula}"]]


@pytest.mark.parametrize("harmless", ["膝が痛い", "3〜6か月", "1-2", "", "a=b"])
def test_other_cells_stay_as_they_are(harmless: str) -> None:
    assert cell(harmless) == harmless


def test_the_file_opens_in_excel_with_every_word_and_the_audit_has_the_reason() -> None:
    conversation("一行目\n二行目,「=1」", "=HYPERLINK(1)")
    client = signed_in("chief", Role.MANAGER)
    from django.utils import timezone

    url = f"/console/conversations/export?from={timezone.localdate():%Y-%m-%d}&q=一行目"
    response = client.post(url, {"kind": "messages", "reason": "inspection"})
    content = b"".join(response).decode("utf-8")
    assert content.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(content[1:], newline="")))
    assert rows[0] == ["id", "会話", "時刻", "話者", "本文", "トピック", "確信度", "結果"]
    assert [row[4] for row in rows if row[3] == "利用者"] == ["一行目\n二行目,「=1」", "'=HYPERLINK(1)"]
    assert rows[1][2].endswith("+09:00")
    assert "\r\n" in content
    (entry,) = audited("export")
    assert (entry.subject, entry.rows) == ("messages", 1)
    assert entry.filters.startswith("reason=inspection; from=20")
    assert entry.filters.endswith("; q=...")
    assert "一行目" not in entry.filters


@pytest.mark.parametrize(
    ("query", "reason"),
    [("from=2026-11-01", ""), ("from=2026-11-01", "because"), ("", "inspection"), ("from=2020-01-01", "inspection")],
)
def test_an_export_without_reason_or_over_a_year_is_refused(query: str, reason: str) -> None:
    client = signed_in("chief", Role.MANAGER)
    response = client.post(f"/console/conversations/export?{query}", {"kind": "messages", "reason": reason})
    assert response.status_code == 422
    assert not audited("export")
