"""Settings that the front desk and the actions share: database, keys, the clinic app."""

from __future__ import annotations

import os
from pathlib import Path

from clinic.database import database_settings
from clinic.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment(os.environ)

PRODUCTION = environment.is_production
DEBUG = environment.flag("DEBUG", default=False)
if PRODUCTION and DEBUG:
    environment.problem("DEBUG", "shows settings and utterances to visitors; switch it off in production")

SECRET_KEY = environment.secret("DJANGO_SECRET_KEY", development="development-only-key-that-signs-nothing-of-value")

DATABASES = {}
try:
    DATABASES["default"] = database_settings(
        environment.text("DATABASE_URL", "sqlite:///var/frontdesk.sqlite3"), BASE_DIR
    )
except ValueError as error:
    environment.problem("DATABASE_URL", str(error))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = ["clinic"]

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# What the clinic says of itself.
CLINIC_FILE = BASE_DIR / environment.text("CLINIC_FILE", "clinic.yml")

# What the notice and the answer on privacy promise: the days of masked text, and those of backups.
TRANSCRIPT_RETENTION_DAYS = int(environment.number("TRANSCRIPT_RETENTION_DAYS", 90, least=1, most=3650))
BACKUP_RETENTION_DAYS = int(environment.number("BACKUP_RETENTION_DAYS", 14, least=0, most=365))

environment.check()
