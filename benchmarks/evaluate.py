"""`python -m benchmarks.evaluate`: what the trained assistant understands, measured on questions it never saw.

Prints the report and writes it to reports/ (JSON, Markdown, pictures as PNG and SVG); ends with 1
if a figure misses what was asked.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import pictures
from benchmarks.outcomes import Outcomes
from benchmarks.questions import ROOT, Question, digest, examples, held_out, out_of_scope, pool
from benchmarks.rasa_agent import read_all
from benchmarks.report import REPORTS, say, write_json
from benchmarks.sections import Section
from benchmarks.sections.accuracy import accuracy
from benchmarks.sections.calibration import calibration
from benchmarks.sections.confusion import confusion
from benchmarks.sections.out_of_scope import out_of_scope as outside_section
from benchmarks.sections.out_of_scope import public_pool
from benchmarks.sections.red_flags import red_flags

DEFAULT_MODEL = ROOT / "models" / "assistant.tar.gz"


def sections(arguments: argparse.Namespace) -> list[Section]:
    """All sections of the report, in reading order."""
    parts: dict[str, Sequence[Question]] = {"held_out": held_out(), "outside": out_of_scope()}
    if arguments.pool:
        parts |= {"valid": pool(arguments.pool, "valid"), "test": pool(arguments.pool, "test")}
    outcomes = _outcomes(arguments.model, parts)
    found = [
        accuracy(outcomes["held_out"], arguments.least_accepted, arguments.most_wrong_confident),
        calibration(outcomes["held_out"]),
        confusion(outcomes["held_out"]),
        outside_section(outcomes["held_out"], outcomes["outside"]),
        red_flags(parts["held_out"], partial(read_all, arguments.model)),
    ]
    if arguments.pool:
        found.append(public_pool(outcomes["held_out"], outcomes["valid"], outcomes["test"]))
    return found


def _outcomes(model: Path, parts: dict[str, Sequence[Question]]) -> dict[str, Outcomes]:
    # One agent reads all parts: it takes longer to load than to read 1,000 messages.
    readings = iter(read_all(model, [q.text for questions in parts.values() for q in questions]))
    return {name: Outcomes.of(questions, [next(readings) for _ in questions]) for name, questions in parts.items()}


def write(found: Sequence[Section], model: Path, folder: Path) -> None:
    """Write `evaluation.json`, `evaluation.md` and the pictures to `folder`."""
    about = {"model": model.name, "examples": digest(examples()), "held_out": digest(held_out())}
    write_json(folder / "evaluation.json", {"about": about, **{s.name: s.figures for s in found}})
    text = "\n\n".join(["# Evaluation", *(f"## {s.title}\n\n{s.text}" for s in found)])
    (folder / "evaluation.md").write_text(text + "\n", encoding="utf-8")
    for section in found:
        for picture in section.pictures:
            pictures.save(folder, picture.name, picture.draw, picture.size)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=DEFAULT_MODEL, help="trained model (models/assistant.tar.gz)")
    parser.add_argument("--pool", type=Path, help="folder of a public out-of-scope pool: valid.jsonl and test.jsonl")
    parser.add_argument("--reports", type=Path, default=REPORTS, help="folder to write to (reports/)")
    parser.add_argument("--least-accepted", type=float, default=0.85, help="fail below this accepted accuracy (0.85)")
    parser.add_argument("--most-wrong-confident", type=float, default=1.0, help="fail above this share (1: never)")
    return parser.parse_args()


def main() -> int:
    """Exit code: 0, or 1 if a figure misses what was asked."""
    arguments = _arguments()
    found = sections(arguments)
    write(found, arguments.model, arguments.reports)
    for section in found:
        say(f"\n== {section.title} ==\n\n{section.text}")
    failures = [sentence for section in found for sentence in section.failures]
    say(f"\nwritten to {arguments.reports}/")
    for sentence in failures:
        say(f"FAILED: {sentence}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
