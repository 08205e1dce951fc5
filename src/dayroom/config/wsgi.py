"""The door through which the application server reaches the pages."""

import os
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayroom.config.settings")


def _ready() -> "WSGIHandler":
    made = get_wsgi_application()
    from dayroom.apps.screening.actions.warming import warm_soon  # noqa: PLC0415 - the apps are there only now

    # only a process that serves pages comes by here: no test, no command, no worker
    warm_soon()
    return made


application = _ready()
