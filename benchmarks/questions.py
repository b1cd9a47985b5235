"""The texts that are measured: training examples, held-out questions and messages that no topic answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from engine.topics.outside import OUTSIDE

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE_FOLDERS = ("data/faq", "data/conversation")
HELD_OUT_FOLDER = "tests/nlu/held_out"
OUT_OF_SCOPE_FILE = "tests/nlu/out_of_scope.yml"
OUT_OF_SCOPE_TOPICS = tuple(sorted(OUTSIDE))


@dataclass(frozen=True)
class Question:
    """A text and its topic.

    `also` holds further topics whose answer is right as well, `group` the set it came from: the
    file of a held-out question, the kind of an out-of-scope message, `train` for an example.
    """

    text: str
    topic: str
    also: tuple[str, ...] = ()
    group: str = "train"

    def accepts(self, topic: str | None) -> bool:
        """Whether the answer of `topic` is a right one."""
        return topic == self.topic or topic in self.also


def examples(root: Path = ROOT) -> list[Question]:
    """All training examples, in the order of the files' names."""
    found = []
    for path in sorted(p for folder in EXAMPLE_FOLDERS for p in (root / folder).rglob("*.yml")):
        for block in _read(path).get("nlu") or []:
            lines = block.get("examples", "").splitlines() if "intent" in block else []
            found += [Question(line[2:].strip(), block["intent"]) for line in lines if line.startswith("- ")]
    return found


def held_out(root: Path = ROOT) -> list[Question]:
    """All held-out questions; the group is the name of the file."""
    return [
        Question(str(entry["text"]), topic, tuple(entry.get("also", ())), path.stem)
        for path in sorted((root / HELD_OUT_FOLDER).glob("*.yml"))
        for topic, entries in _read(path).items()
        for entry in entries
    ]


def out_of_scope(root: Path = ROOT) -> list[Question]:
    """All messages that no topic answers; the group is the kind, either out-of-scope reply is right."""
    kinds = _read(root / OUT_OF_SCOPE_FILE)
    return [_outside(str(entry["text"]), kind) for kind, entries in kinds.items() for entry in entries]


def pool(folder: Path, part: str) -> list[Question]:
    """The `part` ("valid" or "test") of a public out-of-scope pool: JSON lines with `text` and `kind`."""
    return [_outside(str(row["text"]), str(row["kind"])) for row in json_lines(folder / f"{part}.jsonl")]


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def in_scope(questions: Iterable[Question]) -> list[Question]:
    """Those that a topic other than the two out-of-scope ones answers."""
    return [q for q in questions if q.topic not in OUT_OF_SCOPE_TOPICS]


def part_of(train: Sequence[Question], share: float, draw: int) -> list[Question]:
    """The share of each topic's examples, at least two a topic, drawn with the seed `draw`."""
    if share >= 1:
        return list(train)
    by_topic: dict[str, list[Question]] = {}
    for question in train:
        by_topic.setdefault(question.topic, []).append(question)
    random = np.random.default_rng(draw)
    kept: list[Question] = []
    for questions in by_topic.values():
        count = max(2, round(share * len(questions)))
        kept += [questions[i] for i in sorted(random.permutation(len(questions))[:count])]
    return kept


def digest(questions: Sequence[Question]) -> str:
    """12 hexadecimal digits that change when a text or a topic does, not with the order."""
    rows = sorted(f"{q.topic}\t{','.join(q.also)}\t{q.text}" for q in questions)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


def _outside(text: str, kind: str) -> Question:
    return Question(text, OUT_OF_SCOPE_TOPICS[0], OUT_OF_SCOPE_TOPICS[1:], kind)


def _read(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{path}: expected a mapping of topics or kinds; the file is empty or a list")
    return content
