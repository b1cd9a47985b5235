"""Settings that the front desk and the actions share: database, keys, the clinic app."""

from __future__ import annotations

import os
from pathlib import Path

from clinic.database import database_settings
from clinic.environment import Environment
from clinic.fernet_keys import DEVELOPMENT_KEY, is_key

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment(os.environ)

PRODUCTION = environment.is_production
DEBUG = environment.flag("DEBUG", default=False)
if PRODUCTION and DEBUG:
    environment.problem("DEBUG", "shows settings and utterances to visitors; switch it off in production")

SECRET_KEY = environment.secret("DJANGO_SECRET_KEY", development="development-only-key-that-signs-nothing-of-value")

# Names, phones and mail addresses of bookings stand encrypted; the first key encrypts, all decrypt.
FIELD_ENCRYPTION_KEYS = environment.words("FIELD_ENCRYPTION_KEYS", [])
if PRODUCTION and not FIELD_ENCRYPTION_KEYS:
    environment.problem(
        "FIELD_ENCRYPTION_KEYS", "in production a key must be set: python -m clinic.fernet_keys prints one"
    )
FIELD_ENCRYPTION_KEYS = FIELD_ENCRYPTION_KEYS or [DEVELOPMENT_KEY]
for key in FIELD_ENCRYPTION_KEYS:
    if not is_key(key):
        environment.problem("FIELD_ENCRYPTION_KEYS", "one of them is no key: python -m clinic.fernet_keys prints one")
# Phone numbers and LINE ids are found by a hash under this key. Another key finds none of the old ones.
ID_HASH_KEY = environment.secret("ID_HASH_KEY", development="development-only-key-that-hides-nobody")

DATABASES = {}
try:
    DATABASES["default"] = database_settings(
        environment.text("DATABASE_URL", "sqlite:///var/frontdesk.sqlite3"), BASE_DIR
    )
except ValueError as error:
    environment.problem("DATABASE_URL", str(error))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = ["clinic", "django_tasks", "django_tasks_db"]

# Tasks are rows of the same database: one that is enqueued in a transaction exists only if that commits.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Where people reach this site: for links in mails.
PUBLIC_URL = environment.text("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
if not PUBLIC_URL.startswith(("https://", "http://")) or PUBLIC_URL.count("/") != 2:
    environment.problem("PUBLIC_URL", f'"{PUBLIC_URL}" is no origin; write it like https://chat.clinic.example')

# Without EMAIL_HOST no mail is sent.
EMAIL_HOST = environment.text("EMAIL_HOST", "")
EMAIL_PORT = int(environment.number("EMAIL_PORT", 587, least=1, most=65535))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = environment.flag("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=bool(EMAIL_HOST) and not EMAIL_USE_SSL)
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    environment.problem("EMAIL_USE_TLS", "excludes EMAIL_USE_SSL; switch one of them off")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "noreply@localhost")
if PRODUCTION and EMAIL_HOST and DEFAULT_FROM_EMAIL == "noreply@localhost":
    environment.problem("EMAIL_FROM", "is empty; write the address that mails come from")

# Signs what is posted to staff.webhook of clinic.yml; clinic.start sees to it that it is there when it is needed.
STAFF_WEBHOOK_SECRET = environment.text("STAFF_WEBHOOK_SECRET", "")

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# What the clinic says of itself.
CLINIC_FILE = BASE_DIR / environment.text("CLINIC_FILE", "clinic.yml")

# What the notice and the answer on privacy promise: the days of masked text, and those of backups.
TRANSCRIPT_RETENTION_DAYS = int(environment.number("TRANSCRIPT_RETENTION_DAYS", 90, least=1, most=3650))
BOOKING_RETENTION_DAYS = int(environment.number("BOOKING_RETENTION_DAYS", 180, least=1, most=3650))
BACKUP_RETENTION_DAYS = int(environment.number("BACKUP_RETENTION_DAYS", 14, least=0, most=365))

environment.check()
