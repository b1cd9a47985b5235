"""Keys for encrypted fields: 32 random bytes in URL-safe base64, as Fernet wants them.

`python -m clinic.fernet_keys` prints a new one; it needs no settings, which without a key would not load in production.
"""

from __future__ import annotations

import sys

from cryptography.fernet import Fernet

# Everybody knows it: for development, where nothing real is stored.
DEVELOPMENT_KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktaGlkZXMtbm9ib2Q="


def new_key() -> str:
    """A new random key."""
    return Fernet.generate_key().decode("ascii")


def is_key(text: str) -> bool:
    """True when the text is such a key."""
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    sys.stdout.write(new_key() + "\n")
