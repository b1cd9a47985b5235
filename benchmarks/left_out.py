"""`python -m benchmarks.left_out`: where the training examples contradict each other.

Each example is scored by a model that has not seen it. What such a model is sure of and the label
denies is a slip of labelling or a border to sharpen: this is where data is mended, never by the
held-out questions.
"""

from __future__ import annotations

import argparse
from collections import Counter

import numpy as np

from benchmarks.questions import examples
from benchmarks.recipes import base_recipe
from benchmarks.report import say, table
from benchmarks.settings import engine_settings
from benchmarks.workbench import Texts, Workbench


def main() -> None:
    """Print the weakest topics, the most confused pairs and the most doubtful examples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shown", type=int, default=25, help="rows of each table (25)")
    shown = parser.parse_args().shown
    train = examples()
    scored = Workbench(Texts(train, {})).scored(base_recipe(engine_settings()))
    probabilities = scored.left_out_probabilities()
    topics = np.array(scored.topics)
    best = topics[probabilities.argmax(axis=1)]
    true = topics[scored.labels]
    wrong = best != true
    say(f"left-out accuracy {1 - wrong.mean():.3f} of {len(train)} examples\n")
    shares = sorted((float(wrong[true == topic].mean()), topic) for topic in scored.topics)[::-1]
    say(table(("topic", "left-out accuracy"), [[topic, f"{1 - share:.3f}"] for share, topic in shares[:shown]]))
    pairs = Counter(zip(true[wrong].tolist(), best[wrong].tolist(), strict=True)).most_common(shown)
    say("\n" + table(("example of", "understood as", "n"), [[a, b, str(n)] for (a, b), n in pairs]))
    doubt = np.where(wrong, probabilities.max(axis=1), -1)
    rows = [[true[i], best[i], f"{doubt[i]:.2f}", train[i].text] for i in np.argsort(-doubt)[:shown]]
    say("\n" + table(("example of", "understood as", "confidence", "text"), rows))


if __name__ == "__main__":
    main()
