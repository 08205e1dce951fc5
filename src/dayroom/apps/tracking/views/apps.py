"""Keys with which apps of one's own choice read one's record."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.tracking.actions.apps import make_key, revoke_key
from dayroom.apps.tracking.forms.files import AppForm
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.apps import apps_of
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary.files import AppScope
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def app_list(request: HttpRequest) -> HttpResponse:
    """All keys; a new one is shown on the answer to its own form, and never again."""
    record, now, shown = record_for(reader_of(request), "me"), timezone.now(), ""
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        _row, shown = make_key(record=record, name=said["name"], scopes=said["scopes"], days=said["days"], now=now)
        form = AppForm()
    words = dict(AppScope.choices)
    keys = [(one, [words.get(scope, scope) for scope in one.scopes]) for one in apps_of(record.owner_id, now=now)]
    response = render(request, "tracking/app_list.html", {"form": form, "shown": shown, "keys": keys, "now": now},
                      status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@members_only
def app_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    revoke_key(record=record_for(reader_of(request), "me"), public_id=public_id, now=timezone.now())
    messages.success(request, _("This key opens nothing any more."))
    return redirect("health-apps")
