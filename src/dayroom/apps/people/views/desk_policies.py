"""The stewards' desk for policies: write, look at, publish, see who has agreed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.people.actions.policies import load_policies, publish_policy, write_policy
from dayroom.apps.people.forms.policies import LANGUAGES, NewPolicyForm, PolicyForm
from dayroom.apps.people.presenters.policies import audience_names, desk_lines, wordings
from dayroom.apps.people.queries.policies import (
    acknowledged,
    draft_of,
    not_yet,
    policies_for_desk,
    policy_named,
    published_of,
    texts_of,
    versions_of_policy,
)
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import staff_only

SHOWN = 200  # names in each list; the counts are of all


@require_safe
@staff_only("STEWARD", "OWNER")
def policy_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "people/desk_policies.html", {
        "lines": desk_lines(policies_for_desk(), timezone.localdate()),
    })


@require_POST
@staff_only("STEWARD", "OWNER")
def policies_load(request: HttpRequest) -> HttpResponse:
    made = load_policies(by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("They are here as drafts. Read them, and publish what fits.") if made
                     else _("They are all here already."))
    return redirect("policy-desk")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("STEWARD", "OWNER")
def policy_new(request: HttpRequest) -> HttpResponse:
    form = NewPolicyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _keep(request, form, form.cleaned_data["slug"]):
        return redirect("policy-edit", slug=form.cleaned_data["slug"])
    return render(request, "people/desk_policy_edit.html", {"form": form, "slug": ""},
                  status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("STEWARD", "OWNER")
def policy_edit(request: HttpRequest, slug: str) -> HttpResponse:
    policy = policy_named(slug)
    form = PolicyForm(request.POST or None, initial=_initial(policy))
    if request.method == "POST" and form.is_valid() and _keep(request, form, slug):
        return redirect("policy-edit", slug=slug)
    draft, out = draft_of(policy), published_of(policy)
    return render(request, "people/desk_policy_edit.html", {
        "form": form, "slug": slug, "policy": policy, "draft": draft, "out": out, "title": _title(draft or out) or slug,
        "wordings": wordings(texts_of(out) if out else {}, texts_of(draft)) if draft else [],
        "audiences": audience_names(policy.audiences.split()), "versions": versions_of_policy(policy),
    }, status=422 if form.errors else 200)


def _title(version: Any) -> str:
    texts = texts_of(version) if version else {}
    return texts["en"].title if "en" in texts else ""


def _initial(policy: Any) -> dict[str, object]:
    newest = draft_of(policy) or published_of(policy)
    texts = texts_of(newest) if newest else {}
    found: dict[str, object] = {"audiences": policy.audiences.split()}
    for code, _name in LANGUAGES:
        if code in texts:
            found |= {f"title_{code}": texts[code].title, f"body_{code}": texts[code].body}
            if newest and newest.published_at is None:
                found[f"changes_{code}"] = texts[code].changes
    return found


def _keep(request: HttpRequest, form: PolicyForm, slug: str) -> bool:
    try:
        write_policy(slug=slug, audiences=form.cleaned_data["audiences"], words=form.words(), by_id=request.user.pk,
                     now=timezone.now())
    except Invalid as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, _("Kept as a draft. Look at it below, then publish it."))
    return True


@require_POST
@staff_only("STEWARD", "OWNER")
def policy_publish(request: HttpRequest, slug: str) -> HttpResponse:
    publish_policy(slug=slug, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Published. Everybody whom it asks is told."))
    return redirect("policy-readers", slug=slug)


@require_safe
@staff_only("STEWARD", "OWNER", "AUDITOR")
def policy_readers(request: HttpRequest, slug: str) -> HttpResponse:
    policy = policy_named(slug)
    out = published_of(policy)
    agreed = acknowledged(out) if out else None
    waiting = not_yet(out, timezone.localdate()) if out else None
    return render(request, "people/desk_policy_readers.html", {
        "policy": policy, "out": out, "title": texts_of(out)["en"].title if out else policy.slug,
        "agreed_count": agreed.count() if agreed is not None else 0,
        "agreed": list(agreed[:SHOWN]) if agreed is not None else [],
        "waiting_count": waiting.count() if waiting is not None else 0,
        "waiting": list(waiting[:SHOWN]) if waiting is not None else [],
    })
