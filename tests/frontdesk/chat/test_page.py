"""/chat has phone and emergency line without any script, and a policy under which only our own files run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from pytest_django import Settings

from clinic.profile import parse_profile
from frontdesk.chat import pages
from tests.frontdesk.visitor import browser

STATIC = Path(pages.__file__).parent / "static" / "chat"


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


@pytest.fixture
def page() -> Page:
    return Page(browser().get("/chat").text)


def test_phone_and_emergency_line_are_links_in_the_html_itself(page: Page) -> None:
    assert "050-1869-7918" in page.text
    assert "緊急のときは119番へ電話してください。" in page.text
    assert {"tel:05018697918", "tel:119"} <= set(page.values("href"))


def test_without_script_the_page_says_how_to_reach_the_clinic(page: Page) -> None:
    assert "ブログを見て膝の相談をしたい" in page.text
    assert "JavaScriptを有効にしてください" in page.text


def test_the_page_is_japanese_and_is_the_component_alone(page: Page) -> None:
    assert ("html", {"lang": "ja"}) in page.tags
    (chat,) = [attributes for tag, attributes in page.tags if tag == "clinic-chat"]
    assert chat == {
        "layout": "page",
        "endpoint": "/api/chat",
        "heading": "膝・足首の痛み 相談チャット",
        "tel": "050-1869-7918",
        "tel-say": "ブログを見て膝の相談をしたい",
    }


def test_the_policy_allows_our_own_files_only() -> None:
    policy = browser().get("/chat").headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    )


def test_nothing_in_the_page_needs_more_than_the_policy_allows(page: Page) -> None:
    assert "style" not in [tag for tag, _ in page.tags]
    assert not any(name == "style" or name.startswith("on") for _, attributes in page.tags for name in attributes)
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert [set(script) for script in scripts] == [{"type", "src"}]
    assert all(
        address.startswith(("/static/", "/widget.js", "tel:")) for address in page.values("src") + page.values("href")
    )


def test_the_page_sets_no_cookie() -> None:
    assert "set-cookie" not in browser().get("/chat").headers


def test_sites_on_the_list_may_frame_the_page(settings: Settings) -> None:
    settings.CHAT_FRAME_ANCESTORS = ["https://www.clinic.example"]
    assert "frame-ancestors https://www.clinic.example;" in browser().get("/chat").headers["Content-Security-Policy"]


def test_the_clinics_name_stands_above_the_chat_once_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "膝・足首の痛み 相談チャット" in browser().get("/chat").text
    named = parse_profile({"clinic": {"phone": "050-1869-7918", "name": "<ひざ>医院"}})
    monkeypatch.setattr(pages, "current_profile", lambda: named)
    assert "&lt;ひざ&gt;医院 相談チャット" in browser().get("/chat").text


def test_the_root_leads_to_the_page() -> None:
    answer = browser().get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/chat")


def test_the_page_cannot_be_posted_to() -> None:
    assert browser().post("/chat").status_code == 405


def test_every_file_that_the_page_names_exists(page: Page) -> None:
    named = [address.removeprefix("/static/") for address in page.values("href") if "static" in address]
    assert named
    assert [name for name in named if finders.find(name) is None] == []


@pytest.mark.parametrize("file", ["page.css", "icon.svg", "pictures/calf_stretch.svg"])
def test_static_files_are_served(file: str) -> None:
    answer = browser().get(f"/static/chat/{file}")
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_styles_and_drawings_name_no_foreign_host() -> None:
    foreign = re.compile(r"https?://(?!www\.w3\.org/)")
    written = [file for file in STATIC.rglob("*") if file.suffix in {".css", ".svg"}]
    assert [file.name for file in written if foreign.search(file.read_text("utf-8"))] == []
