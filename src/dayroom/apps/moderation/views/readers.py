"""Who stands before the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dayroom.apps.moderation.queries import handler_of
from dayroom.apps.moderation.vocabulary import Handler
from dayroom.kernel.errors import Refused

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def me(request: HttpRequest) -> Member:
    return cast("Member", request.user)  # the gate lets members in only


def handler_for(request: HttpRequest) -> Handler:
    """The moderator or steward; others are told that this is not their page."""
    handler = handler_of(me(request))
    if not handler.has_a_desk:
        raise Refused(_("This page is for moderators and stewards."))
    return handler
