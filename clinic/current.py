"""The profile of this clinic, as Django's settings name its file."""

from functools import cache
from pathlib import Path

from django.conf import settings

from clinic.profile import Profile, load_profile


def current_profile() -> Profile:
    """The profile, read once for the life of the process. Raises ProfileError when the file is wrong."""
    return _profile(settings.CLINIC_FILE, settings.TRANSCRIPT_RETENTION_DAYS, settings.BACKUP_RETENTION_DAYS)


@cache
def _profile(file: Path, retention_days: int, backup_days: int) -> Profile:
    return load_profile(file).with_days(retention_days, backup_days)
