"""The list of what the assistant answers (`topics.yml`): ids, titles, and the markers of a correct answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data_checks.located_yaml import load_map
from data_checks.problems import Report
from data_checks.schema import check_keys, maps_under, text_under, texts_in

CONTRACT_FILE = Path(__file__).with_name("topics.yml")


@dataclass(frozen=True)
class Topic:
    """A topic (`area/name`) or a plain intent, and the patterns that a correct answer matches, every one."""

    id: str
    title: str
    markers: tuple[re.Pattern[str], ...] = ()

    @property
    def path(self) -> str:
        """Where its examples and its answer stand."""
        return f"data/faq/{self.id}.yml" if "/" in self.id else f"data/conversation/{self.id}.yml"


@dataclass(frozen=True)
class Contract:
    """Everything the assistant answers, by id, and the problems of the list itself."""

    topics: Mapping[str, Topic]
    report: Report


def load_contract(path: Path = CONTRACT_FILE) -> Contract:
    """The contract; a mistake in it is in its report and leaves that entry out."""
    report = Report(f"{path.parent.name}/{path.name}")
    content = load_map(path, report)
    topics: dict[str, Topic] = {}
    if content is None:
        return Contract(topics, report)
    check_keys(content, ("topics", "intents"), (), "the list", report)
    for kind in ("topics", "intents"):
        for entry in maps_under(content, kind, "the list", report):
            check_keys(entry, ("id", "title"), ("markers",), "an entry", report)
            id_, title = text_under(entry, "id", "an entry", report), text_under(entry, "title", "an entry", report)
            if not id_ or not title:
                continue
            if id_ in topics or ("/" in id_) != (kind == "topics"):
                report.error(entry.line, f"{id_} is listed twice or among the {kind} by mistake", "list it once")
            markers = entry.get("markers")
            if markers is not None and not texts_in(markers):
                report.error(entry.lines["markers"], f"the markers of {id_} are no list of texts", "quote the numbers")
                markers = None
            topics[id_] = Topic(id_, title, tuple(re.compile(marker) for marker in markers or ()))
    return Contract(topics, report)
