"""Two questions are told from one question, a choice, and a story with a question."""

from __future__ import annotations

import pytest

from engine.analysis.morphemes import analyse
from engine.dialogue.two_questions import halves


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("費用と期間を教えて", ("費用を教えて", "期間を教えて")),
        ("BMEの費用と副作用を教えてください", ("BMEの費用を教えてください", "BMEの副作用を教えてください")),
        ("診療時間と場所は？", ("診療時間は？", "場所は？")),
        ("駐車場ありますか？電話番号も教えて", ("駐車場ありますか？", "電話番号も教えて")),
        ("膝の内側が痛い原因は？あと何科に行けばいい？", ("膝の内側が痛い原因は？", "何科に行けばいい？")),
    ],
)
def test_two_questions_are_two(text: str, two: tuple[str, str]) -> None:
    assert halves(text, analyse(text)) == two


@pytest.mark.parametrize(
    "text",
    [
        "膝と足首が痛いのはなぜですか",
        "半年前から膝が痛いです。何科に行けばいいですか？",
        "PRPと幹細胞の違いを教えて",
        "捻挫のあと膝が痛いのはなぜですか？",
        "整形外科ですか、それとも外科ですか？",
        "膝にやさしい歩き方を知りたい",
        "あなたは医者？それともロボット？",
    ],
    ids=str,
)
def test_one_concern_is_one_question(text: str) -> None:
    assert halves(text, analyse(text)) is None
