"""What the second look is learnt from: all authors' sets, and nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.urgency.sentences import HARMLESS, digest, urgent_and_harmless

SENTENCES = Path(__file__).resolve().parents[3] / "data" / "safety" / "sentences"


def test_the_projects_sets_hold_every_tier_and_what_is_harmless() -> None:
    texts, labels = urgent_and_harmless(SENTENCES)
    assert len(texts) == len(labels)
    assert {"119", "today", "soon", "crisis", HARMLESS} == set(labels)


def test_earlier_turns_belong_to_the_sentence(tmp_path: Path) -> None:
    author = tmp_path / "someone"
    author.mkdir()
    (author / "positives.yml").write_text(
        "- {text: 歩けません, rule: R4, tier: today, recent: [昨日転びました]}\n", encoding="utf-8"
    )
    assert urgent_and_harmless(tmp_path) == (["昨日転びました。歩けません"], ["today"])


def test_without_sentences_there_is_no_training(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no urgent sentences"):
        urgent_and_harmless(tmp_path)


def test_other_sentences_make_another_model(tmp_path: Path) -> None:
    (tmp_path / "someone").mkdir()
    before = digest(tmp_path)
    (tmp_path / "someone" / "positives.yml").write_text("- {text: あ, tier: today}\n", encoding="utf-8")
    assert digest(tmp_path) != before
