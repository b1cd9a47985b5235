"""Courtesies around a question are read past; what is only a courtesy stays whole."""

from __future__ import annotations

import time

import pytest

from engine.dialogue.courtesies import question_span


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("こんにちは。膝の内側が痛いのはなぜ？", "膝の内側が痛いのはなぜ？"),
        ("すみませんが、駐車場はありますか。よろしくお願いします。", "駐車場はありますか"),
        ("突然すみません、質問なんですけどBMEって何", "BMEって何"),
        ("足首回しは何回ですか。ありがとうございます", "足首回しは何回ですか"),
        ("足首回しは何回ですか", "足首回しは何回ですか"),
    ],
)
def test_the_question_is_what_is_left_without_courtesies(text: str, question: str) -> None:
    assert text[slice(*question_span(text))] == question


@pytest.mark.parametrize(
    "text", ["こんにちは", "ありがとうございました。", "よろしくお願いします！", "", "はじめまして、こんにちは"]
)
def test_a_courtesy_alone_stays_whole(text: str) -> None:
    assert question_span(text) == (0, len(text))


@pytest.mark.parametrize("piece", ["ありがとうございます。", "よろしく。", "すみません、", "、。", "あのー"])
def test_time_grows_with_the_length_and_not_with_its_powers(piece: str) -> None:
    text = piece * (2000 // len(piece)) + "x"
    started = time.perf_counter()
    question_span(text)
    # Exponential backtracking would not end today; a slow machine takes a few hundredths of a second.
    assert time.perf_counter() - started < 1.0
