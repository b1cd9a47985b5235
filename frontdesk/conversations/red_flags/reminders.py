"""What every reply begins with while a red flag is active; the words are those of data/safety."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from frontdesk.conversations.red_flags.active import CLASSIFIER_RULE, CRISIS, ActiveFlag

SAFETY_FOLDER = Path(__file__).resolve().parents[3] / "data" / "safety"
# The general sentence that stands in for a reminder when no rule but only the classifier was alarmed.
GENERAL = "F1"
