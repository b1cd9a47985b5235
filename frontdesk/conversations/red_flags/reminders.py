"""What every reply begins with while a red flag is active; the words are those of data/safety."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from frontdesk.conversations.red_flags.active import CLASSIFIER_RULE, ActiveFlag

SAFETY_FOLDER = Path(__file__).resolve().parents[3] / "data" / "safety"
# The general sentence that stands in for a reminder when no rule but only the classifier was alarmed.
GENERAL = "F1"


def reminder(flag: ActiveFlag) -> dict[str, Any]:
    """The bubble for this flag."""
    if flag.rule == CLASSIFIER_RULE:
        return {"text": _general()}
    return {
        "text": {
            "119": "先ほどの症状は、119番への電話をお願いします(緊急は119)。",
            "today": "先ほどの症状は、今日中の受診をお願いします(緊急は119)。",
            "soon": "先ほどの症状は、早めの受診をお願いします(緊急は119)。",
            "crisis": "いま",
        }[flag.tier],
        "urgency": flag.tier,
        "links": [{"title": "119番へ電話する", "href": "tel:119"}],
    }


@cache
def _general() -> str:
    words = YAML(typ="safe", pure=True).load((SAFETY_FOLDER / "words.yml").read_text(encoding="utf-8"))
    return next(str(sentence["text"]) for sentence in words["fixed"] if sentence["id"] == GENERAL)
