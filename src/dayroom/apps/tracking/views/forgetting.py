"""Delete the whole record, and stay a member."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.tracking.actions.forgetting import delete_record
from dayroom.apps.tracking.forms.forgetting import DeleteRecordForm
from dayroom.apps.tracking.views.home import reader_of
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@reauthentication_required(allow_get=True)
def record_delete(request: HttpRequest) -> HttpResponse:
    """Only one's own: nobody deletes the record of another member."""
    reader = reader_of(request)
    form = DeleteRecordForm(request.POST or None, handle=reader.handle)
    if request.method == "POST" and form.is_valid():
        delete_record(member_id=reader.pk, now=timezone.now())
        messages.success(request, _("Your health record is deleted. Nobody can read it any more."))
        return redirect("health-home", whose="me")
    return render(request, "tracking/record_delete.html", {"form": form}, status=422 if form.errors else 200)
