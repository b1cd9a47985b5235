"""The tokenizer: surfaces as typed, lemmas as normal forms, whatever the alphabet."""

from __future__ import annotations

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.components.sudachi_tokenizer import SPLIT_MODE, SudachiToken, SudachiTokenizer


def tokens(text: str, mode: str = "C") -> list[SudachiToken]:
    config = {**SudachiTokenizer.get_default_config(), SPLIT_MODE: mode}
    message = Message({TEXT: text})
    SudachiTokenizer(config).process([message])
    found: list[SudachiToken] = message.get(TOKENS_NAMES[TEXT])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ﾋｻﾞ、痛い…", [("ﾋｻﾞ", "膝"), ("、", "、"), ("痛い", "痛い"), ("…", ".")], id="kana and signs"),
        pytest.param(" 膝　が\n痛い ", [("膝", "膝"), ("が", "が"), ("痛い", "痛い")], id="blanks"),
        pytest.param("hiza wa, nenza ", [("hiza", "膝"), ("wa", "は"), (",", ","), ("nenza", "捻挫")], id="romaji"),
        pytest.param("knee pain", [("knee", "knee"), ("pain", "pain")], id="English"),
    ],
)
def test_tokens_are_what_was_typed_and_lemmas_the_normal_form(text: str, expected: list[tuple[str, str]]) -> None:
    found = tokens(text)
    assert [(token.text, token.lemma) for token in found] == expected
    assert [text[token.start : token.end] for token in found] == [surface for surface, _ in expected]


@pytest.mark.parametrize("text", ["　", " \n", "\t"])
def test_blanks_have_no_tokens(text: str) -> None:
    assert tokens(text) == []


def test_the_split_mode_is_taken_from_the_configuration() -> None:
    assert [token.text for token in tokens("膝関節症", "A")] == ["膝", "関節", "症"]


def test_the_text_itself_is_never_rewritten() -> None:
    message = Message({TEXT: "ﾋｻﾞ \ud800"})
    SudachiTokenizer(SudachiTokenizer.get_default_config()).process([message])
    assert message.get(TEXT) == "ﾋｻﾞ \ud800"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("膝", "ひざ", id="spelling"),
        pytest.param("膝", " 膝", id="place"),
        pytest.param("足", "足首", id="word"),
    ],
)
def test_tokens_that_differ_have_different_fingerprints(one: str, other: str) -> None:
    assert tokens(one)[0].fingerprint() != tokens(other)[0].fingerprint()


def test_equal_tokens_have_equal_fingerprints() -> None:
    assert tokens("膝が")[0].fingerprint() == tokens("膝は")[0].fingerprint()
