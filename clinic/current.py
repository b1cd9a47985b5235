"""The profile of this clinic, as Django's settings name its file."""

from functools import cache

from django.conf import settings

from clinic.profile import Profile, load_profile


@cache
def current_profile() -> Profile:
    """The profile, read once for the life of the process. Raises ProfileError when the file is wrong."""
    return load_profile(settings.CLINIC_FILE)
