"""What holds for every file under data/, whatever its kind."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from clinic.items import item_names
from clinic.profile import Profile
from data_checks.problems import Problem
from data_checks.word_rules import hits_in_text
from data_checks.words import Words

# Rasa takes any file with such a line for training data.
TRAINING_KEY = re.compile(r"^(nlu|rules|stories|responses):", re.MULTILINE)
NOT_TRAINING_DATA = "data/safety/"


def check_plain_files(root: Path, profile: Profile) -> list[Problem]:
    """The clinic's phone number written out, and word lists that Rasa would take for training data."""
    digits = profile.clinic.phone.replace("-", "")
    phone = re.compile(r"[- .()]{0,2}".join(digits))
    problems = []
    for path in sorted((root / "data").rglob("*.yml")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if phone.search(unicodedata.normalize("NFKC", line)):
                remedy = "write [[clinic.phone]], or [[clinic.tel]] in a link"
                problems.append(Problem(name, number, "the clinic's phone number is written out", remedy))
        if name.startswith(NOT_TRAINING_DATA) and (match := TRAINING_KEY.search(text)):
            line_number = text[: match.start()].count("\n") + 1
            problem = f"Rasa would take this file for training data because of {match[0]}"
            problems.append(Problem(name, line_number, problem, "call the key otherwise"))
    return problems


def check_clinic_values(profile: Profile, words: Words) -> list[Problem]:
    """Values of clinic.yml that hold words of the never list; what must stand beside them is seen in the answers."""
    problems = []
    for key in item_names():
        value = profile.value(key)
        for hit in hits_in_text(value, words, profile) if isinstance(value, str) else ():
            if hit.rule.startswith("N"):
                problems.append(Problem("clinic.yml", 0, f"{key}: {hit.problem}", hit.remedy))
    return problems
