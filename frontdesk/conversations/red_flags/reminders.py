"""What every reply begins with while a red flag is active; the words are the signed ones of data/safety."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from clinic.profile import Profile
from frontdesk.conversations.red_flags.active import CLASSIFIER_RULE, CRISIS, ActiveFlag

SAFETY_FOLDER = Path(__file__).resolve().parents[3] / "data" / "safety"
# The general sentence that stands in for a reminder when no rule but only the classifier was alarmed.
GENERAL = "F1"
EMERGENCY = "tel:119"


def reminder(flag: ActiveFlag, profile: Profile) -> dict[str, Any]:
    """The bubble for this flag, with the numbers to call as links."""
    if flag.rule == CLASSIFIER_RULE:
        return {"text": _general_sentence()}
    texts = _messages()
    if flag.tier == CRISIS:
        # Its own first line, and where help is: a later turn may be all that is on the screen.
        text = "\n".join((texts["remind_crisis"], texts["templates"][CRISIS][1]))
    else:
        text = texts["remind"].format(what=texts["remind_what"][flag.tier])
    bubble = {"text": text, "urgency": flag.tier, "links": [dict(link) for link in texts["links"][flag.tier]]}
    return with_own_lines(bubble, profile)


def help_lines() -> tuple[str, ...]:
    """The digits of the help lines in the signed text: public numbers."""
    return tuple(
        link["href"].removeprefix("tel:") for link in _messages()["links"][CRISIS] if link["href"] != EMERGENCY
    )


def with_own_lines(bubble: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """The bubble; in a crisis with the help lines that the clinic has confirmed, where it has."""
    own = profile.safety.crisis_lines
    if bubble.get("urgency") != CRISIS or not own:
        return dict(bubble)
    lines = bubble["text"].split("\n")
    places = [place for place, line in enumerate(lines) if any(number in _digits(line) for number in help_lines())]
    if places:
        said = [f"{line.name} {line.phone}" + (f"({line.hours})" if line.hours else "") for line in own]
        lines[places[0] : places[-1] + 1] = said[: len(places)]
    links = [{"title": f"{line.name} {line.phone}", "href": "tel:" + _digits(line.phone)} for line in own]
    emergency = [link for link in bubble.get("links") or () if link["href"] == EMERGENCY]
    return {**bubble, "text": "\n".join(lines), "links": links + emergency}


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


@cache
def _messages() -> Mapping[str, Any]:
    messages: Mapping[str, Any] = _read("messages.yml")
    return messages


@cache
def _general_sentence() -> str:
    return next(str(sentence["text"]) for sentence in _read("words.yml")["fixed"] if sentence["id"] == GENERAL)


def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((SAFETY_FOLDER / name).read_text(encoding="utf-8"))
