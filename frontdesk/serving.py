"""How gunicorn serves the front desk: `gunicorn -c python:frontdesk.serving frontdesk.wsgi`.

One process: a visitor mostly waits for the engine, so threads serve two cores well, and the rate limits are counted
in this process's memory. More processes want RATE_LIMIT_STORAGE in Redis.
"""

import os

bind = os.environ.get("FRONTDESK_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("FRONTDESK_WORKERS", "1"))
threads = int(os.environ.get("FRONTDESK_THREADS", "16"))
# A turn ends after 4.5 s at the latest; what takes longer than this hangs.
timeout = 30
graceful_timeout = 10
# It would be a file in the home directory.
control_socket_disable = True
# gunicorn's own lines in the form of ours: a trace it logs must not quote a message either.
_TO_STDERR = {"level": "INFO", "handlers": ["error_console"], "propagate": False}
logconfig_dict = {
    "disable_existing_loggers": False,
    "formatters": {"generic": {"()": "frontdesk.logs.JsonLines"}},
    "loggers": {"gunicorn.error": _TO_STDERR, "gunicorn.access": _TO_STDERR},
}
