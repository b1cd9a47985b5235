"""What was typed is shown as typed, without what cannot be seen or stored."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.conversations.cleaning import clean, without_command


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("  膝が痛い \n", "膝が痛い", id="spaces around"),
        pytest.param("\u3000膝\u3000痛い\u3000", "膝\u3000痛い", id="full-width spaces"),
        pytest.param("か\u3099", "が", id="NFC"),
        pytest.param("ｶﾞ膝３", "ｶﾞ膝３", id="half-width kana and full-width digits stay as typed"),
        pytest.param("a\u0000b\u0007c\u007f\u0085d", "abcd", id="control characters"),
        pytest.param("a\tb\r\nc\rd", "a b\nc\nd", id="tabs and line ends"),
        pytest.param("膝\ud83dが", "膝が", id="lone surrogate"),
        pytest.param("a\u202eb\u2066c\ufeff", "abc", id="marks of direction"),
        pytest.param("👨\u200d👩\u200d👧☀\ufe0f", "👨\u200d👩\u200d👧☀\ufe0f", id="composed emoji"),
        pytest.param("😀😀", "😀😀", id="emoji only"),
        pytest.param("<b>膝</b>", "<b>膝</b>", id="HTML is just text"),
    ],
)
def test_text_is_cleaned_and_otherwise_kept(typed: str, expected: str) -> None:
    assert clean(typed) == expected


@pytest.mark.parametrize("typed", ["", " ", "\u3000\n\t", "\u200b", "\u200d\ufe0f", "\u0000\u0001", "\ud800", "\u3099"])
def test_nothing_visible_is_nothing(typed: str) -> None:
    assert clean(typed) == ""


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_whatever_is_typed_can_be_stored_and_is_clean_the_second_time(typed: str) -> None:
    cleaned = clean(typed)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in cleaned.replace("\n", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/restart", "restart"),
        ("// /restart", "restart"),
        ("/", ""),
        ("/ / \n/", ""),
        ("／restart", "／restart"),
        ("膝/足首", "膝/足首"),
    ],
)
def test_a_leading_slash_cannot_command_the_engine(text: str, expected: str) -> None:
    assert without_command(text) == expected
