"""Settings of the staff console: sign-in, second factor, sessions. Cookies reach no page outside /console/."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from clinic.settings import PRODUCTION

CONSOLE_PATH = "/console/"

CONSOLE_APPS = [
    "frontdesk.console",  # before allauth, whose templates it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

# Each runs for /console/ only (frontdesk/console/middleware.py); allauth looks for its own by name.
CONSOLE_MIDDLEWARE = [
    "frontdesk.console.middleware.headers",
    "frontdesk.console.middleware.sessions",
    "frontdesk.console.middleware.csrf",
    "frontdesk.console.middleware.authentication",
    "frontdesk.console.middleware.messages",
    "frontdesk.console.middleware.htmx",
    "frontdesk.console.middleware.session_limits",
    "allauth.account.middleware.AccountMiddleware",
    "frontdesk.console.middleware.lockout",
]

CONSOLE_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "frontdesk.console.context.frame",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# An invitation is a link that sets the first password.
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3).total_seconds())

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "console-today"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = CONSOLE_PATH
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "staff_session", "staff_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "frontdesk.console.refusals.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Without a click for so long, and however busy for so long: then sign in again.
SESSION_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())

ACCOUNT_ADAPTER = "frontdesk.console.adapters.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# The lock-out below counts failed passwords; this one slows down whoever tries many accounts from one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}
MFA_ADAPTER = "frontdesk.console.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "FAQ console"
# A phone's clock may be a step of 30 s off.
MFA_TOTP_TOLERANCE = 1
# A browser offers passkeys on https and on http://localhost; not on an IP address.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# The account alone: colleagues share the clinic's address.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "frontdesk.console.sign_ins.account_of"
AXES_LOCKOUT_CALLABLE = "frontdesk.console.refusals.locked_out"
AXES_CLIENT_IP_CALLABLE = "frontdesk.chat.limits.address_of"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS: list[str] = []
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",  # our own middleware calls it
    "axes.W006",  # see AXES_LOCKOUT_PARAMETERS
]
