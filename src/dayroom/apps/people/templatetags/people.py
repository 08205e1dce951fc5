from __future__ import annotations

from django import template

from dayroom.apps.people import presenters

register = template.Library()

register.filter("device_name", presenters.device_name)
register.filter("profession_name", presenters.profession_name)
