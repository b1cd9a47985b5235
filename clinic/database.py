"""Django's database settings from one address, DATABASE_URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# WAL lets the front desk and the actions read while the other writes. secure_delete overwrites what is erased:
# an erased conversation must not be found in the file afterwards. NORMAL is safe with WAL.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
SQLITE_LOCK_WAIT_S = 5.0


def database_settings(url: str, base: Path) -> dict[str, Any]:
    """The entry for DATABASES; a relative SQLite path counts from `base`, and its folder is made.

    Raises ValueError with a sentence for an address of another kind.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path, base)
    if parts.scheme in {"postgres", "postgresql"} and parts.hostname and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname,
            "PORT": str(parts.port or 5432),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError("is neither sqlite:///<file> nor postgresql://<user>:<password>@<host>/<name>")


def tracker_database(url: str, base: Path) -> dict[str, Any] | None:
    """The entry by which Rasa's tracker store is reached; None when it is no SQL store or none is named.

    `url` is SQLAlchemy's, whose scheme may name a driver. The file's journal stays as Rasa has set it.
    Raises ValueError.
    """
    scheme, _, address = url.partition("://")
    kind = scheme.partition("+")[0]
    if kind not in {"sqlite", "postgres", "postgresql"}:
        return None
    settings = database_settings(f"{kind}://{address}", base)
    if kind == "sqlite":
        settings["OPTIONS"]["init_command"] = "PRAGMA secure_delete=ON;"
    return {**settings, "CONN_MAX_AGE": 0}


def _sqlite(path: str, base: Path) -> dict[str, Any]:
    if len(path) < 2:
        raise ValueError("names no file; write sqlite:///var/frontdesk.sqlite3")
    file = base / unquote(path[1:])  # sqlite:////srv/x is absolute: what remains then begins with /
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": SQLITE_PRAGMAS,
            "timeout": SQLITE_LOCK_WAIT_S,
            # A transaction that will write takes the write lock at its start: it waits there and cannot fail halfway.
            "transaction_mode": "IMMEDIATE",
        },
    }
