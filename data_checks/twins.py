"""Every topic and intent has its examples and its answer, in the file that bears its name, and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from data_checks.contract import Contract, Topic
from data_checks.dialogue_files import DialogueFile
from data_checks.problems import Problem, Report

MIN_EXAMPLES = 30
# Files of data/conversation/ that hold several responses and no intent of their own.
COLLECTIONS = ("fallback", "looking_back", "booking")


def check_twins(files: Iterable[DialogueFile], contract: Contract) -> list[Problem]:
    """The problems of all files together."""
    by_path = {file.path: file for file in files}
    problems: list[Problem] = []
    for topic in contract.topics.values():
        problems += _problems_of_topic(topic, by_path.get(topic.path))
    expected = {topic.path for topic in contract.topics.values()}
    for path, file in by_path.items():
        if path not in expected:
            problems += _problems_of_other(file)
    return problems + _answered_twice(by_path.values())


def _problems_of_topic(topic: Topic, file: DialogueFile | None) -> list[Problem]:
    report = Report(topic.path)
    if file is None:
        report.error(0, f"there is no file for {topic.id}", "write its examples and its answer there")
        return report.problems
    count = sum(example.intent == topic.id for example in file.examples)
    if count < MIN_EXAMPLES:
        report.error(file.intents.get(topic.id, 1), f"{topic.id} has {count} examples", f"write {MIN_EXAMPLES} or more")
    for intent, line in file.intents.items():
        if intent != topic.id:
            report.error(line, f"examples of {intent} in the file of {topic.id}", "move them to the file of that name")
    names = {response.id: response for response in file.responses}
    if topic.id not in names:
        report.error(1, f"there is no answer utter_{topic.id}", "write it below responses:")
    for name, response in names.items():
        if name != topic.id:
            report.error(response.line, f"utter_{name} in the file of {topic.id}", "move it to the file of that name")
    for variation in names[topic.id].variations if topic.id in names else ():
        if variation.metadata.get("title") != topic.title:
            report.error(variation.line, f"the title of {topic.id} is not that of topics.yml", f"write {topic.title}")
    return report.problems


def _problems_of_other(file: DialogueFile) -> list[Problem]:
    report = Report(file.path)
    if file.id not in COLLECTIONS or file.path.startswith("data/faq/"):
        report.error(0, f"{file.id} is not in topics.yml", "list it there, or give the file the name of what it holds")
    for intent, line in file.intents.items():
        report.error(line, f"examples of {intent} in {file.id}.yml", "move them to the file of that name")
    return report.problems


def _answered_twice(files: Iterable[DialogueFile]) -> list[Problem]:
    """Rasa would keep the last of two answers without a word."""
    responses = [response for file in files for response in file.responses]
    counts = Counter(response.name for response in responses)
    return [
        Problem(response.path, response.line, f"{response.name} is answered in another file too", "keep one")
        for response in responses
        if counts[response.name] > 1
    ]
