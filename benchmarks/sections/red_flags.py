"""How surely urgent symptoms are found: recall by rule, false alarms, and what must not change the verdict.

Only the rules are judged: the classifier's suspicion comes on top in a conversation and is no evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from benchmarks.metrics import Share
from benchmarks.questions import ROOT, Question
from benchmarks.report import table
from benchmarks.sections import Section
from engine.redflags.detector import RedFlag, detect

FOLDER = ROOT / "tests" / "nlu" / "red_flags"
TIERS = ("soon", "today", "119")
# The API has no tier of its own for a crisis.
AS_TIER = {"crisis": "119"}

Message = Mapping[str, Any]


def red_flags(ordinary: Sequence[Question]) -> Section:
    """The section; `ordinary` are held-out questions on topics, none of which may fire."""
    urgent, harmless = _read("positives"), _read("negatives")
    general, pairs = _read("general_questions"), _read("seeds")
    calm = [q for q in ordinary if q.topic != "red_flag"]
    alarms = {
        "near misses (denied, past, others', idioms)": Share(_fired(m["text"] for m in harmless), len(harmless)),
        "general questions": Share(_fired(m["text"] for m in general), len(general)),
        "ordinary questions": Share(_fired(q.text for q in calm), len(calm)),
    }
    recall, too_low = _by_rule(urgent)
    found, total = sum(s.hits for s in recall.values()), sum(s.total for s in recall.values())
    rows = [[rule, str(s.total), str(s)] for rule, s in recall.items()]
    text = "\n\n".join(
        [
            table(["rule", "n", "recall [95 %]"], [["all", str(total), str(Share(found, total))], *rows]),
            f"tier too low: {too_low} of {total}",
            table(["must not fire", "n", "alarms [95 %]"], [[k, str(s.total), str(s)] for k, s in alarms.items()]),
            table(["relation", "n", "violated"], [[k, str(n), str(bad)] for k, (bad, n) in _relations(pairs).items()]),
        ]
    )
    figures = {"recall": Share(found, total).as_dict(), "too_low": too_low}
    return Section("red_flags", "Red flags", text, figures | {name: s.as_dict() for name, s in alarms.items()})


def _read(name: str) -> list[Message]:
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        return list(yaml.safe_load(file))


def _fired(texts: Any) -> int:
    return sum(detect(text) is not None for text in texts)


def _tier(message: Message) -> str:
    return AS_TIER.get(str(message["tier"]), str(message["tier"]))


def _by_rule(urgent: Sequence[Message]) -> tuple[dict[str, Share], int]:
    total: Counter[str] = Counter(m["rule"] for m in urgent)
    hits: Counter[str] = Counter()
    too_low = 0
    for message in urgent:
        flag = detect(message["text"], message.get("recent") or ())
        if flag is not None:
            hits[message["rule"]] += 1
            too_low += TIERS.index(flag.tier) < TIERS.index(_tier(message))
    rules = sorted(total, key=lambda rule: int(rule[1:]))
    return {rule: Share(hits[rule], total[rule]) for rule in rules}, too_low


def _relations(pairs: Sequence[Message]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for pair in pairs:
        bad, n = found.get(pair["relation"], (0, 0))
        flag = detect(pair["variant"], pair.get("recent") or ())
        found[pair["relation"]] = (bad + _violates(pair, flag), n + 1)
    return found


def _violates(pair: Message, flag: RedFlag | None) -> bool:
    if "tier" in pair:
        return flag is None or flag.tier != _tier(pair)
    return flag is not None
