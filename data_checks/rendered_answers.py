"""Every answer as patients of different clinics read it: its words, its markers, and what may not stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clinic.placeholders import fill_bubbles, unknown_keys
from clinic.profile import Profile
from data_checks.answers import bubbles_of, folded, rendered, spoken, texts_of
from data_checks.contract import Contract
from data_checks.problems import Problem, Report
from data_checks.profiles import empty_profile
from data_checks.responses import Response, Variation
from data_checks.word_rules import Hit, forbidden_in, hits_in
from data_checks.words import Words

MAX_BUBBLES = 3
# About four lines on a phone: one idea. Fixed sentences count as they are and may be longer.
MAX_BUBBLE_LENGTH = 125
# A price gives way to the phone number while treatments.show_prices is false.
PRICE_RULE = "W1"


def check_answers(
    responses: Iterable[Response], contract: Contract, words: Words, profiles: Mapping[str, Profile]
) -> list[Problem]:
    """The problems of all responses, each once, for the first clinic that shows it."""
    problems: list[Problem] = []
    for response in responses:
        report = Report(response.path)
        for variation in response.variations:
            if _has_unknown_keys(variation, response, report):
                continue
            _check_size(variation, response, words, report)
            _check_words(variation, response, words, profiles, report)
        _check_markers(response, contract, report)
        problems += dict.fromkeys(report.problems)
    return problems


def names_of(response: Response) -> frozenset[str]:
    """The names by which words.yml may mean this answer."""
    names = {response.id, response.name}
    if response.path.endswith("/fallback.yml"):
        names.add("fallback")
    if response.id == "red_flag":
        names.add("red-flag messages")
    return frozenset(names)


def _has_unknown_keys(variation: Variation, response: Response, report: Report) -> bool:
    links = [part for link in variation.metadata.get("links") or () for part in link.values()]
    cells = [cell for row in (variation.metadata.get("table") or {}).get("rows", ()) for cell in row]
    titles = [button.title for button in variation.buttons]
    keys = [key for text in (variation.text, *links, *cells, *titles) for key in unknown_keys(str(text))]
    for key in keys:
        report.error(variation.line, f"{response.name} has the unknown placeholder {key}", "see clinic/items.yml")
    return bool(keys)


def _check_size(variation: Variation, response: Response, words: Words, report: Report) -> None:
    if len(texts_of(variation)) > MAX_BUBBLES:
        report.error(variation.line, f"{response.name} has more than {MAX_BUBBLES} bubbles", "say less, or join two")
    fixed = [sentence.text for sentence in words.fixed]
    for raw in bubbles_of(variation):
        for text in (bubble["text"] for bubble in fill_bubbles([raw], empty_profile())):
            if len(text) > MAX_BUBBLE_LENGTH and not any(sentence in raw["text"] for sentence in fixed):
                problem = f"a bubble of {response.name} has {len(text)} characters, more than {MAX_BUBBLE_LENGTH}"
                report.error(_line_of(raw["text"].split("\n")[0], variation), problem, "split it at a blank line")


def _check_words(
    variation: Variation, response: Response, words: Words, profiles: Mapping[str, Profile], report: Report
) -> None:
    seen: set[tuple[str, str]] = set()
    for clinic, profile in profiles.items():
        for hit in _hits(variation, response, words, profile):
            if (hit.rule, hit.problem) not in seen:
                seen.add((hit.rule, hit.problem))
                report.error(_line_of(hit.words, variation), f"{response.name}, {clinic}: {hit.problem}", hit.remedy)


def _hits(variation: Variation, response: Response, words: Words, profile: Profile) -> list[Hit]:
    bubbles = rendered(variation, profile)
    hits = [hit for bubble in bubbles for hit in hits_in(bubble, words, profile)]
    hits += [hit for bubble in bubbles for hit in forbidden_in(bubble, names_of(response), words)]
    if not profile.treatments.show_prices:
        prices = [rule.pattern for rule in words.when if rule.id == PRICE_RULE]
        shown = [match[0] for bubble in bubbles for price in prices if (match := price.search(spoken(bubble)))]
        hits += [Hit(PRICE_RULE, found, f"「{found}」 is still shown", "write the price in figures") for found in shown]
    return hits


def _check_markers(response: Response, contract: Contract, report: Report) -> None:
    """Only the default wording is held to the markers: one for a single treatment says less than the topic asks."""
    topic = contract.topics.get(response.id)
    if topic is None or not response.variations or _has_unknown_keys(response.variations[-1], response, Report("")):
        return
    default = response.variations[-1]
    said = "\n".join(spoken(bubble) for bubble in rendered(default, empty_profile()))
    for marker in topic.markers:
        if not marker.search(said):
            report.error(
                default.line, f"{response.name} does not say /{marker.pattern}/", "say it, or ask who owns topics.yml"
            )


def _line_of(words: str, variation: Variation) -> int:
    """The line of the text in which the words stand; the first line of the wording when they stand elsewhere."""
    for number, line in enumerate(variation.text.split("\n"), variation.text_line):
        if words in folded(line):
            return number
    return variation.line
