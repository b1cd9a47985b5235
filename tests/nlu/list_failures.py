"""`make list-known-failures`: writes known_failures.yml anew for the model that is there, keeping what stands in it."""

from __future__ import annotations

import sys

from benchmarks.questions import ROOT, held_out
from benchmarks.rasa_agent import read_all
from tests.nlu.known_failures import FILE, failure, is_understood, load, write


def main() -> int:
    """The exit code: 0."""
    known, questions = load(), held_out()
    readings = read_all(ROOT / "models" / "assistant.tar.gz", [question.text for question in questions])
    missed = [
        failure(question, reading, known)
        for question, reading in zip(questions, readings, strict=True)
        if not is_understood(question, reading)
    ]
    write(missed)
    gone = set(known) - {entry.utterance for entry in missed}
    new = len({entry.utterance for entry in missed} - set(known))
    sys.stdout.write(
        f"{FILE.name}: {len(missed)} of {len(questions)} held-out questions fail: {new} new, {len(gone)} no more\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
