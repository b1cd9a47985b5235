"""From a misunderstood message to a training example."""
