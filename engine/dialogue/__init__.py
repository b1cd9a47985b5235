"""What an utterance means beside the others: courtesies around it, two questions in it, what it follows up."""
