"""The network desk: for an organisation with hundreds of communities run by volunteers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions import network as acts
from dayroom.apps.communities.actions.communities import set_away
from dayroom.apps.communities.actions.inviting import invite_by_mail
from dayroom.apps.communities.actions.memberships import hand_over
from dayroom.apps.communities.forms.communities import AwayForm
from dayroom.apps.communities.forms.network import DeskHandOverForm, InviteListForm, RulesForm, TableForm
from dayroom.apps.communities.presenters.communities import ago
from dayroom.apps.communities.queries import network as queries
from dayroom.apps.communities.rules.membership import NETWORK_ROLES
from dayroom.apps.communities.rules.network import LineFault, Table, read_places
from dayroom.apps.communities.views.communities import member_in, said_of
from dayroom.apps.people.queries import members_by_handles
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup
from dayroom.platform.gates import staff_only


@staff_only(*NETWORK_ROLES)
@require_safe
def network_desk(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    after = markup.clean_line(request.GET.get("after", "")[:60])
    quiet, last = queries.quiet_places(now, after=after)
    return render(request, "communities/network_desk.html", {
        "totals": queries.totals(now),
        "quiet": [(row, ago(row.seen_at, now) if row.seen_at else "") for row in quiet],
        "quiet_older": f"?after={last}" if last else "", "first": not after,
        "waiting": [(row, ago(row.oldest_at, now)) for row in queries.waiting_places(now)] if not after else [],
        "rising": queries.rising_places(now) if not after else [],
        "away": queries.away_places(now) if not after else [],
    })


@staff_only(*NETWORK_ROLES)
@require_http_methods(["GET", "POST"])
def network_open(request: HttpRequest) -> HttpResponse:
    """First the table is shown as it was understood; only the second sending opens the communities."""
    form = TableForm(request.POST or None, request.FILES or None)
    given: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            table = _read(form)
        except Invalid as wrong:
            form.add_error(None, str(wrong))
        else:
            if request.POST.get("step") == "open" and not table.faults and table.places:
                return _opened(request, table, form)
            there = queries.slugs_taken([place.slug for place in table.places])
            given |= {"table": table, "text": form.cleaned_data["table"],
                      "rows": [(place, place.slug in there) for place in table.places],
                      "fresh": len(table.places) - len(there)}
    return render(request, "communities/network_open.html", given, status=422 if form.errors else 200)


def _read(form: TableForm) -> Table:
    """The table with every moderator's handle looked up, all at once."""
    table = read_places(form.cleaned_data["table"], form.template())
    known = members_by_handles(place.moderator for place in table.places if place.moderator)
    unknown = [place for place in table.places if place.moderator and place.moderator.lower() not in known]
    table.places = [place for place in table.places if place not in unknown]
    table.faults += [
        LineFault(place.line, _("Nobody here has the handle “%(handle)s”.") % {"handle": place.moderator})
        for place in unknown
    ]
    table.faults.sort(key=lambda fault: fault.line)
    return table


def _opened(request: HttpRequest, table: Table, form: TableForm) -> HttpResponse:
    done = acts.open_many(by=request.user, places=table.places, template=form.template(), now=timezone.now())
    made = ngettext("%(n)d community is open.", "%(n)d communities are open.", done.made) % {"n": done.made}
    there = ngettext(
        "%(n)d was there already and was left as it is.", "%(n)d were there already and were left as they are.",
        done.there_already,
    ) % {"n": done.there_already}
    messages.success(request, f"{made} {there}" if done.there_already else made)
    return redirect("network-desk")


@staff_only(*NETWORK_ROLES)
@require_http_methods(["GET", "POST"])
def network_rules(request: HttpRequest) -> HttpResponse:
    form = RulesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = acts.send_rules(
            by=request.user, text=form.cleaned_data["text"], adding=form.cleaned_data["adding"] == "1",
            slugs=form.wanted(), now=timezone.now(),
        )
        messages.success(request, ngettext(
            "%(n)d community has the text now. Its members are being told.",
            "%(n)d communities have the text now. Their members are being told.", changed,
        ) % {"n": changed} if changed else _("Every one of them had this text already."))
        return redirect("network-desk")
    return render(request, "communities/network_rules.html", {"form": form, "totals": queries.totals(timezone.now())},
                  status=422 if form.errors else 200)


@staff_only(*NETWORK_ROLES)
@require_safe
def network_community(request: HttpRequest, slug: str) -> HttpResponse:
    return _community_page(request, slug)


def _community_page(request: HttpRequest, slug: str, **given: Any) -> HttpResponse:
    community, moderators = queries.place_for_desk(slug)
    now = timezone.now()
    forms_here = {
        "over_form": DeskHandOverForm(auto_id="over_%s"),
        "away_form": AwayForm(auto_id="away_%s", initial={
            "away_from": community.away_from, "away_until": community.away_until,
            "cover": community.cover.handle if community.cover else "",
        }),
        "invite_form": InviteListForm(auto_id="invite_%s"), **given,
    }
    return render(request, "communities/network_community.html", {
        "community": community, "closed": community.closed_at is not None,
        "moderators": [
            (row.member.handle, ago(row.last_active_at, now) if row.last_active_at else "") for row in moderators
        ],
        **forms_here,
    }, status=422 if any(form.errors for form in forms_here.values()) else 200)


@staff_only(*NETWORK_ROLES)
@require_POST
def network_hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    community, moderators = queries.place_for_desk(slug)
    form = DeskHandOverForm(request.POST, auto_id="over_%s")
    to = member_in(form, "to") if form.is_valid() else None
    if to is None:
        return _community_page(request, slug, over_form=form)
    down = tuple(row.member_id for row in moderators) if form.cleaned_data["step_down"] else ()
    if not said_of(form, "to", lambda: hand_over(
        by=request.user, community=community, to_id=to.pk, step_down_ids=down, now=timezone.now()
    )):
        return _community_page(request, slug, over_form=form)
    messages.success(request, _("Done. They have been told."))
    return redirect("network-community", slug=slug)


@staff_only(*NETWORK_ROLES)
@require_POST
def network_away(request: HttpRequest, slug: str) -> HttpResponse:
    community, _moderators = queries.place_for_desk(slug)
    form = AwayForm(request.POST, auto_id="away_%s")
    cover = member_in(form, "cover") if form.is_valid() else None
    if form.errors:
        return _community_page(request, slug, away_form=form)
    if not said_of(form, "cover", lambda: set_away(
        by=request.user, community=community, away_from=form.cleaned_data["away_from"],
        away_until=form.cleaned_data["away_until"], cover_id=cover.pk if cover else None, now=timezone.now(),
    )):
        return _community_page(request, slug, away_form=form)
    messages.success(request, _("Saved."))
    return redirect("network-community", slug=slug)


@staff_only(*NETWORK_ROLES)
@require_POST
def network_invite(request: HttpRequest, slug: str) -> HttpResponse:
    community, _moderators = queries.place_for_desk(slug)
    form = InviteListForm(request.POST, auto_id="invite_%s")
    if not form.is_valid():
        return _community_page(request, slug, invite_form=form)
    sent = invite_by_mail(
        by=request.user, community=community, addresses=form.cleaned_data["addresses"], now=timezone.now()
    )
    words = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent)
    messages.success(request, words % {"n": sent})
    return redirect("network-community", slug=slug)
