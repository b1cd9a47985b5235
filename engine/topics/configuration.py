"""What config.yml can set of a topic model, with its defaults. Plain Python: the benchmarks read it without Rasa."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.topics.features import Block
from engine.topics.model import Settings


def default_features() -> dict[str, Any]:
    """What is read, and how strongly it is regularised; the measured alternatives are in docs/adr/0005."""
    return {
        # view, shortest, longest n-gram, weight, least number of examples that hold it
        "blocks": [
            ["words", 1, 2, 1.0, 1],
            ["characters", 1, 4, 1.0, 2],
            ["reading", 2, 4, 0.7, 2],
        ],
        "vector_weight": 1.0,
        # strength of the regularisation
        "penalty": 1.0,
    }


def settings_of(config: Mapping[str, Any]) -> Settings:
    """The settings of a training run from a configuration that holds these keys."""
    return Settings(
        blocks=tuple(Block(*block) for block in config["blocks"]),
        vector_weight=float(config["vector_weight"]),
        penalty=float(config["penalty"]),
    )
