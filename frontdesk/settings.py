"""Settings of the front desk: what faces people. Database, keys and the clinic come from clinic.settings."""

from __future__ import annotations

from typing import Any

from limits import parse_many

from clinic.database import tracker_database
from clinic.settings import *
from frontdesk.console_settings import *
from frontdesk.line.configuration import line_settings

ROOT_URLCONF = "frontdesk.urls"
WSGI_APPLICATION = "frontdesk.wsgi.application"

ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    *INSTALLED_APPS,
    *CONSOLE_APPS,
    "django.contrib.staticfiles",
    "frontdesk.privacy",
    "frontdesk.conversations",
    "frontdesk.chat",
    "frontdesk.line",
    "frontdesk.bookings",
]

MIDDLEWARE = [
    "frontdesk.headers.policy_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    *CONSOLE_MIDDLEWARE,
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONSOLE_CONTEXT},
    },
]

# Served from the apps' own folders: no collecting step between a change and its effect.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Behind a proxy that ends TLS. Only then may its headers be believed.
TRUSTED_PROXIES = int(environment.number("TRUSTED_PROXIES", 0, least=0, most=5))
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# The engine. The visitor waits this long at most, then reads the phone number.
ENGINE_URL = environment.text("ENGINE_URL", "http://127.0.0.1:5005").rstrip("/")
ENGINE_SECRET = environment.secret("ENGINE_SECRET", development="development-only-engine-secret")
ENGINE_WAIT_S = 4.5

# A session token's life counts from its issue and is never prolonged.
CHAT_SESSION_HOURS = environment.number("CHAT_SESSION_HOURS", 24, least=0.1, most=24)
# Web sites that may use the API from their own pages, and those that may show /chat in a frame.
CHAT_ALLOWED_ORIGINS = environment.words("CHAT_ALLOWED_ORIGINS", [])
CHAT_FRAME_ANCESTORS = environment.words("CHAT_FRAME_ANCESTORS", [])
for name, origins in (("CHAT_ALLOWED_ORIGINS", CHAT_ALLOWED_ORIGINS), ("CHAT_FRAME_ANCESTORS", CHAT_FRAME_ANCESTORS)):
    for origin in origins:
        if not origin.startswith(("https://", "http://")) or origin.count("/") != 2:
            environment.problem(name, f'"{origin}" is no origin; write it like https://www.example.jp')

# Several limits in one value all hold. A hospital's patients may share one address; a person types a few a minute.
RATE_LIMITS: dict[str, str] = {
    name: environment.text(name, default)
    for name, default in (
        ("RATE_LIMIT_SESSIONS_PER_ADDRESS", "30/minute;300/hour"),
        ("RATE_LIMIT_REQUESTS_PER_ADDRESS", "300/minute"),
        ("RATE_LIMIT_MESSAGES_PER_SESSION", "20/minute;300/hour"),
        ("RATE_LIMIT_READS_PER_SESSION", "60/minute"),
        ("RATE_LIMIT_LINE_MESSAGES_PER_PERSON", "20/minute;300/hour"),
        ("RATE_LIMIT_BOOKING_PAGE_PER_ADDRESS", "30/minute;300/hour"),
    )
}
for name, limit in RATE_LIMITS.items():
    try:
        parse_many(limit)
    except ValueError:
        environment.problem(name, f'"{limit}" is no limit; write it like 20/minute;300/hour')
# One process counts in memory; several count together in Redis: redis://127.0.0.1:6379/1
RATE_LIMIT_STORAGE = environment.text("RATE_LIMIT_STORAGE", "memory://")

# The LINE channel; off without LINE_CHANNEL_SECRET.
LINE = line_settings(environment, PUBLIC_URL)

# A red flag is active this long after the last message, unless it ends before.
RED_FLAG_ACTIVE_MINUTES = int(environment.number("RED_FLAG_ACTIVE_MINUTES", 720, least=10, most=10_080))

# How long what is kept (docs/privacy.md); the days of masked text are in clinic.settings.
SAFETY_EVENT_RETENTION_DAYS = int(environment.number("SAFETY_EVENT_RETENTION_DAYS", 365, least=1, most=3650))
AUDIT_RETENTION_DAYS = int(environment.number("AUDIT_RETENTION_DAYS", 365, least=1, most=3650))
TRACKER_RETENTION_HOURS = int(environment.number("TRACKER_RETENTION_HOURS", 24, least=1, most=720))
# The engine's tracker store, if it is one that SQL reaches; Redis lets conversations expire by itself.
TRACKER_DATABASE = None
try:
    TRACKER_DATABASE = tracker_database(environment.text("RASA_TRACKER_DB_URL", ""), BASE_DIR)
except ValueError as error:
    environment.problem("RASA_TRACKER_DB_URL", str(error))

# To standard error, one JSON object a line; never a message's text.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "frontdesk.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "httpx": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        # Their debug lines hold bodies and headers.
        "linebot": {"level": "WARNING"},
        "urllib3": {"level": "WARNING"},
    },
}

environment.check()
