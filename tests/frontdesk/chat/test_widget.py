"""/widget.js is the built component, readable for every page, and holds nothing that turns text into markup."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from frontdesk.chat.widget import BUILT
from tests.frontdesk.visitor import browser

SOURCES = sorted((Path(__file__).resolve().parents[3] / "widget" / "src").glob("*.ts"))


def test_every_page_may_load_the_script() -> None:
    answer = browser(Origin="https://www.clinic.example").get("/widget.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    assert answer.content == BUILT.read_bytes()


def test_the_script_sets_no_cookie_and_may_not_be_framed() -> None:
    headers = browser().get("/widget.js").headers
    assert "set-cookie" not in headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_script_is_small_enough_for_a_slow_phone() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9, mtime=0)) <= 15_000


def test_the_source_never_turns_text_into_markup() -> None:
    assert SOURCES
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|unsafe(HTML|SVG|Static)"
    )
    assert [file.name for file in SOURCES if forbidden.search(file.read_text("utf-8"))] == []


def test_the_script_names_no_foreign_host() -> None:
    assert re.findall(r"https?://[a-z0-9.]+", BUILT.read_text("utf-8")) == []
