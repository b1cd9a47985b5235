"""Log lines as JSON, one object a line.

Of an error they keep kind and place only: its message, which a traceback ends with, can quote what a person wrote.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime

# Django logs the path of what it refuses, and the path of a booking's page is its key.
BOOKING_TOKEN = re.compile(r"(/booking/)[^/\s]+")


class JsonLines(logging.Formatter):
    """`{"at", "level", "logger", "message"}`, and for an error `"error"` and `"trace"` (file:line, innermost last)."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": BOOKING_TOKEN.sub(r"\1…", record.getMessage()),
        }
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            line["error"] = kind.__name__
            line["trace"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
        return json.dumps(line, ensure_ascii=False)
