"""`manage.py line_worker`: answers what came in over LINE."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from frontdesk.line.worker import Worker

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Answers the events of the LINE inbox. Several may run. Ends at once while the channel is off; stops on SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LINE.is_on:
            logger.info("line: LINE_CHANNEL_SECRET is not set, the channel is off")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        logger.info("line: worker started with %s threads", settings.LINE.worker_threads)
        Worker(settings.LINE.worker_threads).run(stop)
