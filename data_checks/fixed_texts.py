"""Sentences with one reviewed wording: whole, in their place, and nowhere in another wording."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from clinic.items import item_names, price_item
from data_checks.answers import folded, texts_of
from data_checks.problems import Problem, Report
from data_checks.rendered_answers import names_of
from data_checks.responses import Response, Variation
from data_checks.words import PHONE, Fixed, Words, unknown_pattern

# Whatever says this must be the whole fixed sentence that something is not known.
KNOWN_BY_UNKNOWN = ("このご案内には", "の情報がありません")


def check_fixed_texts(responses: Iterable[Response], words: Words) -> list[Problem]:
    """The problems of all responses."""
    problems: list[Problem] = []
    for response in responses:
        report = Report(response.path)
        for variation in response.variations:
            for sentence in words.fixed:
                _check_place(sentence, variation, response, report)
                _check_wording(sentence, variation, response, words, report)
            _check_unknown(variation, response, words, report)
        problems += dict.fromkeys(report.problems)
    return problems


def _check_place(sentence: Fixed, variation: Variation, response: Response, report: Report) -> None:
    texts = texts_of(variation)
    is_default = not variation.conditions
    misplaced = [
        place
        for place, globs, is_there in (
            ("is not the last bubble", sentence.last, texts[-1] == sentence.text),
            ("is not the first bubble", sentence.first, texts[0] == sentence.text),
            ("does not end the last bubble", sentence.end if is_default else (), texts[-1].endswith(sentence.text)),
        )
        if not is_there and any(fnmatchcase(name, glob) for name in names_of(response) for glob in globs)
    ]
    for place in misplaced:
        remedy = f"put it there word for word: {sentence.text}"
        report.error(variation.line, f"{response.name}: the sentence {sentence.id} {place}", remedy)


def _check_wording(sentence: Fixed, variation: Variation, response: Response, words: Words, report: Report) -> None:
    for text in texts_of(variation):
        others = [other for other in words.fixed if other is not sentence and other.text in text]
        rest = text
        for known in (sentence, *sorted(others, key=lambda other: -len(other.text))):
            rest = rest.replace(known.text, "")
        for pattern in sentence.known_by:
            if match := pattern.search(folded(rest)):
                problem = (
                    f"{response.name}: 「{match[0]}」 belongs to the sentence {sentence.id}, which is worded otherwise"
                )
                report.error(variation.line, problem, f"write it word for word: {sentence.text}")


def _check_unknown(variation: Variation, response: Response, words: Words, report: Report) -> None:
    known = {*item_names().values(), price_item(), *words.unknown_items}
    pattern = unknown_pattern(words, PHONE)
    for text in texts_of(variation):
        for match in pattern.finditer(text):
            for item in match[1].split("・"):
                if item not in known:
                    problem = f"{response.name}: 「{item}」 is not in the reviewed list of what may be unknown"
                    report.error(
                        variation.line, problem, "take a name of clinic/items.yml or of unknown.items in words.yml"
                    )
        if any(mark in pattern.sub("", text) for mark in KNOWN_BY_UNKNOWN):
            problem = f"{response.name}: says in other words that the assistant has no information"
            report.error(variation.line, problem, f"write it word for word: {words.unknown_text}")
