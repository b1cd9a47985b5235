"""Red flags: urgent symptoms found by rules over normalised text. Plain Python without Rasa.

The vocabulary is in `data/safety/`, the combinations of each rule in the modules `*_rules`.
"""
