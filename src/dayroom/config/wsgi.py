"""The door through which the application server reaches the pages."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayroom.config.settings")
application = get_wsgi_application()
