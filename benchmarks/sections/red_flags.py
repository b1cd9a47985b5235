"""How surely urgent symptoms are found: recall by rule, false alarms, and what must not change the verdict.

Two judges side by side: the rules alone, and the rules with the learned second look that may only add to them.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import yaml

from benchmarks.metrics import Share
from benchmarks.questions import ROOT, Question
from benchmarks.rasa_agent import Reading
from benchmarks.report import table
from benchmarks.sections import Section
from engine.components.red_flag_detector import RED_FLAG, with_red_flag
from engine.redflags.detector import assess, detect

FOLDER = ROOT / "tests" / "nlu" / "red_flags"
TIERS = ("soon", "today", "119")
# The API has no tier of its own for a crisis.
AS_TIER = {"crisis": "119"}

Message = Mapping[str, Any]
Recent = Sequence[str]
# The tier of a text after the turns before it, or None.
Judge = Callable[[str, Recent], str | None]


def red_flags(ordinary: Sequence[Question], read: Callable[[Sequence[str]], Sequence[Reading]]) -> Section:
    """The section; `ordinary` are held-out questions on topics, none of which may fire, `read` is the trained model."""
    sets = {name: _read(name) for name in ("positives", "negatives", "general_questions", "seeds")}
    sets["ordinary"] = [{"text": q.text} for q in ordinary if q.topic != "red_flag"]
    judges: dict[str, Judge] = {"rules": _by_rules, "with second look": _with_second_look(sets, read)}
    figures = {name: _figures(judge, sets) for name, judge in judges.items()}
    median, slow = _milliseconds([m["text"] for m in sets["ordinary"]])
    text = "\n\n".join(
        [
            _side_by_side("rule, recall [95 %]", [f["recall"] for f in figures.values()]),
            _side_by_side("urgent", [f["misses"] for f in figures.values()]),
            _side_by_side("must not fire, alarms [95 %]", [f["alarms"] for f in figures.values()]),
            _side_by_side("of these at 119", [f["alarms_at_119"] for f in figures.values()]),
            _side_by_side("relation, violated", [f["relations"] for f in figures.values()]),
            f"time of the rules on an ordinary question: median {median:.2f} ms, 99 % within {slow:.2f} ms",
        ]
    )
    plain = {name: {key: _plain(values) for key, values in found.items()} for name, found in figures.items()}
    return Section(
        "red_flags", "Red flags", text, plain | {"milliseconds": {"median": round(median, 2), "p99": round(slow, 2)}}
    )


def _by_rules(text: str, recent: Recent) -> str | None:
    flag = detect(text, recent)
    return flag.tier if flag else None


def _with_second_look(
    sets: Mapping[str, Sequence[Message]], read: Callable[[Sequence[str]], Sequence[Reading]]
) -> Judge:
    texts = sorted({_text(m) for messages in sets.values() for m in messages})
    parsed = {text: reading.parsed for text, reading in zip(texts, read(texts), strict=True)}

    def judge(text: str, recent: Recent) -> str | None:
        flag = with_red_flag(parsed[text], assess(text, recent)).get(RED_FLAG)
        return str(flag["tier"]) if flag else None

    return judge


def _figures(judge: Judge, sets: Mapping[str, Sequence[Message]]) -> dict[str, dict[str, Any]]:
    recall, misses = _by_rule(judge, sets["positives"])
    harmless = {"near misses": "negatives", "general questions": "general_questions", "ordinary questions": "ordinary"}
    fired = {kind: [judge(m["text"], ()) for m in sets[name]] for kind, name in harmless.items()}
    return {
        "recall": recall,
        "misses": misses,
        "alarms": {kind: Share(sum(t is not None for t in tiers), len(tiers)) for kind, tiers in fired.items()},
        "alarms_at_119": {kind: tiers.count("119") for kind, tiers in fired.items()},
        "relations": _relations(judge, sets["seeds"]),
    }


def _side_by_side(what: str, columns: Sequence[Mapping[str, Any]]) -> str:
    rows = [[key, *(str(column[key]) for column in columns)] for key in columns[0]]
    return table([what, "rules", "with second look"], rows)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.as_dict() if isinstance(value, Share) else value for key, value in values.items()}


def _read(name: str) -> list[Message]:
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        return list(yaml.safe_load(file))


def _text(message: Message) -> str:
    return str(message.get("variant", message.get("text")))


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


def _by_rule(judge: Judge, urgent: Iterable[Message]) -> tuple[dict[str, Share], dict[str, int]]:
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    misses = {"tier too low": 0, "119 as soon": 0, "missed at 119": 0}
    for message in urgent:
        tier, wanted = judge(message["text"], message.get("recent") or ()), _tier(message)
        total[message["rule"]] += 1
        if tier is None:
            misses["missed at 119"] += wanted == "119"
            continue
        hits[message["rule"]] += 1
        misses["tier too low"] += TIERS.index(tier) < TIERS.index(wanted)
        misses["119 as soon"] += (tier, wanted) == ("soon", "119")
    rules = sorted(total, key=lambda rule: int(rule[1:]))
    everything = {"all": Share(sum(hits.values()), sum(total.values()))}
    return everything | {rule: Share(hits[rule], total[rule]) for rule in rules}, misses


def _relations(judge: Judge, pairs: Iterable[Message]) -> dict[str, str]:
    found: dict[str, tuple[int, int]] = {}
    for pair in pairs:
        bad, n = found.get(pair["relation"], (0, 0))
        tier = judge(pair["variant"], pair.get("recent") or ())
        found[pair["relation"]] = (bad + (tier != (_tier(pair) if "tier" in pair else None)), n + 1)
    return {relation: f"{bad} of {n}" for relation, (bad, n) in found.items()}
