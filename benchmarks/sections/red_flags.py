"""How surely urgent symptoms are found: recall by rule, false alarms, and what must not change the verdict.

Only the rules are judged: the classifier's suspicion comes on top in a conversation and is no evidence.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    loud = _fired_at_119(m["text"] for m in [*harmless, *general, *({"text": q.text} for q in calm)])
    recall, too_low, missed = _by_rule(urgent)
    median, slow = _milliseconds([q.text for q in calm])
    found, total = sum(s.hits for s in recall.values()), sum(s.total for s in recall.values())
    rows = [[rule, str(s.total), str(s)] for rule, s in recall.items()]
    text = "\n\n".join(
        [
            table(["rule", "n", "recall [95 %]"], [["all", str(total), str(Share(found, total))], *rows]),
            f"tier too low: {too_low} of {total}; missed at tier 119: {missed}",
            table(["must not fire", "n", "alarms [95 %]"], [[k, str(s.total), str(s)] for k, s in alarms.items()]),
            f"alarms of these at tier 119: {loud}",
            f"time of the check on an ordinary question: median {median:.2f} ms, 99 % within {slow:.2f} ms",
            table(["relation", "n", "violated"], [[k, str(n), str(bad)] for k, (bad, n) in _relations(pairs).items()]),
        ]
    )
    figures = {
        "recall": Share(found, total).as_dict(),
        "too_low": too_low,
        "missed_at_119": missed,
        "alarms_at_119": loud,
        "milliseconds": {"median": round(median, 2), "p99": round(slow, 2)},
    }
    return Section("red_flags", "Red flags", text, figures | {name: s.as_dict() for name, s in alarms.items()})


def _read(name: str) -> list[Message]:
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        return list(yaml.safe_load(file))


def _fired(texts: Any) -> int:
    return sum(detect(text) is not None for text in texts)


def _fired_at_119(texts: Iterable[str]) -> int:
    flags = (detect(text) for text in texts)
    return sum(flag is not None and flag.tier == "119" for flag in flags)


def _milliseconds(texts: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile of the processor time of one check: what else the machine does is not ours."""
    times = []
    for text in texts:
        started = time.process_time()
        detect(text)
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]


def _tier(message: Message) -> str:
    return AS_TIER.get(str(message["tier"]), str(message["tier"]))


def _by_rule(urgent: Sequence[Message]) -> tuple[dict[str, Share], int, int]:
    total: Counter[str] = Counter(m["rule"] for m in urgent)
    hits: Counter[str] = Counter()
    too_low = missed = 0
    for message in urgent:
        flag = detect(message["text"], message.get("recent") or ())
        if flag is None:
            missed += _tier(message) == "119"
        else:
            hits[message["rule"]] += 1
            too_low += TIERS.index(flag.tier) < TIERS.index(_tier(message))
    rules = sorted(total, key=lambda rule: int(rule[1:]))
    return {rule: Share(hits[rule], total[rule]) for rule in rules}, too_low, missed


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
