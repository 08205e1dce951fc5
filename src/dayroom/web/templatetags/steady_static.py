"""Django's ``static`` tags with fixed addresses remembered (``steady``)."""

from django import template
from django.templatetags import static

from dayroom.web.templatetags.steady import static_address

register = template.Library()
register.tags.update({**static.register.tags, "static": static_address})
