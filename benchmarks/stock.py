"""`python -m benchmarks.stock`: Rasa's own Japanese pipeline, trained by Rasa on the same examples.

It takes an hour or two, so the result is kept under reports/ by the hash of the examples, the
held-out questions and the pipeline, and read from there the next time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.metrics import share
from benchmarks.questions import EXAMPLE_FOLDERS, ROOT, Question, digest, examples, held_out, part_of
from benchmarks.rasa_agent import Reading, read_all
from benchmarks.report import REPORTS, say, write_json

PIPELINE_FILE = Path(__file__).with_name("stock_pipeline.yml")
DATA_FOLDERS = ("data/faq", "data/conversation", "data/lookups", "data/rules")


def stock_result(root: Path = ROOT, share: float = 1.0) -> dict[str, Any]:
    """Figures of the stock pipeline: from reports/ if nothing changed, else by training (an hour or two)."""
    kept = cached_result(root, share)
    return kept if kept is not None else _measure(root, share)


def cached_result(root: Path = ROOT, share: float = 1.0) -> dict[str, Any] | None:
    """The kept figures for today's examples, questions and pipeline, or `None`."""
    path = _result_path(part_of(examples(root), share, 0), held_out(root))
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _measure(root: Path, share: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        # A copy: examples that others edit meanwhile must not part from the hash.
        copy = Path(name)
        for folder in DATA_FOLDERS:
            shutil.copytree(root / folder, copy / folder)
        shutil.copy(root / "domain.yml", copy)
        training, questions = part_of(examples(copy), share, 0), held_out(root)
        _keep_only(copy, {(q.topic, q.text) for q in training})
        model, took_s, peak_mb = _train(copy)
        readings = read_all(model, [q.text for q in questions])
        size_mb = model.stat().st_size / 1e6
    result = {
        "training_examples": len(training),
        "training_digest": digest(training),
        "held_out": len(questions),
        "train_s": round(took_s, 1),
        "train_peak_mb": round(peak_mb),
        "model_mb": round(size_mb, 1),
        **_figures(questions, readings),
    }
    write_json(_result_path(training, questions), result)
    return result


def _keep_only(root: Path, kept: set[tuple[str, str]]) -> None:
    """Remove from the copied files the examples that are not in `kept`: pairs of topic and text."""
    for path in (p for folder in EXAMPLE_FOLDERS for p in (root / folder).rglob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in [b for b in content.get("nlu") or [] if "intent" in b]:
            lines = [line for line in block["examples"].splitlines() if line.startswith("- ")]
            block["examples"] = "\n".join(x for x in lines if (block["intent"], x[2:].strip()) in kept) + "\n"
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _train(folder: Path) -> tuple[Path, float, float]:
    """Trains in `folder`; the model file, seconds, and peak memory in MB."""
    start = time.monotonic()
    command = [
        sys.executable, "-m", "rasa", "train", "nlu", "--config", str(PIPELINE_FILE), "--domain", "domain.yml",
        "--nlu", "data", "--out", "models", "--fixed-model-name", "stock",
    ]  # fmt: skip
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    # A crash of Rasa must show, so its own messages stay on the terminal.
    subprocess.run(command, cwd=folder, check=True, env=environment)  # noqa: S603 (nothing in it is from outside)
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return folder / "models" / "stock.tar.gz", time.monotonic() - start, peak_kb / 1000


def _figures(questions: list[Question], readings: list[Reading]) -> dict[str, Any]:
    top1 = np.array([r.topic == q.topic for q, r in zip(questions, readings, strict=True)])
    accepted = np.array([q.accepts(r.topic) for q, r in zip(questions, readings, strict=True)])
    took = np.array([r.took_ms for r in readings])
    return {
        "top1": share(top1).as_dict(),
        "accepted": share(accepted).as_dict(),
        "parse_ms_median": float(np.median(took)),
        "predictions": [
            {"text": q.text, "topic": r.topic, "confidence": r.confidence, "fallback": r.is_fallback}
            for q, r in zip(questions, readings, strict=True)
        ],
    }


def _result_path(training: list[Question], questions: list[Question]) -> Path:
    pipeline = hashlib.sha256(PIPELINE_FILE.read_bytes()).hexdigest()[:8]
    return REPORTS / f"stock-{digest(training)}-{digest(questions)}-{pipeline}.json"


def main() -> None:
    """Print the stock pipeline's figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="share of each topic's examples to train on (1)")
    result = stock_result(share=parser.parse_args().share)
    for key in ("training_examples", "held_out", "train_s", "train_peak_mb", "model_mb", "parse_ms_median"):
        say(f"{key:20} {result[key]}")
    for key in ("top1", "accepted"):
        r = result[key]
        say(f"{key:20} {r['value']:.3f} [{r['low']:.3f}–{r['high']:.3f}]")


if __name__ == "__main__":
    main()
