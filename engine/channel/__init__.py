"""The one way into Rasa: a turn of a conversation, asked for by the front desk over loopback."""
