"""Words of a form that could not be taken, for the page that says why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dayroom.apps.communities.forms.composer import composed_from
from dayroom.apps.communities.presenters.composer import kept_fields
from dayroom.apps.communities.presenters.drafts import place_of_path


def kept_words(request: HttpRequest) -> dict[str, Any]:
    """The context of ``communities/_kept_words.html`` for a composer's form, with a fresh token; empty for others."""
    if request.method != "POST" or place_of_path(request.path) is None:
        return {}
    composed = composed_from(request)
    if not composed.body:
        return {}
    return {
        "kept": True, "composed": composed, "fields": kept_fields(composed), "kept_path": request.path,
        "kept_action": request.path, "kept_label": _("Send it again"),
    }
