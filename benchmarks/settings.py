"""The settings of the topic classifier as config.yml has them, defaults included."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import yaml

from benchmarks.questions import ROOT
from engine.topics.features import Block
from engine.topics.model import Settings

COMPONENT_FILE = "engine/components/topic_classifier.py"
COMPONENT = "TopicClassifier"


def engine_settings(root: Path = ROOT) -> Settings:
    """What `make train` trains with."""
    config = {**_defaults(root / COMPONENT_FILE), **_configured(root / "config.yml")}
    return Settings(
        blocks=tuple(Block(*block) for block in config["blocks"]),
        vector_weight=float(config["vector_weight"]),
        penalty=float(config["penalty"]),
    )


def fallback_threshold(root: Path = ROOT) -> float:
    """Below this confidence the assistant asks back."""
    for component in yaml.safe_load((root / "config.yml").read_text(encoding="utf-8"))["pipeline"]:
        if component["name"] == "FallbackClassifier":
            return float(component["threshold"])
    raise ValueError("config.yml has no FallbackClassifier; add one with a threshold")


def _configured(path: Path) -> dict[str, Any]:
    for component in yaml.safe_load(path.read_text(encoding="utf-8"))["pipeline"]:
        if component["name"].endswith(COMPONENT):
            return {k: v for k, v in component.items() if k != "name"}
    raise ValueError(f"{path} has no {COMPONENT}; the benchmarks measure that component")


def _defaults(path: Path) -> dict[str, Any]:
    # Read, not imported: importing the component imports Rasa and TensorFlow, which takes seconds.
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "get_default_config":
            returned = next(n for n in ast.walk(node) if isinstance(n, ast.Return))
            if returned.value is not None:
                return dict(ast.literal_eval(returned.value))
    raise ValueError(f"{path} has no get_default_config that returns a literal")
