"""Finding a member, and giving and taking roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dayroom.apps.people.actions import grant_role, lift, withdraw_role
from dayroom.apps.people.forms.desk import MemberFindForm, ReasonForm, RoleForm
from dayroom.apps.people.queries import member_by_handle, roles_of, staff_members
from dayroom.apps.people.vocabulary import ROLE_SENTENCES, MemberState, Role
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import staff_only


@staff_only("STEWARD", "OWNER")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    form = MemberFindForm(request.GET or None)
    if request.GET and form.is_valid():
        try:
            return redirect("desk-member", handle=member_by_handle(form.cleaned_data["handle"].lstrip("@")).handle)
        except NotFound:
            form.add_error("handle", _("Nobody has this handle."))
    return render(request, "people/desk_people.html", {"form": form, "staff": list(staff_members()[:200])},
                  status=422 if form.errors else 200)


@staff_only("STEWARD", "OWNER")
@require_GET
def desk_member(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    grants = [{"grant": grant, "sentence": ROLE_SENTENCES[Role(grant.role)]} for grant in roles_of(member.pk)]
    context = {
        "member": member, "grants": grants, "form": RoleForm(), "own": member.pk == request.user.pk,
        "stopped": member.state in (MemberState.LIMITED, MemberState.SUSPENDED), "lift_form": ReasonForm(),
        "role_sentences": [(role.label, sentence) for role, sentence in ROLE_SENTENCES.items()],
    }
    return render(request, "people/desk_member.html", context)


def _role(request: HttpRequest) -> str:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Please choose one of the roles in the list."))
    return form.cleaned_data["role"]


@staff_only("STEWARD", "OWNER")
@require_POST
def role_grant(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    grant_role(member_id=member.pk, role=_role(request), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("The role is given. It works once they have a second factor and sign in again."))
    return redirect("desk-member", handle=member.handle)


@staff_only("STEWARD", "OWNER")
@require_POST
def role_withdraw(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    withdraw_role(member_id=member.pk, role=_role(request), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("The role is taken back."))
    return redirect("desk-member", handle=member.handle)


@staff_only("STEWARD", "OWNER")
@require_POST
def state_lift(request: HttpRequest, handle: str) -> HttpResponse:
    member, form = member_by_handle(handle), ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Please write a reason. It stands in the record."))
    lift(member_id=member.pk, by_id=request.user.pk, now=timezone.now(), reason=form.cleaned_data["reason"])
    messages.success(request, _("The account is open again."))
    return redirect("desk-member", handle=member.handle)
