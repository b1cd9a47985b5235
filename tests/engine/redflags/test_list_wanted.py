"""Who asks in general about an urgent symptom is shown the list of urgent signs, and no alarm."""

from __future__ import annotations

import pytest

from engine.redflags.detector import assess


@pytest.mark.parametrize(
    "text",
    [
        "エコノミークラス症候群って何ですか",
        "血栓とは何ですか",
        "骨折の見分け方を教えてください",
        "もし転んで骨折したらどうすればいいですか",
        "膝が腫れて熱が出ることはありますか",
        "足がしびれる原因は何ですか",
        "息が苦しくなることはありますか",
        "コンパートメント症候群とは",
    ],
)
def test_a_general_question_on_an_urgent_subject_wants_the_list(text: str) -> None:
    assessment = assess(text)
    assert assessment.flag is None
    assert assessment.list_wanted
    assert assessment.is_cancelled


@pytest.mark.parametrize(
    "text", ["膝が痛い", "費用はいくらですか", "階段で膝が痛むのはなぜですか", "予約したいです", "去年骨折しました"]
)
def test_an_ordinary_text_wants_no_list(text: str) -> None:
    assert not assess(text).list_wanted


@pytest.mark.parametrize("text", ["息が苦しい", "血栓とは何ですか。息が苦しいです"])
def test_an_alarm_needs_no_list(text: str) -> None:
    assessment = assess(text)
    assert assessment.flag is not None
    assert not assessment.list_wanted


@pytest.mark.parametrize(
    ("text", "is_cancelled"), [("息は苦しくありません", True), ("去年骨折しました", True), ("こんにちは", False)]
)
def test_cancelled_signs_are_told_apart_from_none(text: str, is_cancelled: bool) -> None:
    assert assess(text).is_cancelled is is_cancelled
