"""`python -m data_checks.import_corrections FILE`: puts corrections that staff accepted into the files of their topics.

FILE is the console's export, one JSON object a line with `text` and `topic`. All or nothing: with one bad line, or if
the data would no longer pass its checks, no file is changed and every problem is printed.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from data_checks.contract import Contract, load_contract
from data_checks.dialogue_files import read_dialogue_file
from data_checks.examples import PERSONAL
from data_checks.folding import fold
from data_checks.held_out import HELD_OUT_FOLDER
from data_checks.located_yaml import load_map
from data_checks.problems import Problem, Report
from data_checks.project import check_project

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE_FILE = "tests/nlu/out_of_scope.yml"
LONGEST = 200


@dataclass(frozen=True)
class Correction:
    """What a person might write, and the topic that answers it."""

    text: str
    topic: str
    line: int


class CorrectionsRefused(Exception):
    """Raised when nothing was changed; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def import_corrections(root: Path, file: Path, contract: Contract | None = None) -> dict[str, int]:
    """How many examples each topic's file has gained. Raises CorrectionsRefused; nothing is changed then."""
    contract = contract or load_contract()
    report = Report(file.name)
    corrections = _read(file, report)
    _check(root, corrections, contract, report)
    if report.problems:
        raise CorrectionsRefused(report.problems)
    before = {problem.problem for problem in check_project(root, contract)}
    by_topic: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_topic[correction.topic].append(correction)
    originals = {path: path.read_bytes() for path in (root / contract.topics[topic].path for topic in by_topic)}
    for topic, new in by_topic.items():
        _append(root, root / contract.topics[topic].path, topic, [one.text for one in new])
    problems = [problem for problem in check_project(root, contract) if problem.problem not in before]
    if problems:
        for path, content in originals.items():
            path.write_bytes(content)
        raise CorrectionsRefused(problems)
    return {topic: len(new) for topic, new in sorted(by_topic.items())}


def _read(file: Path, report: Report) -> list[Correction]:
    corrections = []
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
            text, topic = content["text"], content["topic"]
        except (json.JSONDecodeError, KeyError, TypeError):
            report.error(number, "no object with text and topic", "export the file anew from the console, as JSONL")
            continue
        if isinstance(text, str) and isinstance(topic, str):
            corrections.append(Correction(" ".join(text.split()), topic, number))
        else:
            report.error(number, "text or topic is no text", "export the file anew from the console, as JSONL")
    return corrections


def _check(root: Path, corrections: list[Correction], contract: Contract, report: Report) -> None:
    known = _known(root)
    held_out = _held_out(root)
    for one in corrections:
        folded = fold(one.text)
        what = [name for name, pattern in PERSONAL.items() if pattern.search(unicodedata.normalize("NFKC", one.text))]
        if one.topic not in contract.topics:
            report.error(one.line, f"{one.topic} is no topic", "name an id of topics.yml")
        if not folded or len(one.text) > LONGEST:
            report.error(one.line, f"the text is empty or longer than {LONGEST} characters", "shorten it")
        if what:
            report.error(one.line, f'"{one.text}" holds {what[0]}', "say it without personal data")
        if "[" in one.text or "]" in one.text:
            report.error(one.line, f'"{one.text}" has brackets, which mark entities', "write it without them")
        if folded in held_out:
            report.error(
                one.line, f'"{one.text}" is a held-out question', "what is learnt cannot be measured; leave it out"
            )
        if folded in known:
            report.error(one.line, f'"{one.text}" stands in {known[folded]} already', "leave it out")
        known[folded] = f"line {one.line} of this file"


def _known(root: Path) -> dict[str, str]:
    """Where each example stands, by its folded text."""
    paths = [path for folder in ("data/faq/*/*.yml", "data/conversation/*.yml") for path in root.glob(folder)]
    return {fold(one.text): one.intent for path in sorted(paths) for one in read_dialogue_file(root, path).examples}


def _held_out(root: Path) -> set[str]:
    found: set[str] = set()
    for path in sorted((root / HELD_OUT_FOLDER).glob("*.yml")):
        for questions in (load_map(path, Report(path.name)) or {}).values():
            found |= {fold(question["text"]) for question in questions if isinstance(question, dict)}
    outside: dict[str, list[object]] = load_map(root / OUTSIDE_FILE, Report(OUTSIDE_FILE)) or {}
    for texts in outside.values():
        found |= {fold(text) for text in texts if isinstance(text, str)}
    return found


def _append(root: Path, path: Path, topic: str, texts: list[str]) -> None:
    """The texts after the topic's last example; every other line of the file stays as it is."""
    last = max(example.line for example in read_dialogue_file(root, path).examples if example.intent == topic)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    indent = lines[last - 1].partition("-")[0]
    lines[last:last] = [f"{indent}- {text}\n" for text in texts]
    path.write_text("".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """The exit code: 0 when the examples are in their files, 1 when nothing was changed, 2 without a file."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        sys.stderr.write(
            "import-corrections: name the console's export: make import-corrections FILE=corrections.jsonl\n"
        )
        return 2
    try:
        counts = import_corrections(ROOT, Path(arguments[0]))
    except CorrectionsRefused as refused:
        for problem in refused.problems:
            sys.stdout.write(f"{problem}\n")
        sys.stderr.write("import-corrections: nothing was changed\n")
        return 1
    for topic, count in counts.items():
        sys.stdout.write(f"{topic}: {count} more\n")
    sys.stderr.write("import-corrections: now make train, make evaluate, and open a pull request\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
