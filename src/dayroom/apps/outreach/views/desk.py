"""The start page of outreach, the brand kit and the register of paid advertisements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import campaigns as actions
from dayroom.apps.outreach.forms.campaigns import AdvertForm, BrandForm, CampaignForm, filled_campaign
from dayroom.apps.outreach.queries import messages as queries
from dayroom.apps.outreach.queries.deliveries import needing_a_person
from dayroom.apps.outreach.queries.reached import reached_by
from dayroom.apps.outreach.queries.results import campaign_sheet, effort_of
from dayroom.apps.outreach.rules.campaigns import audience_words
from dayroom.apps.outreach.views.readers import WRITERS, desk_only, results_too
from dayroom.platform.keyset import newest_first

PER_PAGE = 20
GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@desk_only
def outreach_desk(request: HttpRequest) -> HttpResponse:
    page = newest_first(queries.desk_messages(), time_field="changed_at", place=request.GET.get("after", ""),
                        limit=PER_PAGE)
    return render(request, "outreach/desk.html", {
        "waiting": queries.waiting_for_approval(request.user.pk), "alone": queries.emergencies_to_review(),
        "rows": page.rows, "older_url": f"?after={page.older}" if page.older else "",
        "campaigns": queries.campaigns()[:12], "hands": needing_a_person().count(),
    })


@require_safe
@results_too
def campaign_list(request: HttpRequest) -> HttpResponse:
    """All of them; whoever reads counts begins here."""
    page = newest_first(queries.campaigns(), time_field="made_at", place=request.GET.get("after", ""), limit=PER_PAGE)
    return render(request, "outreach/campaign_list.html", {
        "campaigns": page.rows, "older_url": f"?after={page.older}" if page.older else "",
        "may_write": request.user.has_role(*WRITERS),
    })


@require_safe
@results_too
def campaign_show(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.campaign_named(public_id)
    effort = effort_of(row)
    return render(request, "outreach/campaign_show.html", {
        "cost": None if effort.cost_cents is None else f"{effort.cost_cents / 100:.2f}",
        "row": row, "rows": queries.desk_messages(campaign=row).order_by("publish_at", "pk")[:200],
        "audience": audience_words(row.audience_interests, row.audience_countries),
        "sheet": campaign_sheet(row), "effort": effort, "reached": reached_by(row),
        "adverts": row.adverts.order_by("starts_on", "pk"),
        "advert_form": AdvertForm(), "may_write": request.user.has_role(*WRITERS),
    })


@require_http_methods(GET_POST)
@desk_only
def campaign_new(request: HttpRequest) -> HttpResponse:
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.open_campaign(by=request.user, told=form.told(), now=timezone.now())
        return redirect("campaign-show", row.public_id)
    return render(request, "outreach/campaign_edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def campaign_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.campaign_named(public_id)
    form = CampaignForm(request.POST or None, initial=filled_campaign(row))
    if request.method == "POST" and form.is_valid():
        actions.change_campaign(campaign=row, by=request.user, told=form.told(), now=timezone.now())
        messages.success(request, _("Saved. What was approved before under other words asks for approval again."))
        return redirect("campaign-show", public_id)
    return render(request, "outreach/campaign_edit.html", {"form": form, "row": row},
                  status=422 if form.errors else 200)


@require_POST
@desk_only
def campaign_stop(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.campaign_named(public_id)
    stopped = actions.stop_campaign(campaign=row, by=request.user, now=timezone.now())
    messages.success(request, _("Stopped. Posts that will not go out: %(number)d.") % {"number": stopped})
    return redirect("campaign-show", public_id)


@require_POST
@desk_only
def advert_enter(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.campaign_named(public_id)
    form = AdvertForm(request.POST)
    if not form.is_valid() or form.cleaned_data["ends_on"] < form.cleaned_data["starts_on"]:
        messages.error(request, _("Not kept: please fill in every field, with the first day before the last one."))
        return redirect("campaign-show", public_id)
    told = {name: form.cleaned_data[name] for name in AdvertForm.Meta.fields}
    told |= {"cost_cents": int(form.cleaned_data["cost"] * 100)}
    actions.enter_advert(campaign=row, by=request.user, told=told, now=timezone.now())
    messages.success(request, _("It stands in the register now."))
    return redirect("campaign-show", public_id)


@require_http_methods(GET_POST)
@desk_only
def brand_kit(request: HttpRequest) -> HttpResponse:
    form = BrandForm(request.POST or None, instance=queries.brand_kit())
    if request.method == "POST" and form.is_valid():
        actions.keep_brand(by=request.user, told=form.cleaned_data, now=timezone.now())
        messages.success(request, _("Saved. Every text is compared with it from now on."))
        return redirect("brand-kit")
    return render(request, "outreach/brand_kit.html", {"form": form}, status=422 if form.errors else 200)
