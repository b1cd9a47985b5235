"""A project folder with one topic and one intent, all in order: to plant one mistake at a time in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from data_checks.contract import Contract, load_contract
from data_checks.project import check_project
from data_checks.words import WORDS_FILE

ROOT = Path(__file__).resolve().parents[2]
TOPIC_FILE = "data/faq/shoes/fitting.yml"
GREET_FILE = "data/conversation/greet.yml"
HELD_OUT_FILE = "tests/nlu/held_out/first.yml"

CONTRACT = """\
topics:
- id: shoes/fitting
  title: 靴のサイズ合わせ
  markers: [夕方]
intents:
- id: greet
  title: あいさつ
"""
ANSWER = """
responses:
  utter_shoes/fitting:
  - text: |-
      靴は、夕方に合わせます。

      足がむくんだ状態が目安です。
    buttons:
    - title: あいさつ
      payload: v1;intent;greet
    metadata:
      title: 靴のサイズ合わせ
      source: 靴選びと足部サポート
      reviewed_on: "2026-11-22"
"""
GREETING = """
responses:
  utter_greet:
  - text: |-
      こんにちは。
    metadata:
      title: あいさつ
      source: null
      reviewed_on: "2026-11-22"
"""
DOMAIN = """\
entities: [shoe]
slots:
  shoe:
    type: categorical
    values: [sneaker]
"""


def examples(intent: str, word: str, count: int = 30) -> str:
    """The head of a file with so many examples; the first stands on line 6."""
    lines = "".join(f"    - {word}{number}\n" for number in range(count))
    return f'version: "3.1"\n\nnlu:\n- intent: {intent}\n  examples: |\n{lines}'


@dataclass
class SmallProject:
    """A project folder with one topic and one intent."""

    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(f"{name} does not hold {old}")
        self.write(name, text.replace(old, new, 1))

    def contract(self) -> Contract:
        return load_contract(self.root / "topics.yml")

    def problems(self) -> list[str]:
        return [str(problem) for problem in check_project(self.root, self.contract())]


def make_small_project(root: Path) -> SmallProject:
    """The project, written into the folder, with the real words.yml."""
    small = SmallProject(root)
    small.write("topics.yml", CONTRACT)
    small.write("domain.yml", DOMAIN)
    small.write("clinic.yml", 'clinic:\n  phone: "050-1869-7918"\n')
    small.write(TOPIC_FILE, examples("shoes/fitting", "靴の大きさ") + ANSWER)
    small.write(GREET_FILE, examples("greet", "こんにちは") + GREETING)
    small.write(HELD_OUT_FILE, "shoes/fitting:\n- text: いつ靴を試着するの\n- {text: 靴とあいさつ, also: [greet]}\n")
    (root / WORDS_FILE).parent.mkdir(parents=True)
    shutil.copy(ROOT / WORDS_FILE, root / WORDS_FILE)
    return small
