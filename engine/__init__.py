"""What runs inside Rasa: Japanese analysis, topics, red flags and the channel of the front desk."""
