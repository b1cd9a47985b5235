"""Held-out questions (tests/nlu/held_out/*.yml): in form, and never among the examples the classifier learns from.

A file maps an id of topics.yml to its questions: `{text: …}`, with `also: [ids]` where another answer is right as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from data_checks.contract import Contract
from data_checks.dialogue_files import Example
from data_checks.folding import fold
from data_checks.located_yaml import Map, load_map
from data_checks.problems import Problem, Report
from data_checks.schema import check_keys, maps_under, text_under, texts_in

HELD_OUT_FOLDER = "tests/nlu/held_out"


def check_held_out(root: Path, contract: Contract, examples: Iterable[Example]) -> list[Problem]:
    """The problems of all held-out files."""
    learnt = {fold(example.text): example for example in examples}
    problems: list[Problem] = []
    for path in sorted((root / HELD_OUT_FOLDER).glob("*.yml")):
        report = Report(path.relative_to(root).as_posix())
        content = load_map(path, report) or Map()
        for id_ in content:
            if id_ not in contract.topics:
                report.error(content.lines[id_], f"{id_} is no topic or intent", "name an id of topics.yml")
            for question in maps_under(content, id_, id_, report):
                _check_question(question, id_, contract, learnt, report)
        problems += report.problems
    return problems


def _check_question(question: Map, id_: str, contract: Contract, learnt: dict[str, Example], report: Report) -> None:
    check_keys(question, ("text",), ("also",), f"a question of {id_}", report)
    text = text_under(question, "text", f"a question of {id_}", report)
    if text and (example := learnt.get(fold(text))):
        problem = f'"{text}" is an example of {example.intent} too ({example.path}:{example.line})'
        report.error(question.line, problem, "remove the example: what is learnt cannot be measured")
    also = question.get("also")
    if also is not None and not texts_in(also):
        report.error(question.line, f'"{text}": also is no list of ids', "write also: [id]")
        return
    for other in also or ():
        if other not in contract.topics:
            report.error(question.line, f'"{text}": {other} is no topic or intent', "name an id of topics.yml")
