"""Romaji: 「hiza ga itai」 is read as kana, English and abbreviations are left alone."""

from __future__ import annotations

import pytest

from engine.analysis.romaji import is_romaji, to_kana, typed_span

KANA = {
    "hiza ga itai": "ひざがいたい",
    "HIZA GA ITAI": "ひざがいたい",
    "ｈｉｚａ　ｇａ　ｉｔａｉ": "ひざがいたい",
    "ashikubi wo nenza shita": "あしくびをねんざした",
    "kaidan o oriru toki": "かいだんをおりるとき",
    "byouin e ikitai": "びょういんへいきたい",
    "hiza wa naorimasu ka?": "ひざはなおりますか?",
    "shinpai": "しんぱい",
    "shimpai": "しんぱい",
    "kinniku": "きんにく",
    "konnnani": "こんなに",
    "onnanohito": "おんなのひと",
    "kin'en": "きんえん",
    "shippu": "しっぷ",
    "dotchi": "どっち",
    "docchi": "どっち",
    "hi-ru": "ひーる",
    "ryouhou": "りょうほう",
    "jyuukyou": "じゅうきょう",
    "hyaruronsan": "ひゃるろんさん",
    "fukurahagi": "ふくらはぎ",
    "tsukareta": "つかれた",
}


@pytest.mark.parametrize("typed", KANA)
def test_romaji_is_read_as_kana_without_blanks(typed: str) -> None:
    assert is_romaji(typed)
    assert to_kana(typed)[0] == KANA[typed]


def test_a_word_that_cannot_be_read_stays_among_kana() -> None:
    typed = "MRI kensa wo uketai desu"
    assert is_romaji(typed)
    assert to_kana(typed)[0] == "mriけんさをうけたいです"


def test_a_dash_between_words_is_no_long_vowel() -> None:
    assert to_kana("hiza - ashi")[0] == "ひざ-あし"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("My knee hurts when I go down the stairs", id="English sentence"),
        pytest.param("How much is it?", id="English question"),
        pytest.param("Do you take insurance?", id="English with words that read as kana"),
        pytest.param("good morning", id="English greeting"),
        pytest.param("knee no itami", id="mostly English"),
        pytest.param("PRP", id="abbreviation"),
        pytest.param("MRI", id="another abbreviation"),
        pytest.param("ok", id="too short to tell"),
        pytest.param("hiza が痛い", id="with kana"),
        pytest.param("ﾋｻﾞ ga itai", id="with half-width kana"),
        pytest.param("膝 ga itai", id="with kanji"),
        pytest.param("12345", id="digits"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_romaji_is_left_alone(typed: str) -> None:
    assert not is_romaji(typed)


@pytest.mark.parametrize(
    ("typed", "kana", "offsets"),
    [
        pytest.param("hiza ga", "ひざが", [0, 2, 5, 7], id="blank between words"),
        pytest.param("shippu", "しっぷ", [0, 3, 4, 6], id="three letters, doubled consonant"),
        pytest.param("kyou", "きょう", [0, 0, 3, 4], id="one syllable of two kana"),
        pytest.param("kin'en", "きんえん", [0, 2, 4, 5, 6], id="apostrophe"),
        pytest.param("　ｈｉ", "ひ", [1, 3], id="full width after a blank"),
        pytest.param("mri hi", "mriひ", [0, 0, 0, 4, 6], id="an unreadable word counts as one"),
    ],
)
def test_each_kana_knows_its_typed_letter(typed: str, kana: str, offsets: list[int]) -> None:
    assert to_kana(typed) == (kana, offsets)


@pytest.mark.parametrize("typed", [*KANA, "MRI kensa", "hiza 😀 ga  itai \n", "㌖ hiza"])
def test_offsets_never_go_back_and_end_with_the_text(typed: str) -> None:
    kana, offsets = to_kana(typed)
    assert len(offsets) == len(kana) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(typed)


@pytest.mark.parametrize(
    ("typed", "kana", "span"),
    [
        pytest.param("hiza  ga itai", "ひざ", "hiza", id="without the blanks behind the word"),
        pytest.param("hiza ga itai ", "いたい", "itai", id="without the blank at the end"),
        pytest.param("kyou", "う", "u", id="last syllable"),
        pytest.param("kyou", "き", "k", id="half a syllable is not empty"),
    ],
)
def test_typed_span_covers_the_word_and_no_blank(typed: str, kana: str, span: str) -> None:
    text, offsets = to_kana(typed)
    begin = text.index(kana)
    start, end = typed_span(typed, offsets, begin, begin + len(kana))
    assert typed[start:end] == span
