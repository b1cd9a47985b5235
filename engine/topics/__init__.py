"""Which topic an utterance asks for: features, classifier, calibration. Plain Python without Rasa."""
