"""Django's ``i18n`` tags with fixed sentences remembered (``steady``)."""

from django import template
from django.templatetags import i18n

from dayroom.web.templatetags.steady import translate

register = template.Library()
register.tags.update({**i18n.register.tags, "translate": translate, "trans": translate})
register.filters.update(i18n.register.filters)
