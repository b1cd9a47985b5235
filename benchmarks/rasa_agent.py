"""A trained Rasa model that reads texts: the same graph that answers patients, fallback included."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.out_of_scope_score import ranking_score
from benchmarks.questions import OUT_OF_SCOPE_TOPICS

FALLBACK_INTENT = "nlu_fallback"


@dataclass(frozen=True)
class Reading:
    """What the assistant understood of one text.

    `topic` is the best one whether or not the assistant dares to answer it, `is_fallback` tells
    that it does not. `ranking` holds (topic, confidence), best first; `took_ms` is the whole parse.
    """

    topic: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    is_fallback: bool
    took_ms: float
    parsed: dict[str, Any]

    @property
    def is_rejected(self) -> bool:
        """Whether the person is told that no topic answers: an out-of-scope reply or the fallback."""
        return self.is_fallback or self.topic is None or self.topic in OUT_OF_SCOPE_TOPICS

    @property
    def out_of_scope_score(self) -> float:
        """How much the text looks like one that no topic answers, between 0 and 1."""
        return ranking_score(self.ranking)

    @property
    def faq_confidence(self) -> float:
        """Confidence of the best `area/name` topic; 0 if none is in the ranking."""
        return max((c for t, c in self.ranking if "/" in t), default=0.0)

    @property
    def is_faq_answer(self) -> bool:
        """Whether the person gets the answer of an `area/name` topic: what must not happen out of scope."""
        return not self.is_rejected and "/" in (self.topic or "")


def quiet() -> None:
    """Keep Rasa, TensorFlow and SQLAlchemy from writing into the report."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    # Some of Rasa's imports switch deprecation warnings on again; captured, they are log lines.
    logging.captureWarnings(True)
    logging.disable(logging.WARNING)


def read_all(model: Path, texts: Sequence[str]) -> list[Reading]:
    """Readings of `texts`, one at a time as in production, after a warm-up; `FileNotFoundError` without a model."""
    if not model.is_file():
        raise FileNotFoundError(f"{model} is missing; run `make train`")
    quiet()
    from rasa.core.agent import load_agent

    async def run() -> list[Reading]:
        agent = await load_agent(model_path=str(model))
        await agent.parse_message("膝が痛いです")
        found = []
        for text in texts:
            start = time.perf_counter()
            parsed = await agent.parse_message(text)
            found.append(reading_of(parsed, (time.perf_counter() - start) * 1000))
        return found

    return asyncio.run(run())


def reading_of(parsed: dict[str, Any], took_ms: float) -> Reading:
    """A reading from Rasa's parse data, with our `topic` keys or with those of a stock ResponseSelector."""
    is_fallback = parsed["intent"]["name"] == FALLBACK_INTENT
    if "topic_ranking" in parsed:
        ranking = tuple((r["name"], float(r["confidence"])) for r in parsed["topic_ranking"])
    else:
        ranking = _stock_ranking(parsed)
    topic, confidence = ranking[0] if ranking else (None, 0.0)
    return Reading(topic, confidence, ranking, is_fallback, took_ms, parsed)


def _stock_ranking(parsed: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    """Topics of stock Rasa: the selector's answer where the intent is an area, else the intent.

    As `ActionRetrieveResponse` does it: a selector over all areas answers with its best response,
    be it of another area than the intent.
    """
    selectors = parsed.get("response_selector") or {}
    areas = selectors.get("all_retrieval_intents") or []
    found: list[tuple[str, float]] = []
    for intent in parsed["intent_ranking"]:
        if intent["name"] == FALLBACK_INTENT:
            continue
        if intent["name"] in areas:
            chosen = selectors.get(intent["name"]) or selectors["default"]
            # The two are asked one after the other, so both have to be right.
            best = chosen["response"]
            found.append((best["intent_response_key"], float(intent["confidence"]) * float(best["confidence"])))
        else:
            found.append((intent["name"], float(intent["confidence"])))
    return tuple(found)
