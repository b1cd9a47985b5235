"""Notices: telling staff and visitors by mail and webhook, retried until each has arrived once."""
