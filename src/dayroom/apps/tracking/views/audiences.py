"""The page that says who sees one item, and changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.people.queries import accepted_contacts, hidden_from, member_by_id
from dayroom.apps.tracking.actions.audiences import change_audience
from dayroom.apps.tracking.forms.audiences import AudienceForm
from dayroom.apps.tracking.presenters.audiences import audience_choices, will_see
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import places_offered
from dayroom.apps.tracking.queries.carers import people_in, seeing_carers
from dayroom.apps.tracking.queries.items import chooses_oneself, chosen_for, item_line, words_for_others
from dayroom.apps.tracking.rules.audiences import asks_first, check_audience, people_who_see
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Audience, Scope
from dayroom.apps.tracking.vocabulary.told import NOUN_OF
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import members_only

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

CONTACTS_MOST = 30  # people to tick; everybody else is named by handle


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def item_audience(request: HttpRequest, whose: str, kind: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.SEE, Scope.SHARE)
    item, owner = item_line(record, kind, public_id), member_by_id(record.owner_id)
    chosen, places = chosen_for(record, kind, public_id), places_offered(record, item.place_id)
    carers = seeing_carers(record.owner_id, today=timezone.localdate())
    form = AudienceForm(
        request.POST or None, writer_id=record.reader_id, places=places,
        words=words_for_others(record, kind, public_id),
        choices=audience_choices(record, child=owner.is_child, places=bool(places), carers=len(carers)),
        # whom the owner knows is told to no carer: they name people by handle
        near=[*chosen, *(_contacts(record.owner_id, {one.pk for one in chosen}) if record.mine else ())],
        initial={"audience": item.audience, "place": item.place_id, "readers": [one.handle for one in chosen]},
    )
    back = _way_back(whose, kind)
    given = {"record": record, "item": item, "form": form, "back": back, "asking": ""}
    if request.method != "POST" or not form.is_valid():
        return render(request, "tracking/item_audience.html", given, status=422 if form.errors else 200)
    audience, place, readers = form.cleaned_data["audience"], form.cleaned_data.get("place"), form.reader_ids()
    try:
        check_audience(audience, place_id=place, places=places, readers=len(readers), child=owner.is_child,
                       oneself=chooses_oneself(record, kind, public_id, readers))
    except Invalid as fault:
        form.add_error("audience", str(fault))
        return render(request, "tracking/item_audience.html", given, status=422)
    before = people_who_see(item.audience, carers=carers, readers=[one.pk for one in chosen],
                            place=_others_in(item.place_id))
    after = people_who_see(audience, carers=carers, readers=readers, place=_others_in(place))
    if asks_first(before, after) and request.POST.get("sure") != str(after):
        return render(request, "tracking/item_audience.html", given | {"asking": will_see(after), "sure": after})
    change_audience(record=record, kind=kind, public_id=public_id, audience=audience, place_id=place,
                    reader_ids=readers, now=timezone.now())
    messages.success(request, _("Kept. From now on seen by: %(who)s.") % {"who": Audience(audience).label})
    return redirect(back)


def _contacts(owner_id: int, besides: set[int]) -> list[Member]:
    ids = accepted_contacts(owner_id) - hidden_from(owner_id) - besides
    rows = [member_by_id(pk) for pk in sorted(ids)[:CONTACTS_MOST]]
    return sorted((row for row in rows if row.is_active and not row.is_child), key=lambda row: row.handle.casefold())


def _others_in(place_id: int | None) -> int:
    return max(0, people_in(place_id) - 1) if place_id is not None else 0


def _way_back(whose: str, kind: str) -> str:
    return f"/health/{whose}/{NOUN_OF[kind]}/" if kind in NOUN_OF else f"/health/{whose}/"
