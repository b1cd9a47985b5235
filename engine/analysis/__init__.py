"""Japanese text as the engine reads it: morphemes, readings, word vectors. Plain Python without Rasa."""
