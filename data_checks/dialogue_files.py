"""Topic files (data/faq/) and conversation files (data/conversation/): what stands in them, checked for form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from data_checks.located_yaml import Map, load_map
from data_checks.problems import Report
from data_checks.responses import Response, parse_responses
from data_checks.schema import check_keys, maps_under, text_under

# An entity in an example: [膝](body_part) or [BME療法]{"entity": "treatment", "value": "bme"}
ENTITY = re.compile(r'\[(?P<text>[^\[\]]+)\](?:\((?P<name>[^()]+)\)|\{"entity": ?"(?P<key>[^"]+)"[^{}]*\})')
# Lists that only teach entities; they carry no utterance of a topic.
WORD_LISTS = ("synonym", "lookup", "regex")


@dataclass(frozen=True)
class Example:
    """What a person might write, without its entity marks."""

    intent: str
    text: str
    entities: tuple[str, ...]
    path: str
    line: int


@dataclass
class DialogueFile:
    """One file: the intents it has examples for, the examples, the responses, and what is wrong with it."""

    path: str
    report: Report
    intents: dict[str, int] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The topic or intent that the place and name of the file promise."""
        return self.path.removeprefix("data/faq/").removeprefix("data/conversation/").removesuffix(".yml")


def read_dialogue_file(root: Path, path: Path) -> DialogueFile:
    """The file's content; what does not fit the form is in its report and left out."""
    name = path.relative_to(root).as_posix()
    file = DialogueFile(name, Report(name))
    content = load_map(path, file.report)
    if content is None:
        return file
    check_keys(content, ("version",), ("nlu", "responses"), "the file", file.report)
    if content.get("version") != "3.1":
        file.report.error(content.lines.get("version", 1), "version is not the text 3.1", 'write version: "3.1"')
    for block in maps_under(content, "nlu", "the file", file.report):
        _read_examples(block, file)
    file.responses = parse_responses(content, file.report)
    return file


def _read_examples(block: Map, file: DialogueFile) -> None:
    if any(kind in block for kind in WORD_LISTS):
        return
    check_keys(block, ("intent", "examples"), (), "an entry of nlu", file.report)
    intent = text_under(block, "intent", "an entry of nlu", file.report)
    examples = text_under(block, "examples", f"the examples of {intent}", file.report)
    if not intent or not examples:
        return
    file.intents.setdefault(intent, block.lines["intent"])
    # The texts begin on the line after `examples: |`.
    for line, text in enumerate(examples.splitlines(), block.lines["examples"] + 1):
        if not text.strip():
            continue
        if not text.startswith("- ") or not text[2:].strip():
            file.report.error(line, f'"{text}" does not begin with a dash', "write each example as `- text`")
            continue
        file.examples.append(_example(intent, text[2:].strip(), file.path, line))


def _example(intent: str, text: str, path: str, line: int) -> Example:
    entities = tuple(match["name"] or match["key"] for match in ENTITY.finditer(text))
    return Example(intent, ENTITY.sub(lambda match: match["text"], text), entities, path, line)
