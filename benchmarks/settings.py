"""The settings of the topic classifier as config.yml has them, defaults included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from benchmarks.questions import ROOT
from engine.topics.configuration import default_features, settings_of
from engine.topics.model import Settings

COMPONENT = "TopicClassifier"


def engine_settings(root: Path = ROOT) -> Settings:
    """What `make train` trains with."""
    return settings_of({**default_features(), **_configured(root / "config.yml")})


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
