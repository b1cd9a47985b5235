"""The web channel: the API under /api/chat/ and the page /chat."""
