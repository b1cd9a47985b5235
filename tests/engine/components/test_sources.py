"""Rasa's training cache: a change in the plain code behind a component trains it anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest
from rasa.engine.graph import GraphComponent

from engine import analysis, topics
from engine.analysis import word_vectors
from engine.components.sources import source_digest
from engine.components.sudachi_tokenizer import SudachiTokenizer
from engine.components.topic_classifier import TopicClassifier
from engine.components.word_vector_featurizer import WordVectorFeaturizer
from engine.topics import reading


def copied(module: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the module's folder that counts as its source from now on."""
    original = Path(module.__file__ or "")
    copy = folder / original.parent.name
    shutil.copytree(original.parent, copy)
    monkeypatch.setattr(module, "__file__", str(copy / original.name))
    return copy


@pytest.mark.parametrize(
    ("component", "module", "file"),
    [
        pytest.param(SudachiTokenizer, analysis, "romaji.py", id="tokenizer, romaji"),
        pytest.param(SudachiTokenizer, analysis, "morphemes.py", id="tokenizer, morphemes"),
        pytest.param(SudachiTokenizer, reading, "reading.py", id="tokenizer, reading"),
        pytest.param(WordVectorFeaturizer, word_vectors, "word_vectors.py", id="vectors"),
        pytest.param(TopicClassifier, topics, "features.py", id="classifier, features"),
        pytest.param(TopicClassifier, analysis, "folding.py", id="classifier, folding"),
    ],
)
def test_a_changed_module_changes_the_fingerprint_of_the_component_that_rests_on_it(
    component: type[GraphComponent], module: ModuleType, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = component.fingerprint_addon({})
    copy = copied(module, tmp_path, monkeypatch)
    assert component.fingerprint_addon({}) == before
    (copy / file).write_text("changed", encoding="utf-8")
    assert component.fingerprint_addon({}) != before


def test_a_renamed_file_counts_as_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copied(topics, tmp_path, monkeypatch)
    before = source_digest(topics)
    (copy / "features.py").rename(copy / "characteristics.py")
    assert source_digest(topics) != before


def test_a_module_without_source_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="nowhere has no source file"):
        source_digest(ModuleType("nowhere"))
