"""The front desk for a WSGI server: `gunicorn frontdesk.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.settings")

application = get_wsgi_application()
