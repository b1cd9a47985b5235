"""One load of the trained model for all held-out questions."""

from __future__ import annotations

import pytest
from rasa.shared.exceptions import RasaException

from benchmarks.questions import ROOT, Question, held_out
from benchmarks.rasa_agent import Reading, read_all


@pytest.fixture(scope="session")
def questions() -> list[Question]:
    """All held-out questions."""
    return held_out()


@pytest.fixture(scope="session")
def readings(questions: list[Question]) -> dict[str, Reading]:
    """What the trained model makes of each of them."""
    texts = [question.text for question in questions]
    try:
        return dict(zip(texts, read_all(ROOT / "models" / "assistant.tar.gz", texts), strict=True))
    except (OSError, RasaException) as problem:
        pytest.exit(f"the model cannot be loaded: {problem!r}", returncode=1)  # once, not for each question
