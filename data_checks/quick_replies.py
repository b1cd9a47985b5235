"""Quick replies: how many, what they are called, where they lead; and the slots that wordings wait for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from data_checks.contract import Contract
from data_checks.domain_file import Domain
from data_checks.problems import Problem, Report
from data_checks.responses import Button, Response

PAYLOAD = re.compile(
    r"v1;(?:topic;(?P<topic>[a-z0-9_]+/[a-z0-9_]+)"
    r"|intent;(?P<intent>[a-z0-9_]+)(?:;(?P<entity>[a-z_]+)=(?P<value>[\w:+-]+))?"
    r"|date;(?P<slot>[a-z0-9_]+))"
)
MAX_TITLE = 20  # LINE takes no longer label (Messaging API reference, action objects)
MAX_REPLIES = 3
# A menu offers up to six entries, in its own words.
MENUS: Mapping[str, int] = MappingProxyType({"greet": 6, "help": 6})
# A form asks for one of several answers, in its own words; LINE shows 13 at most (its page "Use quick replies", read
# 2026-11-22).
FORM_FILE = "data/conversation/booking.yml"
MAX_FORM_REPLIES = 13
# Intents that no example teaches, because only an open form gives them a meaning; its buttons lead to them.
FORM_ACTS = frozenset({"form_choice", "edit_booking", "go_back"})


def check_quick_replies(responses: Iterable[Response], contract: Contract, domain: Domain) -> list[Problem]:
    """The problems of all responses."""
    problems: list[Problem] = []
    for response in responses:
        report = Report(response.path)
        limit = MAX_FORM_REPLIES if response.path == FORM_FILE else MENUS.get(response.id, MAX_REPLIES)
        for variation in response.variations:
            if len(variation.buttons) > limit:
                problem = f"{response.name} has {len(variation.buttons)} quick replies, more than {limit}"
                report.error(variation.line, problem, "keep the nearest topics")
            for button in variation.buttons:
                _check_button(button, response, contract, domain, report)
            for name, value in variation.conditions:
                if value not in domain.slots.get(name, ()):
                    problem = f"{response.name} waits for {name}: {value}, which domain.yml does not have"
                    report.error(variation.line, problem, "name a slot and one of its values")
        problems += report.problems
    return problems


def _check_button(button: Button, response: Response, contract: Contract, domain: Domain, report: Report) -> None:
    what = f"the quick reply 「{button.title}」 of {response.name}"
    if not 0 < len(button.title) <= MAX_TITLE:
        report.error(button.line, f"{what} has {len(button.title)} characters", f"shorten it to {MAX_TITLE}")
    match = PAYLOAD.fullmatch(button.payload)
    if match is None:
        remedy = "write v1;topic;<id>, v1;intent;<name>[;<entity>=<value>] or v1;date;<slot>"
        report.error(button.line, f"{what} has the payload {button.payload}, which nothing reads", remedy)
        return
    target = match["topic"] or match["intent"]
    if response.path == FORM_FILE and target in FORM_ACTS:
        target = None
    if target and target not in contract.topics:
        report.error(button.line, f"{what} leads to {target}, which does not exist", "name an id of topics.yml")
    elif target == response.id:
        report.error(button.line, f"{what} leads to its own answer", "name another topic")
    elif target and response.id not in MENUS and response.path != FORM_FILE:
        _check_title(button, contract.topics[target].title, what, report)
    if match["entity"] and match["entity"] not in domain.entities:
        report.error(button.line, f"{what} carries {match['entity']}, no entity of domain.yml", "name one of them")
    if match["slot"] and match["slot"] not in domain.slots:
        report.error(button.line, f"{what} asks for {match['slot']}, no slot of domain.yml", "name one of them")


def _check_title(button: Button, title: str, what: str, report: Report) -> None:
    """A title that is too long for a quick reply is shortened by a person, so only one that fits must be the same."""
    if len(title) <= MAX_TITLE and button.title != title:
        report.error(button.line, f"{what} is not called like its topic", f"write {title}")
