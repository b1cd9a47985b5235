"""The LINE channel: events come in through a webhook into a durable inbox, answers go out from a worker."""
